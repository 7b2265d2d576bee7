"""The two ranked lists of the terminal report, with the reasons for the leading causes."""

from collections.abc import Iterable, Sequence

from lowback.engine.assessment import Assessment, Contribution, RankedCause
from lowback.knowledge.schema import Knowledge
from lowback.render.parts.terminal_page import Page
from lowback.render.parts.words import (
    BAR_NOTE,
    FIT_WORDS,
    Citations,
    explained,
    place,
    question_label,
    sentence_case,
    source_line,
)
from lowback.render.report.outline import helpful

REASONS_FOR, REASONS_AGAINST = 3, 2
QUESTIONS_SHOWN = 6
BLOCKS = 10


def write_causes(page: Page, assessment: Assessment, cite: Citations) -> None:
    """Write what may hurt, then why it may hurt now."""
    page.heading("What may hurt (sources)")
    page.paragraph(source_line(assessment))
    _list(page, assessment.sources)
    if not page.look.accessible:
        page.paragraph(BAR_NOTE)
    _reasons(page, assessment.sources, cite)
    page.heading("What may add to it (contributors)")
    _list(page, assessment.contributors)
    _reasons(page, assessment.contributors, cite)
    if assessment.sources:
        page.blank()
        first = assessment.sources[0].id
        page.paragraph(f"To read more about a cause, type for example `lowback causes {first}`.")


def write_helpful_answers(page: Page, assessment: Assessment, knowledge: Knowledge) -> None:
    """Write which unanswered questions could move the leading causes."""
    names = helpful(assessment, knowledge)
    if not names:
        return
    page.heading("What would help to know")
    for name in names[:QUESTIONS_SHOWN]:
        page.bullet(question_label(name, knowledge))
    if (more := len(names) - QUESTIONS_SHOWN) > 0:
        page.paragraph(f"And {more} more questions that nobody has answered.")


def _list(page: Page, ranked: Sequence[RankedCause]) -> None:
    rows = [(place(each, ranked), each.name, _fit(each), _bar(each)) for each in ranked]
    page.blank()
    if page.has_tables:
        page.table(("Place", "Cause", "How well it fits", ""), rows)
        return
    for rank, name, fit, bar in rows:
        page.bullet(name, marker=f"{rank}.")
        page.paragraph(fit if page.look.accessible else f"{fit} {bar}", indent=len(rank) + 2)


def _fit(cause: RankedCause) -> str:
    return sentence_case(FIT_WORDS[cause.fit])


def _bar(cause: RankedCause) -> str:
    full = round(cause.score * BLOCKS)
    return "█" * full + "░" * (BLOCKS - full)


def _reasons(page: Page, ranked: Sequence[RankedCause], cite: Citations) -> None:
    for cause in explained(ranked):
        page.blank()
        page.paragraph(f": {FIT_WORDS[cause.fit]}", lead=f"{place(cause, ranked)}. {cause.name}")
        page.paragraph(cause.summary, indent=2)
        if not cause.for_ and not cause.against:
            page.paragraph("No answer speaks for it or against it yet.", indent=2)
        _contributions(page, "For", cause.for_, REASONS_FOR, cite)
        _contributions(page, "Against", cause.against, REASONS_AGAINST, cite)


def _contributions(
    page: Page, title: str, reasons: Iterable[Contribution], shown: int, cite: Citations
) -> None:
    reasons = tuple(reasons)
    if not reasons:
        return
    left = len(reasons) - shown
    more = f" (the strongest {shown} of {len(reasons)})" if left > 0 else ""
    page.paragraph(f"{title}{more}:", indent=2)
    for each in reasons[:shown]:
        mark = cite.mark(each.references, each.basis)
        page.bullet(f"{each.sentence}{mark}", indent=2, marker="+" if title == "For" else "-")
