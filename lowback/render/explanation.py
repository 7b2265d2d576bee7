"""What `explain` shows: every ratio of a cause, what would change the result, how stable it is."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from lowback.engine.assessment import KnowledgeVersion
from lowback.knowledge.schema import Knowledge, Urgency
from lowback.render import Look
from lowback.render.parts.answer_words import answer_words
from lowback.render.parts.citations import Citations
from lowback.render.parts.subject import edition
from lowback.render.parts.terminal_page import Page
from lowback.render.parts.words import (
    BASIS_WORDS,
    JUDGED,
    URGENCY_WORDS,
    WHAT_IT_IS,
    question_label,
)
from lowback.render.report.ending import write_references
from lowback.result.sensitivity import Change, Stability
from lowback.result.trace import Standing, Step, Trace

SCHEMA = "lowback/explanation/1"
MODEL_SCORE = "The score is a model score, not a chance of disease."
OTHER_KNOWLEDGE = (
    "This result was made with other knowledge. All figures below are worked out again with "
    "the knowledge that is here, so they can differ from the result."
)
NOT_RANKED = "This result ranks no causes, so there are no ratios to explain."


class Explanation(Struct, frozen=True):
    """Everything `explain` shows; `knowledge` made the result, `explained_with` is here."""

    schema: str
    knowledge: KnowledgeVersion
    explained_with: KnowledgeVersion
    same_knowledge: bool
    urgency: Urgency
    first: tuple[str, ...]
    causes: tuple[Trace, ...]
    changes: tuple[Change, ...]
    stability: Stability | None
    competition: tuple[Standing, ...] = ()


def explanation_text(
    made: Explanation, shown: Sequence[Trace], knowledge: Knowledge, look: Look
) -> str:
    """Return the explanation for a terminal: the causes that are `shown`, then the rest."""
    page, cite = Page(look), Citations(knowledge)
    _versions(page, made)
    if not made.causes:
        page.paragraph(NOT_RANKED)
    for each in shown:
        _trace(page, each, knowledge, cite)
    _competition(page, made)
    _changes(page, made, knowledge)
    _stability(page, made, knowledge)
    write_references(page, cite)
    page.blank()
    page.paragraph(f"{MODEL_SCORE} {WHAT_IT_IS}")
    return page.text()


def _versions(page: Page, made: Explanation) -> None:
    for lead, version in (
        ("Made with knowledge", made.knowledge),
        ("Explained with knowledge", made.explained_with),
    ):
        page.paragraph(edition(version.version, version.sha256), lead=f"{lead}: ")
    if not made.same_knowledge:
        page.paragraph(OTHER_KNOWLEDGE, style="bold")


def _trace(page: Page, trace: Trace, knowledge: Knowledge, cite: Citations) -> None:
    page.heading(f"{trace.name} ({trace.cause})")
    basis = BASIS_WORDS[trace.pretest_basis]
    page.paragraph(
        f"{trace.pretest:g}, {trace.start:+.2f} ({basis}). {trace.pretest_note}",
        lead="Start (pretest): ",
    )
    page.paragraph(
        f"{trace.power:g}. Each answer counts with this power, because answers overlap.",
        lead="Power: ",
    )
    before = trace.start
    for each in trace.steps:
        _step(page, each, before, knowledge, cite)
        before = each.total
    page.paragraph(_ending(trace), lead="Score: ")


def _step(page: Page, step: Step, before: float, knowledge: Knowledge, cite: Citations) -> None:
    """One answer; the weight is the step between two totals as shown, so that they add up."""
    weight = round(step.total, 2) - round(before, 2)
    label = question_label(step.question, knowledge)
    words = answer_words(step.question, step.choice, knowledge)
    page.bullet(f" {words}", lead=f"{label}:", marker=_sign(step.log_odds))
    seen = "; see also" if step.basis in JUDGED else ","
    numbers = f"{seen}{cite.mark(step.references)}" if step.references else ""
    page.paragraph(
        f"ratio {step.ratio:.3g}, weight {weight:+.2f}, running total {step.total:+.2f}; "
        f"{BASIS_WORDS[step.basis]}{numbers}",
        indent=2,
    )
    if step.note:
        page.paragraph(step.note, indent=2, lead="Note: ")


def _sign(log_odds: float) -> str:
    return "+" if log_odds > 0 else "-" if log_odds < 0 else "="


def _ending(trace: Trace) -> str:
    if trace.floor is None or trace.ceiling is None:
        return f"total {trace.total:+.2f}, so {trace.score:.3f} of the whole (see below)."
    if trace.score == trace.unlimited:
        return f"{trace.score:.3f}, between floor {trace.floor:g} and ceiling {trace.ceiling:g}."
    name = "ceiling" if trace.score < trace.unlimited else "floor"
    return f"{trace.score:.3f}, held at the {name}; without it {trace.unlimited:.3f}."


def _competition(page: Page, made: Explanation) -> None:
    """How the totals of the sources become scores, so that it can be done by hand."""
    if not made.competition:
        return
    others = len(made.competition) - 1
    page.heading("From totals to scores")
    page.paragraph(
        f"Each total is against the mean of the other {others}. Multiply it by "
        f"{others}/{others + 1} and take e to that power. The score is that divided by the sum."
    )
    for each in made.competition:
        page.bullet(
            f" total {each.total:+.2f}, e to it {each.raised:.3f}, score {each.score:.3f}",
            lead=f"{each.name}:",
        )
    page.bullet(f" {sum(each.raised for each in made.competition):.3f}", lead="Sum:")


def _changes(page: Page, made: Explanation, knowledge: Knowledge) -> None:
    page.heading("What single answer would change this")
    page.paragraph("Answer what is true; nothing here is a way to make a warning sign go away.")
    if not made.changes:
        page.paragraph("No single answer would raise the urgency or put another source first.")
    for urgency in reversed(Urgency):
        raising = [each for each in made.changes if each.raises and each.urgency is urgency]
        if raising:
            words = "; ".join(_if(each, knowledge) for each in raising)
            page.bullet(words, lead=f"[{URGENCY_WORDS[urgency]}] if: ")
    for first, moving in _by_first(made.changes).items():
        names = " and ".join(knowledge.causes[each].name for each in first)
        words = "; ".join(_if(each, knowledge) for each in moving)
        page.bullet(words, lead=f"{names} first if: ")


def _by_first(changes: Iterable[Change]) -> dict[tuple[str, ...], list[Change]]:
    grouped: dict[tuple[str, ...], list[Change]] = {}
    for each in changes:
        if each.moves_first:
            grouped.setdefault(each.first, []).append(each)
    return grouped


def _if(change: Change, knowledge: Knowledge) -> str:
    label = question_label(change.question, knowledge)
    return f"{label} = {answer_words(change.question, change.value, knowledge)}"


def _stability(page: Page, made: Explanation, knowledge: Knowledge) -> None:
    if made.stability is None:
        return
    drawn = made.stability
    page.heading("How stable the order is")
    page.paragraph(
        f"Every figure was drawn anew {drawn.draws} times, as far apart as the separate readings "
        f"of its question are (seed {drawn.seed})."
    )
    for cause, share in sorted(drawn.came_first.items(), key=lambda each: -each[1]):
        if share:
            times = round(share * drawn.draws)
            verb = "stayed" if cause in drawn.first else "came"
            page.bullet(
                f"{verb} first in {times} of {drawn.draws} draws",
                lead=f"{knowledge.causes[cause].name}: ",
            )
