"""The hand-over for a clinician, as Markdown or as lines of a terminal."""

from collections.abc import Iterable

from lowback.engine.assessment import Assessment, Contribution, RankedCause
from lowback.knowledge.schema import Knowledge
from lowback.render import Look
from lowback.render.handover.content import (
    NOTHING,
    REASONS_AGAINST,
    REASONS_FOR,
    TITLE,
    Fact,
    Signs,
    hand_over,
)
from lowback.render.parts.citations import Citations
from lowback.render.parts.markdown_page import MarkdownPage
from lowback.render.parts.sheet import Sheet
from lowback.render.parts.subject import subject_lines
from lowback.render.parts.terminal_page import Page
from lowback.render.parts.words import (
    COACH,
    FIT_WORDS,
    LIGHT_WORDS,
    URGENCY_WORDS,
    WHAT_IT_IS,
    source_line,
)
from lowback.render.report.ending import write_references, write_versions


def report(assessment: Assessment, knowledge: Knowledge) -> str:
    """Return the page as Markdown."""
    page = MarkdownPage()
    page.heading(_title(assessment), 1)
    _write(page, assessment, knowledge)
    return page.text()


def terminal_report(assessment: Assessment, knowledge: Knowledge, look: Look) -> str:
    """Return the page as lines of a terminal."""
    page = Page(look)
    page.title(_title(assessment))
    _write(page, assessment, knowledge)
    return page.text()


def _title(assessment: Assessment) -> str:
    return f"{URGENCY_WORDS[assessment.triage.urgency]}: {assessment.triage.headline}"


def _write(page: Sheet, assessment: Assessment, knowledge: Knowledge) -> None:
    cite, made = Citations(knowledge), hand_over(assessment, knowledge)
    for line in subject_lines(assessment):
        page.paragraph(line)
    if assessment.voice == "coach":
        page.paragraph(COACH)
    page.paragraph(made.stated, lead=f"{TITLE}. ")
    for flag in assessment.triage.red_flags:
        mark = cite.mark(flag.references, flag.basis)
        page.bullet(f"{flag.because} {flag.do}", lead="Warning sign: ", mark=mark)
    for group in made.groups:
        _facts(page, group.title, group.facts)
    _signs(page, made.signs)
    _facts(page, "Self-tests", made.self_tests)
    _facts(page, "Other answers", made.others)
    if assessment.sources:
        page.heading("Ranked causes")
        page.paragraph(source_line(assessment))
        _causes(page, (*made.causes, *made.contributors), cite)
    _ending(page, assessment)
    write_references(page, cite)
    write_versions(page, assessment)


def _facts(page: Sheet, title: str, facts: Iterable[Fact]) -> None:
    page.heading(title)
    shown = tuple(facts)
    for each in shown:
        page.bullet(each.words, lead=f"{each.label}: ")
    if not shown:
        page.bullet(NOTHING)


def _signs(page: Sheet, signs: Signs) -> None:
    page.heading("Warning signs asked, and the answers")
    titles = {
        "Yes": signs.yes, "Not sure": signs.unsure, "Not checked": signs.unasked, "No": signs.no,
    }  # fmt: skip
    for name, labels in titles.items():
        page.bullet("; ".join(labels) or "none", lead=f"{name}: ")


def _causes(page: Sheet, causes: Iterable[RankedCause], cite: Citations) -> None:
    for cause in causes:
        page.heading(f"{cause.name}: {FIT_WORDS[cause.fit]}", 3)
        _side(page, "For", cause.for_[:REASONS_FOR], cite)
        _side(page, "Against", cause.against[:REASONS_AGAINST], cite)


def _side(page: Sheet, title: str, reasons: tuple[Contribution, ...], cite: Citations) -> None:
    for each in reasons:
        mark = cite.mark(each.references, each.basis)
        page.bullet(f"{each.sentence} Ratio {each.ratio:g}.", lead=f"{title}: ", mark=mark)
    if not reasons:
        page.bullet("none", lead=f"{title}: ")


def _ending(page: Sheet, assessment: Assessment) -> None:
    triage = assessment.triage
    page.heading("Told to the runner")
    page.paragraph(triage.do)
    page.paragraph(triage.running.advice, lead=f"{LIGHT_WORDS[triage.running.light]}: ")
    for each in triage.not_cleared:
        page.bullet(each.because, lead=f"Still open: {each.name}: ")
    page.paragraph(WHAT_IT_IS)
