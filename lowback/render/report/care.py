"""What the report says about care: treatments by when to begin, and exercises."""

from lowback.engine.assessment import Assessment, OfferedTreatment
from lowback.knowledge.schema import Suitability
from lowback.render.parts.citations import Citations
from lowback.render.parts.said_once import Once
from lowback.render.parts.sheet import Sheet
from lowback.render.parts.words import CARE_WAITS, GRADE_MEANING
from lowback.render.report.outline import (
    ExerciseGroup,
    care_groups,
    exercise_groups,
    grades_used,
    left_out,
)

CLINIC_BELOW = "the clinic named below"


def write_care(
    page: Sheet, assessment: Assessment, program: str, cite: Citations, once: Once
) -> None:
    """Write treatments and exercises, or that they wait."""
    if not assessment.treatments and not assessment.exercises:
        page.heading("Treatments and exercises")
        page.paragraph(CARE_WAITS)
        return
    for group in care_groups(assessment):
        page.heading(group.title)
        for each in group.treatments:
            _treatment(page, each, cite, once)
    if grades := grades_used(assessment):
        meaning = "; ".join(f"{each.value}: {GRADE_MEANING[each]}" for each in grades)
        page.heading("What the grades mean")
        page.paragraph(f"{meaning}.")
    _exercises(page, exercise_groups(assessment), program, cite)


def _treatment(page: Sheet, treatment: OfferedTreatment, cite: Citations, once: Once) -> None:
    sold = f" (sold by {treatment.sold_by}, {CLINIC_BELOW})" if treatment.sold_by else ""
    page.bullet(once(treatment.what), lead=f"{treatment.name}{sold}: ")
    mark = cite.mark(treatment.references, treatment.basis)
    lead = f"Grade {treatment.grade.value}: "
    page.paragraph(once(treatment.evidence), indent=2, lead=lead, mark=mark)


def _exercises(
    page: Sheet, groups: tuple[ExerciseGroup, ...], program: str, cite: Citations
) -> None:
    doable = [each for each in groups if each.suitability is not Suitability.AVOID]
    for group in groups:
        page.heading(group.title)
        if group not in doable:
            _left_out(page, group, cite)
            continue
        for each in group.exercises:
            text = " ".join(part for part in (each.how, each.dose) if part)
            page.bullet(text, lead=f"{each.name}: ", mark=cite.mark(each.references))
    if doable:
        example = doable[0].exercises[0].id.replace("_", " ")
        page.paragraph(f'For the steps, type for example `{program} exercises "{example}"`.')


def _left_out(page: Sheet, group: ExerciseGroup, cite: Citations) -> None:
    for how, same in left_out(group):
        mark = cite.mark(dict.fromkeys(name for each in same for name in each.references))
        page.bullet(how, lead=f"{'; '.join(each.name for each in same)}: ", mark=mark)
