"""What stands behind a key of the answer: why, and the exercises with their steps."""

from lowback.engine.assessment import Assessment
from lowback.knowledge.schema import Knowledge, Suitability, Urgency
from lowback.render import Look
from lowback.render.answer.facts import concern, facts, told_us
from lowback.render.parts.citations import Citations
from lowback.render.parts.drawing import drawing_lines
from lowback.render.parts.said_once import Once
from lowback.render.parts.terminal_page import Page
from lowback.render.parts.words import CARE_WAITS, SUITABILITY_WORDS, sentence_case, signs_reported
from lowback.render.report.causes import write_causes, write_helpful_answers

DOABLE = (Suitability.OK, Suitability.MODIFY)


def why_page(assessment: Assessment, knowledge: Knowledge, look: Look) -> str:
    """Return what raised the urgency and what speaks for and against each leading cause."""
    page, cite = Page(look), Citations(knowledge, shown=False)
    triage = assessment.triage
    page.heading(triage.headline)
    for flag in triage.red_flags:
        page.bullet(flag.because, lead=f"{sentence_case(concern(flag, knowledge))}: ")
        if told := facts(flag.raised_by, assessment, knowledge):
            page.paragraph(f"{told}.", indent=2, lead=f"{told_us(assessment)}: ")
    page.paragraph(signs_reported(triage))
    if triage.ranked and triage.urgency is not Urgency.EMERGENCY:
        write_causes(page, assessment, cite, Once())
        write_helpful_answers(page, assessment, knowledge)
    return page.text()


def exercises_page(assessment: Assessment, knowledge: Knowledge, look: Look) -> str:
    """Return the exercises that suit, with what to change for this person and their steps."""
    page = Page(look)
    for suitability in DOABLE:
        group = [each for each in assessment.exercises if each.suitability is suitability]
        if group:
            page.heading(SUITABILITY_WORDS[suitability])
        for each in group:
            known = knowledge.exercises.get(each.id)
            page.blank()
            page.paragraph("", lead=each.name)
            page.paragraph(" ".join((each.how, each.dose)).strip(), indent=2)
            page.drawing(drawing_lines(each.id), indent=2)
            for number, step in enumerate(known.steps if known else (), start=1):
                page.bullet(step, indent=2, marker=f"{number}.")
    if not any(each.suitability in DOABLE for each in assessment.exercises):
        page.paragraph(CARE_WAITS)
    return page.text()
