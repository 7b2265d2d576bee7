"""Two results side by side: all that `compare` shows, and the short word of a follow-up."""

from collections.abc import Iterable

from lowback.engine.assessment import Fit
from lowback.knowledge.schema import Knowledge
from lowback.render import Look
from lowback.render.parts.answer_words import answer_words
from lowback.render.parts.subject import edition
from lowback.render.parts.terminal_page import Page
from lowback.render.parts.words import FIT_WORDS, LIGHT_WORDS, URGENCY_WORDS, question_label
from lowback.result.compare import ChangedAnswer, Comparison
from lowback.result.movers import MovedCause, Mover, Why
from lowback.result.pain import Verdict

VERDICTS = {
    Verdict.BETTER: "better",
    Verdict.SAME: "about the same",
    Verdict.WORSE: "worse",
    Verdict.UNKNOWN: "cannot be told",
}
BECAUSE: dict[Why, str] = {
    "answer": "the answer changed",
    "knowledge": "the ratio changed",
    "another_answer": "another answer changed whether it counts",
    "another_answer_or_knowledge": "another answer or the knowledge changed whether it counts",
}
RULE = (
    "Pain counts from {points} points on; that rule is our judgement. Numbers are logarithms: "
    "above 0 moves a cause up, below 0 down. For a source they are against the mean of its rivals. "
    "They are parts of a model score, not a chance of disease."
)
FINEST = 0.005
SINCE = {
    Verdict.BETTER: "Better than last time",
    Verdict.SAME: "About the same as last time",
    Verdict.WORSE: "Worse than last time",
    Verdict.UNKNOWN: "Better or worse cannot be told: the ratings of the pain cannot be compared",
}
SINCE_RULE = (
    "Worse: more urgent, getting worse, or at least {points} points more pain. "
    "Better: less urgent, or at least {points} points less pain. This rule is our judgement."
)
QUESTIONS_NAMED = 3


def comparison_text(made: Comparison, knowledge: Knowledge, look: Look) -> str:
    """Return the comparison for a terminal."""
    page = Page(look)
    page.heading(f"From {made.assessed_on[0]} to {made.assessed_on[1]}")
    _how_it_goes(page, made, knowledge)
    _knowledge(page, made)
    _answers(page, made, knowledge)
    page.heading("What moved the ranking")
    moved = [each for each in made.causes if _has_moved(each)]
    if not moved:
        page.paragraph("Nothing did.")
    for each in moved:
        _cause(page, each, knowledge)
    page.blank()
    page.paragraph(RULE.format(points=knowledge.daily.better_by))
    return page.text()


def since_last_time(made: Comparison, knowledge: Knowledge, look: Look) -> str:
    """Return the short word of a follow-up: how it goes, and what moved clearly."""
    page = Page(look)
    page.heading(f"{SINCE[made.verdict]} ({made.assessed_on[0]})")
    page.bullet(f"{_pair([URGENCY_WORDS[each] for each in made.urgency])}.", lead="Urgency: ")
    pain = [answer_words(knowledge.daily.pain_answer, each, knowledge) for each in made.pain]
    page.bullet(f"{_pair(pain)}.", lead="Pain: ")
    step = knowledge.thresholds.score_step.value
    moved = [cause for cause in made.causes if cause.has_moved(step)]
    if not moved:
        page.bullet("No cause fits clearly better or worse than before.")
    for cause in moved:
        page.bullet(_clearly(cause, knowledge), lead=f"{cause.name}: ")
    if made.answers:
        _answers(page, made, knowledge)
    page.blank()
    page.paragraph(SINCE_RULE.format(points=knowledge.daily.better_by))
    return page.text()


