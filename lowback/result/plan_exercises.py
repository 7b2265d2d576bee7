"""Which exercises a plan holds, and when those that are left out may come back."""

from lowback.engine.assessment import Assessment, OfferedExercise
from lowback.knowledge.schema import Exercise, Knowledge, Suitability
from lowback.result.plan_document import LeftOut, PlannedExercise

Offered = dict[str, OfferedExercise]


def exercises_of(
    assessment: Assessment, source: str, knowledge: Knowledge
) -> tuple[PlannedExercise, ...]:
    """Return those of the first source, then for the legs, then for the trunk; few of a kind."""
    guide = knowledge.plan
    own = [name for each in guide.by_source if each.cause == source for name in each.exercises]
    offered = _known(assessment, knowledge)
    legs = _suited((*own, *guide.leg_exercises), offered)[: max(guide.most_of_a_kind, len(own))]
    trunk = _suited(guide.trunk_exercises, offered)[: guide.most_of_a_kind]
    return tuple(_planned(each, knowledge.exercises[each.id], knowledge) for each in legs + trunk)


def left_out_of(assessment: Assessment, knowledge: Knowledge) -> tuple[LeftOut, ...]:
    """Return the exercises that do not suit now, each with its way back."""
    return tuple(
        LeftOut(id=offered.id, name=offered.name, because=offered.how, back=offered.back)
        for offered in _known(assessment, knowledge).values()
        if offered.suitability is Suitability.AVOID and offered.back
    )


def _known(assessment: Assessment, knowledge: Knowledge) -> Offered:
    return {
        exercise.id: exercise
        for exercise in assessment.exercises
        if exercise.id in knowledge.exercises
    }


def _suited(wanted: tuple[str, ...], offered: Offered) -> list[OfferedExercise]:
    """Those that may be done, in order; the ones that suit unchanged come first."""
    named = [offered[each] for each in dict.fromkeys(wanted) if each in offered]
    fine = [each for each in named if each.suitability is Suitability.OK]
    return [*fine, *(each for each in named if each.suitability is Suitability.MODIFY)]


def _planned(offered: OfferedExercise, exercise: Exercise, knowledge: Knowledge) -> PlannedExercise:
    avoid = [fit.cause for fit in exercise.fits if fit.level is Suitability.AVOID]
    return PlannedExercise(
        id=exercise.id,
        name=exercise.name,
        region=exercise.region,
        kit=exercise.kit,
        steps=exercise.steps,
        dose=exercise.dose,
        progression=exercise.progression,
        easier=exercise.easier,
        harder=exercise.harder,
        change=offered.how,
        caution=exercise.caution,
        not_with=tuple(knowledge.causes[each].name for each in avoid),
        references=exercise.references,
    )
