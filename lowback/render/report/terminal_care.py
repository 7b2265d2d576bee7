"""What the terminal report says about care: treatments, exercises, help, limits, sources."""

from collections.abc import Iterable

from lowback.engine.assessment import Assessment, Contact, OfferedExercise, OfferedTreatment
from lowback.knowledge.schema import Suitability
from lowback.render.parts.terminal_page import Page
from lowback.render.parts.words import (
    GRADE_MEANING,
    SUITABILITY_WORDS,
    WHAT_IT_IS,
    Citations,
)
from lowback.render.report.outline import offered_treatments, write_that_care_waits


def write_care(page: Page, assessment: Assessment, cite: Citations) -> None:
    """Write treatments and exercises, or that they wait."""
    if not assessment.treatments and not assessment.exercises:
        write_that_care_waits(page)
        return
    names = {each.id: each.name for each in (*assessment.sources, *assessment.contributors)}
    for each in offered_treatments(page, assessment):
        _treatment(page, each, names, cite)
    _exercises(page, assessment.exercises, cite)


def write_safety_net(page: Page, assessment: Assessment) -> None:
    """Write when to get help and when to check again."""
    page.heading("When to get help, and when to check again")
    for each in assessment.safety_net:
        page.bullet(each)


def write_contact(page: Page, contact: Contact) -> None:
    """Write the help lines of the country, then the clinic apart from them."""
    page.heading("Whom to contact")
    page.paragraph(contact.helpline, lead="Help lines: ")
    page.bullet(contact.emergency, lead="Emergency: ")
    page.bullet(contact.urgent, lead="Urgent, within 48 hours: ")
    page.bullet(contact.soon, lead="Soon, within two weeks: ")
    if contact.note:
        page.paragraph(contact.note)
    if contact.clinic is None:
        return
    page.heading("A clinic (apart from the ranking)")
    page.paragraph(contact.clinic, style="bold")
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
            page.bullet(value, lead=f"{name}: ")


def write_limits(page: Page, assessment: Assessment) -> None:
    """Write what this is and what it is not."""
    page.heading("What this can and cannot tell you")
    page.paragraph(WHAT_IT_IS)
    for each in assessment.limits:
        page.bullet(each)


def write_references(page: Page, cite: Citations) -> None:
    """Write the references behind the numbers in brackets."""
    listed = cite.listed()
    if not listed:
        return
    page.heading("References")
    for number, text in listed:
        page.bullet(text, marker=f"[{number}]")


def _treatment(
    page: Page, treatment: OfferedTreatment, names: dict[str, str], cite: Citations
) -> None:
    sold_by = treatment.sold_by
    seller = f", sold by {sold_by} (the clinic named in this report)" if sold_by else ""
    page.bullet(f"{seller}: {treatment.what}", lead=treatment.name)
    if treatment.for_causes:
        causes = "; ".join(names.get(each, each) for each in treatment.for_causes)
        page.paragraph(causes, indent=2, lead="For: ")
    mark = cite.mark(treatment.references, treatment.basis)
    meaning = GRADE_MEANING[treatment.grade]
    grade = f"Grade {treatment.grade.value}: "
    page.paragraph(f"{meaning}. {treatment.evidence}{mark}", indent=2, lead=grade)


def _exercises(page: Page, exercises: Iterable[OfferedExercise], cite: Citations) -> None:
    offered = tuple(exercises)
    for suitability in Suitability:
        group = [each for each in offered if each.suitability is suitability]
        if not group:
            continue
        page.heading(SUITABILITY_WORDS[suitability])
        if suitability is Suitability.AVOID:
            _left_out(page, group, cite)
            continue
        for each in group:
            how = f"{each.how} " if each.how else ""
            page.bullet(f": {how}{each.dose}{cite.mark(each.references)}", lead=each.name)
    doable = [each.id for each in offered if each.suitability is not Suitability.AVOID]
    if doable:
        page.blank()
        page.paragraph(f"For the steps, type for example `lowback exercises {doable[0]}`.")


def _left_out(page: Page, group: Iterable[OfferedExercise], cite: Citations) -> None:
    """Exercises with the same reason share one line; the dose would only tempt."""
    reasons: dict[str, list[OfferedExercise]] = {}
    for each in group:
        reasons.setdefault(each.how, []).append(each)
    for how, same in reasons.items():
        mark = cite.mark(dict.fromkeys(name for each in same for name in each.references))
        page.bullet(f": {how}{mark}", lead="; ".join(each.name for each in same))
