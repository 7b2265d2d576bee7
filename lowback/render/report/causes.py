"""The two ranked lists of the report, with the reasons for the leading causes."""

from collections.abc import Sequence

from lowback.engine.assessment import Assessment, Contribution, RankedCause
from lowback.knowledge.schema import Knowledge
from lowback.render.parts.chart import AGAINST_SHOWN, FOR_SHOWN
from lowback.render.parts.citations import Citations
from lowback.render.parts.said_once import Once
from lowback.render.parts.sheet import Sheet
from lowback.render.parts.words import (
    BAR_NOTE,
    FIT_STEPS,
    FIT_WORDS,
    SCALE_NOTE,
    explained,
    place,
    question_label,
    reason,
    sentence_case,
    source_line,
)
from lowback.render.report.outline import helpful, spoken_lists

HEADERS = ("Place", "Cause", "How well it fits", "")
QUESTIONS_SHOWN = 6
BLOCKS = 1


def write_causes(page: Sheet, assessment: Assessment, cite: Citations, once: Once) -> None:
    """Write what may hurt, then why it may hurt now; no figures that no answer spoke to."""
    lists = spoken_lists(assessment)
    for title, causes in lists:
        page.heading(title)
        if causes == assessment.sources:
            page.paragraph(source_line(assessment))
        page.ranking(HEADERS, _rows(causes))
        _reasons(page, causes, cite, once)
    if lists:
        page.paragraph("")
        page.paragraph(f"{SCALE_NOTE} {BAR_NOTE}")


def write_helpful_answers(page: Sheet, assessment: Assessment, knowledge: Knowledge) -> None:
    """Write which unanswered questions could move the leading causes."""
    names = helpful(assessment, knowledge)
    if not names:
        return
    page.heading("What would help to know")
    for name in names[:QUESTIONS_SHOWN]:
        page.bullet(question_label(name, knowledge))
    if (more := len(names) - QUESTIONS_SHOWN) > 0:
        page.paragraph(f"And {more} more questions that nobody has answered.")


def _rows(ranked: Sequence[RankedCause]) -> list[tuple[str, str, str, str]]:
    return [
        (place(each, ranked), each.name, sentence_case(FIT_WORDS[each.fit]), _bar(each))
        for each in ranked
    ]


def _bar(cause: RankedCause) -> str:
    full, most = FIT_STEPS[cause.fit], max(FIT_STEPS.values())
    return "█" * full * BLOCKS + "░" * (most - full) * BLOCKS


def _reasons(page: Sheet, ranked: Sequence[RankedCause], cite: Citations, once: Once) -> None:
    for cause in explained(ranked):
        if not cause.for_ and not cause.against:
            continue  # nothing was answered about it, so there is nothing to explain
        page.heading(f"{cause.name}: {FIT_WORDS[cause.fit]}", 3)
        if summary := once(cause.summary):
            page.paragraph(summary)
        _side(page, "For", cause.for_, FOR_SHOWN, cite)
        _side(page, "Against", cause.against, AGAINST_SHOWN, cite)


def _side(
    page: Sheet, title: str, reasons: Sequence[Contribution], shown: int, cite: Citations
) -> None:
    for each in reasons[:shown]:
        strength, text = reason(each)
        lead = f"{title} ({strength}): " if strength else f"{title}: "
        page.bullet(text, lead=lead, mark=cite.mark(each.references, each.basis))
    if (more := len(reasons) - shown) > 0:
        page.bullet(f"{title}: {more} more, less strong")
