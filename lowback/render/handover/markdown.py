"""The hand-over for a clinician as Markdown."""

from collections.abc import Iterable, Iterator

from lowback.engine.assessment import Assessment, RankedCause
from lowback.knowledge.schema import Knowledge
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
from lowback.render.parts.markdown_page import MarkdownPage, item
from lowback.render.parts.subject import subject_lines
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
    """Return the page."""
    page, cite = MarkdownPage(), Citations(knowledge)
    made = hand_over(assessment, knowledge)
    _headline(page, assessment)
    page.paragraph(made.stated, lead=f"{TITLE}.")
    _raised(page, assessment, cite)
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
    return page.text()


def _headline(page: MarkdownPage, assessment: Assessment) -> None:
    triage = assessment.triage
    page.heading(f"{URGENCY_WORDS[triage.urgency]}: {triage.headline}", level=1)
    for line in subject_lines(assessment):
        page.paragraph(line)
    if assessment.voice == "coach":
        page.paragraph(COACH)


def _raised(page: MarkdownPage, assessment: Assessment, cite: Citations) -> None:
    page.bullets(
        item(
            f"{flag.because} {flag.do}",
            lead="Warning sign:",
            mark=cite.mark(flag.references, flag.basis),
        )
        for flag in assessment.triage.red_flags
    )


def _facts(page: MarkdownPage, title: str, facts: Iterable[Fact]) -> None:
    page.heading(title)
    lines = [item(each.words, lead=f"{each.label}:") for each in facts]
    page.bullets(lines or [item(NOTHING)])


def _signs(page: MarkdownPage, signs: Signs) -> None:
    page.heading("Warning signs asked, and the answers")
    titles = {
        "Yes": signs.yes, "Not sure": signs.unsure, "Not checked": signs.unasked, "No": signs.no,
    }  # fmt: skip
    page.bullets(item("; ".join(each) or "none", lead=f"{name}:") for name, each in titles.items())


def _causes(page: MarkdownPage, causes: Iterable[RankedCause], cite: Citations) -> None:
    for cause in causes:
        page.heading(f"{cause.name}: {FIT_WORDS[cause.fit]}", level=3)
        page.bullets(_reasons(cause, cite))


def _reasons(cause: RankedCause, cite: Citations) -> Iterator[str]:
    sides = (("For", cause.for_[:REASONS_FOR]), ("Against", cause.against[:REASONS_AGAINST]))
    for title, reasons in sides:
        for each in reasons:
            text = f"{each.sentence} Ratio {each.ratio:g}."
            yield item(text, lead=f"{title}:", mark=cite.mark(each.references, each.basis))
        if not reasons:
            yield item("none", lead=f"{title}:")


def _ending(page: MarkdownPage, assessment: Assessment) -> None:
    triage = assessment.triage
    page.heading("Told to the runner")
    page.paragraph(triage.do)
    page.paragraph(triage.running.advice, lead=f"{LIGHT_WORDS[triage.running.light]}:")
    if triage.not_cleared:
        page.bullets(
            item(each.because, lead=f"Still open: {each.name}:") for each in triage.not_cleared
        )
    page.paragraph(WHAT_IT_IS)
