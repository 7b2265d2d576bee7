"""What the terminal and the Markdown report say alike, in the same order."""

from collections.abc import Iterator
from typing import Protocol

from lowback.engine.assessment import Assessment, OfferedTreatment
from lowback.knowledge.schema import Knowledge, Urgency
from lowback.render.parts.words import CARE_WAITS, explained, signs_reported

LINES = (("What may help first", "first"), ("Further options", "further"))


class Sheet(Protocol):
    """Anything that takes headings and paragraphs."""

    def heading(self, text: str, /) -> None:
        """Begin a section."""

    def paragraph(self, text: str, /) -> None:
        """Write running text."""


def write_urgency(page: Sheet, assessment: Assessment) -> None:
    """Write what to do and whom to call, then begin the reasons."""
    triage, contact = assessment.triage, assessment.contact
    if not triage.complete:
        page.paragraph(signs_reported(triage))
    page.paragraph(triage.do)
    wording = {Urgency.URGENT: contact.urgent, Urgency.SOON: contact.soon}.get(triage.urgency)
    if wording:
        page.paragraph(wording)
    if triage.complete or triage.red_flags:
        page.heading("Why")
    if triage.complete and not triage.red_flags:
        page.paragraph(signs_reported(triage))


def write_that_care_waits(page: Sheet) -> None:
    """Write that somebody has to see the runner first."""
    page.heading("Treatments and exercises")
    page.paragraph(CARE_WAITS)


def offered_treatments(page: Sheet, assessment: Assessment) -> Iterator[OfferedTreatment]:
    """Begin a section for the first-line and one for further treatments; yield what each offers."""
    for title, line in LINES:
        offered = [each for each in assessment.treatments if each.line == line]
        if offered:
            page.heading(title)
        yield from offered


def helpful(assessment: Assessment, knowledge: Knowledge) -> tuple[str, ...]:
    """Return the unanswered questions that could move a leading cause, most telling first.

    Home tests are left out: whether one may be done now is asked in the interview, not here.
    """
    leading = (*explained(assessment.sources), *explained(assessment.contributors))
    names = dict.fromkeys(each for cause in leading for each in cause.unknown)
    tests = {each.id for each in knowledge.questions.values() if each.self_test}
    return tuple(each for each in names if each not in tests)
