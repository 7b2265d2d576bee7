"""The report as Markdown, for e-mail and notes: the same content as at the terminal."""

from lowback.engine.assessment import Assessment
from lowback.knowledge.schema import Knowledge
from lowback.render import Look
from lowback.render.answer.content import answer
from lowback.render.parts.markdown_page import MarkdownPage
from lowback.render.parts.weeks import TITLE, weeks_notes
from lowback.render.report.whole import write_whole


def report(assessment: Assessment, knowledge: Knowledge, look: Look) -> str:
    """Return the report for the runner, or the hand-over for a clinician."""
    if look.audience == "clinician":
        from lowback.render.handover.text import report as handover

        return handover(assessment, knowledge)
    page, what = MarkdownPage(), answer(assessment, knowledge)
    page.heading(f"{what.word}: {what.verdict}", 1)
    write_whole(page, assessment, knowledge, look, lambda: _weeks(page, assessment))
    return page.text()


def _weeks(page: MarkdownPage, assessment: Assessment) -> None:
    if assessment.training is None:
        return
    page.heading(TITLE)
    for note in weeks_notes(assessment.training):
        page.bullet(note)
