"""The two ranked lists of the Markdown report, with the reasons for the leading causes."""

from collections.abc import Iterable, Iterator, Sequence

from lowback.engine.assessment import Assessment, Contribution, RankedCause
from lowback.knowledge.schema import Knowledge
from lowback.render.parts.chart import AGAINST_SHOWN, FOR_SHOWN
from lowback.render.parts.markdown_page import MarkdownPage, item
from lowback.render.parts.words import (
    FIT_WORDS,
    Citations,
    explained,
    place,
    question_label,
    source_line,
)
from lowback.render.report.outline import helpful

QUESTIONS_SHOWN = 6


def write_causes(page: MarkdownPage, assessment: Assessment, cite: Citations) -> None:
    """Write what may hurt, then why it may hurt now."""
    page.heading("What may hurt (sources)")
    page.paragraph(source_line(assessment))
    _list(page, assessment.sources, cite)
    page.heading("What may add to it (contributors)")
    _list(page, assessment.contributors, cite)


def write_helpful_answers(page: MarkdownPage, assessment: Assessment, knowledge: Knowledge) -> None:
    """Write which unanswered questions could move the leading causes."""
    names = helpful(assessment, knowledge)
    if not names:
        return
    page.heading("What would help to know")
    page.bullets(item(question_label(each, knowledge)) for each in names[:QUESTIONS_SHOWN])
    if (more := len(names) - QUESTIONS_SHOWN) > 0:
        page.paragraph(f"And {more} more questions that nobody has answered.")


def _list(page: MarkdownPage, ranked: Sequence[RankedCause], cite: Citations) -> None:
    page.bullets(
        item(f"{FIT_WORDS[each.fit]} (place {place(each, ranked)})", lead=f"{each.name}:")
        for each in ranked
    )
    for cause in explained(ranked):
        page.heading(f"{cause.name}: {FIT_WORDS[cause.fit]}", level=3)
        page.paragraph(cause.summary)
        if not cause.for_ and not cause.against:
            page.paragraph("No answer speaks for it or against it yet.")
        page.bullets(_reasons(cause, cite))


def _reasons(cause: RankedCause, cite: Citations) -> Iterator[str]:
    yield from _side("For", cause.for_, FOR_SHOWN, cite)
    yield from _side("Against", cause.against, AGAINST_SHOWN, cite)


def _side(
    title: str, reasons: Iterable[Contribution], shown: int, cite: Citations
) -> Iterator[str]:
    reasons = tuple(reasons)
    for each in reasons[:shown]:
        yield item(each.sentence, lead=f"{title}:", mark=cite.mark(each.references, each.basis))
    if (more := len(reasons) - shown) > 0:
        yield item(f"{title}: {more} more, less strong")
