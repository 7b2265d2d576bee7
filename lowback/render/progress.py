"""How it goes since last time, for the terminal."""

from lowback.engine.assessment import Fit
from lowback.engine.units import show_number
from lowback.knowledge.schema import Knowledge, QuestionKind
from lowback.render import Look
from lowback.render.parts.terminal_page import Page
from lowback.render.parts.words import FIT_WORDS, URGENCY_WORDS, question_label
from lowback.result.pain import PAIN, Verdict
from lowback.result.progress import ChangedAnswer, MovedCause, Mover, Progress

HEADLINES = {
    Verdict.BETTER: "Better than last time",
    Verdict.SAME: "About the same as last time",
    Verdict.WORSE: "Worse than last time",
    Verdict.UNKNOWN: "Better or worse cannot be told: the ratings of the pain cannot be compared",
}
RULE = (
    "Worse: more urgent, getting steadily worse, or at least 2 points more pain. "
    "Better: less urgent, or at least 2 points less pain. This rule is our judgement."
)


def progress_text(progress: Progress, knowledge: Knowledge, look: Look) -> str:
    """Return the comparison as lines of at most `look.width` columns."""
    page = Page(look)
    page.heading(f"{HEADLINES[progress.verdict]} ({progress.since})")
    before, after = progress.urgency
    page.bullet(f"{URGENCY_WORDS[before]}, now {URGENCY_WORDS[after]}.", lead="Urgency: ")
    pain = [_pain(each, knowledge) for each in progress.pain]
    page.bullet(f"{pain[0]}, now {pain[1]}.", lead="Pain: ")
    if not progress.causes:
        page.bullet("No cause fits clearly better or worse than before.")
    for cause in progress.causes:
        page.bullet(_cause(cause, knowledge), lead=f"{cause.name}: ")
    if progress.answers:
        page.heading("Answers that changed")
    for answer in progress.answers:
        page.bullet(_answer(answer, knowledge), lead=_label(answer.question, knowledge))
    page.blank()
    page.paragraph(RULE)
    return page.text()


def said_value(question: str, value: object, knowledge: Knowledge) -> str:
    """Return an answer in the words of its choices; None is `no answer`."""
    if value is None:
        return "no answer"
    known = knowledge.questions.get(question)
    if known is None or known.kind is QuestionKind.YES_NO_UNSURE:
        return str(value)
    labels = {each.id: each.label for each in known.choices}
    if isinstance(value, tuple | list):
        return ", ".join(labels.get(str(each), str(each)) for each in value)
    if isinstance(value, int | float):
        return show_number(float(value), known.unit)
    return labels.get(str(value), str(value))


def _pain(value: str | float | None, knowledge: Knowledge) -> str:
    return "not rated" if value is None else said_value(PAIN, value, knowledge)


def _cause(cause: MovedCause, knowledge: Knowledge) -> str:
    way = "up" if cause.score_after > cause.score_before else "down"
    fits = (
        f"still {FIT_WORDS[Fit(cause.after)]}, but {way}"
        if cause.before == cause.after
        else f"{FIT_WORDS[Fit(cause.before)]}, now {FIT_WORDS[Fit(cause.after)]}"
    )
    movers = "; ".join(_mover(each, knowledge) for each in cause.movers)
    return f"{fits}. Moved by: {movers}." if movers else f"{fits}."


def _mover(mover: Mover, knowledge: Knowledge) -> str:
    return f"{question_label(mover.question, knowledge)} ({'up' if mover.log_odds > 0 else 'down'})"


def _answer(answer: ChangedAnswer, knowledge: Knowledge) -> str:
    before = said_value(answer.question, answer.before, knowledge)
    return f"{before}, now {said_value(answer.question, answer.after, knowledge)}"


def _label(question: str, knowledge: Knowledge) -> str:
    return f"{question_label(question, knowledge)}: "
