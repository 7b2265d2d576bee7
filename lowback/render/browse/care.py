"""Treatments, exercises, common questions, references and contacts to read."""

from lowback.knowledge.schema import (
    Clinic,
    Exercise,
    Faq,
    Helpline,
    Knowledge,
    Reference,
    Suitability,
    Treatment,
)
from lowback.render.browse.condition_words import condition_words
from lowback.render.parts.citations import Citations, reference_text
from lowback.render.parts.drawing import drawing_lines
from lowback.render.parts.terminal_page import Page
from lowback.render.parts.words import BASIS_WORDS, GRADE_MEANING
from lowback.render.report import ending

ANY_COUNTRY = "XX"
LEVEL_WORDS = {
    Suitability.OK: "suits",
    Suitability.MODIFY: "suits with a change",
    Suitability.AVOID: "leave it out",
}
LINE_WORDS = {"first": "What may help first", "further": "Further options"}


def write_treatments(page: Page, treatment: Treatment | None, knowledge: Knowledge) -> None:
    """Write one treatment, or all: first those that come first."""
    cite = Citations(knowledge)
    shown = knowledge.treatments.values() if treatment is None else [treatment]
    for line, title in LINE_WORDS.items():
        entries = [each for each in shown if each.line == line]
        if entries:
            page.heading(title)
        for each in entries:
            _treatment(page, each, knowledge, cite)
    ending.write_references(page, cite)


def write_exercises(page: Page, exercise: Exercise | None, knowledge: Knowledge) -> None:
    """Write one exercise with its steps, or all in short."""
    cite = Citations(knowledge)
    if exercise is not None:
        _exercise(page, exercise, knowledge, cite)
    else:
        page.heading("Exercises")
        for each in knowledge.exercises.values():
            mark = cite.mark(each.references, each.basis)
            page.bullet(f" ({each.id}): {each.dose}{mark}", lead=each.name)
            page.paragraph(each.caution, indent=2, lead="Take care: ")
        page.blank()
        page.paragraph("For the steps of one exercise, type `lowback exercises ID`.")
    ending.write_references(page, cite)


def write_faq(page: Page, faq: Faq | None, knowledge: Knowledge) -> None:
    """Write one common question with its answer, or all of them."""
    cite = Citations(knowledge)
    for each in knowledge.faq.values() if faq is None else [faq]:
        page.heading(each.question)
        last = len(each.answer) - 1
        for at, paragraph in enumerate(each.answer):
            mark = cite.mark(each.references, each.basis) if at == last else ""
            page.paragraph(f"{paragraph}{mark}")
            if at < last:
                page.blank()
        page.paragraph(f"({each.id})")
    ending.write_references(page, cite)


def write_references(page: Page, reference: Reference | None, knowledge: Knowledge) -> None:
    """Write one reference, or all in the authors' order."""
    page.heading("References")
    for each in knowledge.references.values() if reference is None else [reference]:
        number = each.article_number
        article = f" Reference {number} of the article." if number is not None else ""
        page.bullet(f": {reference_text(each)}{article}", lead=each.id)


def write_contact(page: Page, helpline: Helpline, knowledge: Knowledge) -> None:
    """Write the help lines of one country, the countries we know, and the clinic."""
    page.heading("Help lines")
    page.paragraph(helpline.name, style="bold")
    page.bullet(helpline.emergency_number, lead="Emergency number: ")
    page.bullet(helpline.emergency, lead="Emergency: ")
    page.bullet(helpline.urgent, lead="Urgent, within 48 hours: ")
    page.bullet(helpline.soon, lead="Soon, within two weeks: ")
    if helpline.note:
        page.paragraph(helpline.note)
    if helpline.country == ANY_COUNTRY:
        known = [each for each in knowledge.helplines if each != ANY_COUNTRY]
        page.paragraph(f"For your country add `--country` and one of {', '.join(known)}.")
    _clinic(page, knowledge.clinic, knowledge)


def _treatment(page: Page, treatment: Treatment, knowledge: Knowledge, cite: Citations) -> None:
    sold = f", sold by {knowledge.clinic.name} (the clinic in `lowback contact`)"
    seller = sold if treatment.sold_by_clinic else ""
    page.bullet(f" ({treatment.id}){seller}: {treatment.what}", lead=treatment.name)
    causes = [knowledge.causes[each].name for each in treatment.for_causes]
    if causes:
        page.paragraph("; ".join(causes), indent=2, lead="For: ")
    if treatment.when is not None:
        words = condition_words(treatment.when, knowledge)
        page.paragraph(words, indent=2, lead="Only if: ")
    mark = cite.mark(treatment.references, treatment.basis)
    meaning = GRADE_MEANING[treatment.grade]
    grade = f"Grade {treatment.grade.value}: "
    page.paragraph(f"{meaning}. {treatment.evidence}{mark}", indent=2, lead=grade)


def _exercise(page: Page, exercise: Exercise, knowledge: Knowledge, cite: Citations) -> None:
    page.title(exercise.name)
    page.paragraph(exercise.id)
    page.drawing(drawing_lines(exercise.id))
    page.paragraph(exercise.kit, lead="You need: ")
    for number, step in enumerate(exercise.steps, 1):
        page.bullet(step, marker=f"{number}.")
    mark = cite.mark(exercise.references, exercise.basis)
    page.paragraph(f"{exercise.dose}{mark}", lead="How much: ")
    page.paragraph(exercise.progression, lead="Next: ")
    page.paragraph(exercise.easier, lead="Easier: ")
    page.paragraph(exercise.harder, lead="Harder: ")
    page.paragraph(exercise.caution, lead="Take care: ")
    grade = f"Grade {exercise.grade.value}: "
    page.paragraph(f"{GRADE_MEANING[exercise.grade]}.", lead=grade)
    page.paragraph(BASIS_WORDS[exercise.basis], lead="Basis: ")
    page.heading("Whom it suits")
    for fit in exercise.fits:
        word = LEVEL_WORDS[fit.level]
        how = f"{fit.how} {fit.back}".strip()
        page.bullet(f"{word}. {how}" if how else word, lead=f"{knowledge.causes[fit.cause].name}: ")
        if fit.only_if is not None:
            words = condition_words(fit.only_if, knowledge)
            page.paragraph(words, indent=2, lead="Counts only if: ")


def _clinic(page: Page, clinic: Clinic, knowledge: Knowledge) -> None:
    page.heading("A clinic")
    page.paragraph(clinic.name, style="bold")
    page.bullet(clinic.offer, lead="Offer: ")
    page.bullet(clinic.phone, lead="Phone: ")
    page.bullet(clinic.email, lead="Email: ")
    page.bullet(clinic.hours, lead="Open: ")
    for site in clinic.sites:
        page.bullet(site.address, lead=f"{site.city}: ")
    page.bullet(f"{clinic.practitioner}. {clinic.practitioner_note}", lead="Practitioner: ")
    sold = [
        knowledge.treatments[each].name if each in knowledge.treatments else each
        for each in clinic.sells
    ]
    if sold:
        page.bullet("; ".join(sold), lead="Sells: ")
