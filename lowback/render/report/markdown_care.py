"""What the Markdown report says about care: treatments, exercises, help, limits, sources."""

from collections.abc import Iterator

from lowback.engine.assessment import Assessment, Contact, OfferedExercise, OfferedTreatment
from lowback.knowledge.schema import Suitability
from lowback.render.parts.markdown_page import MarkdownPage, item
from lowback.render.parts.words import (
    GRADE_MEANING,
    SUITABILITY_WORDS,
    WHAT_IT_IS,
    Citations,
)
from lowback.render.report.outline import offered_treatments, write_that_care_waits


def write_care(page: MarkdownPage, assessment: Assessment, cite: Citations) -> None:
    """Write treatments and exercises, or that they wait."""
    if not assessment.treatments and not assessment.exercises:
        write_that_care_waits(page)
        return
    names = {each.id: each.name for each in (*assessment.sources, *assessment.contributors)}
    for each in offered_treatments(page, assessment):
        _treatment(page, each, names, cite)
    for suitability in Suitability:
        group = [each for each in assessment.exercises if each.suitability is suitability]
        if group:
            page.heading(SUITABILITY_WORDS[suitability])
            page.bullets(_exercise(each, cite) for each in group)


def write_ending(page: MarkdownPage, assessment: Assessment, cite: Citations) -> None:
    """Write when to get help, whom to contact, what this is, and the references."""
    page.heading("When to get help, and when to check again")
    page.bullets(item(each) for each in assessment.safety_net)
    _contact(page, assessment.contact)
    page.heading("What this can and cannot tell you")
    page.paragraph("", lead=WHAT_IT_IS)
    page.bullets(item(each) for each in assessment.limits)
    write_references(page, cite)


def write_references(page: MarkdownPage, cite: Citations) -> None:
    """Write the references behind the numbers in brackets."""
    listed = cite.listed()
    if listed:
        page.heading("References")
        page.bullets(f"[{number}] {item(text)}" for number, text in listed)


def _treatment(
    page: MarkdownPage, treatment: OfferedTreatment, names: dict[str, str], cite: Citations
) -> None:
    page.heading(treatment.name, level=3)
    if treatment.sold_by:
        page.paragraph("(the clinic named in this report)", lead=f"Sold by {treatment.sold_by}")
    page.paragraph(treatment.what)
    if treatment.for_causes:
        page.paragraph(
            "; ".join(names.get(each, each) for each in treatment.for_causes), lead="For:"
        )
    meaning = GRADE_MEANING[treatment.grade]
    mark = cite.mark(treatment.references, treatment.basis)
    page.paragraph(
        f"{meaning}. {treatment.evidence}", lead=f"Grade {treatment.grade.value}:", mark=mark
    )


def _exercise(exercise: OfferedExercise, cite: Citations) -> str:
    parts = [exercise.how]
    if exercise.suitability is not Suitability.AVOID:
        parts.append(exercise.dose)
    text = " ".join(each for each in parts if each)
    return item(text, lead=f"{exercise.name}:", mark=cite.mark(exercise.references))


def _contact(page: MarkdownPage, contact: Contact) -> None:
    page.heading("Whom to contact")
    page.paragraph(contact.helpline, lead="Help lines:")
    page.bullets(
        (
            item(contact.emergency, lead="Emergency:"),
            item(contact.urgent, lead="Urgent, within 48 hours:"),
            item(contact.soon, lead="Soon, within two weeks:"),
        )
    )
    if contact.note:
        page.paragraph(contact.note)
    if contact.clinic is not None:
        page.heading("A clinic (apart from the ranking)")
        page.paragraph("", lead=contact.clinic)
        page.bullets(_clinic(contact))


def _clinic(contact: Contact) -> Iterator[str]:
    fields = {
        "Offer": contact.offer,
        "Phone": contact.phone,
        "Email": contact.email,
        "Open": contact.hours,
        **{each.city: each.address for each in contact.sites},
        "Practitioner": contact.practitioner,
    }
    for name, value in fields.items():
        if value:
            yield item(value, lead=f"{name}:")
