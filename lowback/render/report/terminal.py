"""The whole report at a terminal: the answer first, the verdict once more where the eye rests."""

from lowback.engine.assessment import Assessment
from lowback.knowledge.schema import Knowledge
from lowback.render import Look
from lowback.render.answer.content import answer
from lowback.render.parts.terminal_page import Page
from lowback.render.parts.weeks import TITLE, weeks_lines, weeks_notes
from lowback.render.parts.words import URGENCY_STYLES
from lowback.render.report.whole import write_whole


def report(assessment: Assessment, knowledge: Knowledge, look: Look) -> str:
    """Return the report as lines of at most `look.width` columns."""
    page, title = Page(look), answer(assessment, knowledge).title
    style = URGENCY_STYLES[assessment.triage.urgency]
    page.title(title, style)
    write_whole(page, assessment, knowledge, look, lambda: _weeks(page, assessment))
    page.blank()
    page.paragraph(title, style=style)
    return page.text()


def _weeks(page: Page, assessment: Assessment) -> None:
    if assessment.training is None:
        return
    page.heading(TITLE)
    for line in weeks_lines(assessment.training, page.look):
        page.paragraph(line)
    for note in weeks_notes(assessment.training):
        page.bullet(note)
