"""The last part of the report: when to get help, whom to contact, limits, references."""

from lowback.engine.assessment import Assessment, Contact
from lowback.render.parts.citations import Citations
from lowback.render.parts.said_once import Once
from lowback.render.parts.sheet import Sheet
from lowback.render.parts.subject import edition
from lowback.render.report.outline import clinic_lines


def write_safety_net(page: Sheet, assessment: Assessment, once: Once) -> None:
    """Write when to get help and when to check again."""
    page.heading("When to get help, and when to check again")
    for text in assessment.safety_net:
        if new := once(text):
            page.bullet(new)


def write_contact(page: Sheet, contact: Contact, once: Once) -> None:
    """Write the help lines of the country that are not said yet, then the clinic apart."""
    page.heading("Whom to contact")
    page.paragraph(contact.helpline, lead="Help lines: ")
    lines = {
        "Emergency": contact.emergency,
        "Urgent, within 48 hours": contact.urgent,
        "Soon, within two weeks": contact.soon,
    }
    for name, text in lines.items():
        if new := once(text):
            page.bullet(new, lead=f"{name}: ")
    if note := once(contact.note):
        page.paragraph(note)
    if contact.clinic is not None:
        page.heading("A clinic (apart from the ranking)")
        page.paragraph(clinic_lines(contact)[0], lead=f"{contact.clinic}: ")
        for line in clinic_lines(contact)[1:]:
            page.paragraph(line)


def write_limits(page: Sheet, assessment: Assessment) -> None:
    """Write what this can and cannot tell."""
    page.heading("What this can and cannot tell you")
    for each in assessment.limits:
        page.bullet(each)


def write_references(page: Sheet, cite: Citations) -> None:
    """Write the references behind the numbers in brackets."""
    listed = cite.listed()
    if not listed:
        return
    page.heading("References")
    for number, text in listed:
        page.numbered(f"[{number}]", text)


def write_where_from(page: Sheet, program: str, cite: Citations) -> None:
    """Write the references, or how to see them."""
    if cite.shown:
        write_references(page, cite)
        return
    page.heading("Where each claim comes from")
    page.paragraph("Add `--references`. For a result that was kept:")
    page.paragraph(f"`{program} report latest --references`")


def write_versions(page: Sheet, assessment: Assessment) -> None:
    """Write which program and which knowledge made this, and when."""
    known = assessment.knowledge
    page.paragraph("")
    page.paragraph(
        f"lowback {assessment.lowback_version} · knowledge {edition(known.version, known.sha256)} "
        f"· assessed on {assessment.assessed_on}"
    )