def _clearly(cause: MovedCause, knowledge: Knowledge) -> str:
    before, after = (_fit(each) for each in cause.fit)
    way = "up" if (cause.score[1] or 0) > (cause.score[0] or 0) else "down"
    fits = f"{before}, now {after}" if before != after else f"still {after}, but {way}"
    named = [
        f"{question_label(question, knowledge)} ({'up' if log_odds > 0 else 'down'})"
        for (question, _), log_odds in _by_question(cause.movers).items()
        if log_odds
    ]
    return f"{fits}. Moved by: {'; '.join(named[:QUESTIONS_NAMED])}." if named else f"{fits}."


def _how_it_goes(page: Page, made: Comparison, knowledge: Knowledge) -> None:
    pain = [answer_words(knowledge.daily.pain_answer, each, knowledge) for each in made.pain]
    lights = [LIGHT_WORDS[each].lower() for each in made.running]
    urgency = [URGENCY_WORDS[each] for each in made.urgency]
    names = {each.id: each.name for each in made.causes}
    first = [names.get(each, each) if each else "none" for each in made.clear_source]
    page.bullet(f"{_pair(pain)}: {VERDICTS[made.pain_verdict]}", lead="Pain now: ")
    page.bullet(VERDICTS[made.pain_course], lead="Course of the pain, as the newer answers say: ")
    page.bullet(f"{_pair(lights)}: {VERDICTS[made.running_verdict]}", lead="Running: ")
    page.bullet(_pair(urgency), lead="Urgency: ")
    page.bullet(_pair(first), lead="Source that stands out: ")
    page.bullet(VERDICTS[made.verdict], lead="All in all: ")


def _knowledge(page: Page, made: Comparison) -> None:
    page.heading("Knowledge")
    if made.same_knowledge:
        page.paragraph("Both results were made with the same knowledge.")
        return
    page.paragraph("The two results were made with different knowledge.", style="bold")
    old, new = (edition(known.version, known.sha256) for known in made.knowledge)
    page.paragraph(f"{old}, now {new}")


def _answers(page: Page, made: Comparison, knowledge: Knowledge) -> None:
    page.heading("Answers that changed")
    if not made.answers:
        page.paragraph("None did.")
    for changed in made.answers:
        _answer(page, changed, knowledge)


def _answer(page: Page, changed: ChangedAnswer, knowledge: Knowledge) -> None:
    values = (changed.before, changed.after)
    words = [answer_words(changed.question, value, knowledge) for value in values]
    page.bullet(_pair(words), lead=f"{question_label(changed.question, knowledge)}: ")


def _has_moved(cause: MovedCause) -> bool:
    rest = abs(cause.start_and_limits or 0)
    return bool(cause.movers) or rest >= FINEST or cause.rank[0] != cause.rank[1]


def _cause(page: Page, cause: MovedCause, knowledge: Knowledge) -> None:
    fit = _pair([_fit(each) for each in cause.fit])
    place = _pair([str(each) if each else "not ranked" for each in cause.rank])
    page.bullet(f"{fit}; place {place}; moved by {cause.log_odds:+.2f}", lead=f"{cause.name}: ")
    for (question, why), log_odds in _by_question(cause.movers).items():
        label = question_label(question, knowledge)
        text = f"{label}: {log_odds:+.2f} ({BECAUSE[why]})"
        page.bullet(text, indent=2, marker="+" if log_odds > 0 else "-")
    if abs(cause.start_and_limits or 0) >= FINEST:
        page.paragraph(
            f"{cause.start_and_limits:+.2f} from the start, power, floor or ceiling", indent=2
        )


def _by_question(movers: Iterable[Mover]) -> dict[tuple[str, Why], float]:
    """The choice that was left and the one that took its place make one sum."""
    total: dict[tuple[str, Why], float] = {}
    for mover in movers:
        key = mover.question, mover.why
        total[key] = total.get(key, 0.0) + mover.log_odds
    return dict(sorted(total.items(), key=lambda each: -abs(each[1])))


def _fit(fit: Fit | None) -> str:
    return "not ranked" if fit is None else FIT_WORDS[fit]


def _pair(values: list[str]) -> str:
    before, after = values
    return before if before == after else f"{before}, now {after}"
