"""The answer at a terminal: one screen of 80 by 24, two of 40 by 20, the emergency card one."""

from functools import lru_cache

from msgspec.structs import replace

from lowback.engine.assessment import Assessment
from lowback.knowledge.schema import Knowledge, Urgency
from lowback.render import Look
from lowback.render.answer.content import answer
from lowback.render.answer.rows import Answer, Row, fitted
from lowback.render.parts.terminal_page import LABELS_FROM, Page
from lowback.render.parts.words import COACH, URGENCY_STYLES, WHAT_IT_IS_SHORTLY

LINES, NARROW_LINES, CARD_LINES = 22, 38, 18


def report(assessment: Assessment, knowledge: Knowledge, look: Look) -> str:
    """Return the answer; `look.below` lines stay free under it on its screen."""
    what = answer(assessment, knowledge)
    rest = _drawn(replace(what, rows=()), assessment, look).count("\n")
    rows = fitted(what.rows, lambda each: _height(each, look), _room(assessment, look) - rest)
    return _drawn(replace(what, rows=rows), assessment, look)


def _room(assessment: Assessment, look: Look) -> int:
    card = assessment.triage.urgency is Urgency.EMERGENCY
    lines = LINES if look.width >= LABELS_FROM else NARROW_LINES
    return (CARD_LINES if card else lines) - look.below


@lru_cache(maxsize=256)
def _height(row: Row, look: Look) -> int:
    page = Page(look)
    _write(page, row)
    return page.text().count("\n")


def _write(page: Page, row: Row) -> None:
    if row.text:
        page.labelled(row.label, row.text)


def _drawn(what: Answer, assessment: Assessment, look: Look) -> str:
    page = Page(look)
    page.paragraph(what.title, style=URGENCY_STYLES[assessment.triage.urgency])
    page.rule("─")
    if assessment.voice == "coach":
        page.paragraph(COACH)
    for each in what.rows:
        _write(page, each)
    page.paragraph(WHAT_IT_IS_SHORTLY)
    return page.text()
