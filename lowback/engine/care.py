"""Choose the care that fits a decision: treatments, and of every exercise whether it suits."""

from msgspec import Struct

from lowback.engine.answers import Answers
from lowback.engine.assessment import OfferedExercise, OfferedTreatment
from lowback.engine.conditions import holds
from lowback.engine.decision import Decision, Ranking, TriageDecision
from lowback.engine.fit import is_placed
from lowback.knowledge.schema import (
    CauseKind,
    Condition,
    Exercise,
    ExerciseFit,
    Grade,
    Knowledge,
    Suitability,
    Thresholds,
    Treatment,
    Urgency,
)

WAIT = "Leave this out until someone has seen you."
WAIT_FOR_SIGNS = "Leave this out until the open warning signs are answered."


class Care(Struct, frozen=True):
    """What is offered: treatments in the order to read them, and every exercise."""

    treatments: tuple[OfferedTreatment, ...] = ()
    exercises: tuple[OfferedExercise, ...] = ()


def care_for(decision: Decision, answers: Answers, knowledge: Knowledge) -> Care:
    """Return the care for a decision; nothing before an urgent visit."""
    triage = decision.triage
    if not triage.ranked or triage.urgency is Urgency.URGENT:
        return Care()
    leading = _leading(decision.ranking, knowledge.thresholds)
    return Care(
        _treatments(decision, leading, answers, knowledge),
        _exercises(triage, leading, answers, knowledge),
    )


def _treatments(
    decision: Decision, leading: tuple[str, ...], answers: Answers, knowledge: Knowledge
) -> tuple[OfferedTreatment, ...]:
    """What fits the leading causes and the concerns.

    First line comes first; within a line, what rests on judgement alone comes last.
    """
    guessed = _guessed(decision.ranking, answers, knowledge)
    offered = [
        _offer(treatment, causes, answers, knowledge)
        for treatment in knowledge.treatments.values()
        for causes in [_leading_for(treatment, leading, guessed, knowledge)]
        if _fits(treatment, causes, decision.triage)
        and _is_true(treatment.when, answers, knowledge)
    ]
    return tuple(sorted(offered, key=_place))


def _guessed(ranking: Ranking, answers: Answers, knowledge: Knowledge) -> frozenset[str]:
    """The sources that nothing said speaks for: no place, and no clear sign above their start."""
    if is_placed(answers, knowledge):
        return frozenset()
    clear = knowledge.thresholds.clear_sign.value
    starts = {source.id: source.pretest / 100 for source in knowledge.sources()}
    return frozenset(
        scored.cause.id
        for scored in ranking.sources
        for start in [starts[scored.cause.id]]
        if scored.score * (1 - start) < clear * start * (1 - scored.score)
    )


def _leading_for(
    treatment: Treatment, leading: tuple[str, ...], guessed: frozenset[str], knowledge: Knowledge
) -> tuple[str, ...]:
    """Without guessed sources, unless it is general care, which contributors get as well."""
    contributors = {cause.id for cause in knowledge.contributors()}
    if contributors & set(treatment.for_causes):
        return leading
    return tuple(cause for cause in leading if cause not in guessed)


def _place(offered: OfferedTreatment) -> tuple[bool, bool]:
    return offered.line != "first", offered.grade is Grade.D


def _is_true(when: Condition | None, answers: Answers, knowledge: Knowledge) -> bool:
    return when is None or holds(when, answers, knowledge) is True


def _exercises(
    triage: TriageDecision, leading: tuple[str, ...], answers: Answers, knowledge: Knowledge
) -> tuple[OfferedExercise, ...]:
    if triage.training_waits:
        wait = WAIT if triage.raised else WAIT_FOR_SIGNS
        return tuple(
            _offered(exercise, Suitability.AVOID, wait) for exercise in knowledge.exercises.values()
        )
    return tuple(
        _suited(exercise, _fits_now(exercise, leading, answers, knowledge))
        for exercise in knowledge.exercises.values()
    )


def _leading(ranking: Ranking, limits: Thresholds) -> tuple[str, ...]:
    """The causes that care is chosen for: possible sources and contributors worth a look."""
    least = {
        CauseKind.SOURCE: limits.care_for_source.value,
        CauseKind.CONTRIBUTOR: limits.care_for_contributor.value,
    }
    return tuple(
        scored.cause.id for scored in ranking.causes if scored.score >= least[scored.cause.kind]
    )


def _fits(treatment: Treatment, leading: tuple[str, ...], triage: TriageDecision) -> bool:
    if treatment.training and triage.training_waits:
        return False
    if not treatment.for_causes and not treatment.for_concerns:
        return True
    raised = {rule.concern for rule in triage.raised}
    return any(cause in leading for cause in treatment.for_causes) or any(
        concern in raised for concern in treatment.for_concerns
    )


def _offer(
    treatment: Treatment, leading: tuple[str, ...], answers: Answers, knowledge: Knowledge
) -> OfferedTreatment:
    due = treatment.now_when is not None and _is_true(treatment.now_when, answers, knowledge)
    return OfferedTreatment(
        id=treatment.id,
        name=treatment.name,
        grade=treatment.grade,
        line=treatment.line,
        for_causes=tuple(cause for cause in leading if cause in treatment.for_causes),
        what=treatment.what,
        evidence=treatment.evidence,
        basis=treatment.basis,
        references=treatment.references,
        sold_by=knowledge.clinic.name if treatment.sold_by_clinic else None,
        outlook=treatment.outlook,
        begin="now" if due else treatment.begin,
    )


def _fits_now(
    exercise: Exercise, leading: tuple[str, ...], answers: Answers, knowledge: Knowledge
) -> list[ExerciseFit]:
    return [
        fit
        for fit in exercise.fits
        if fit.cause in leading
        and (fit.only_if is None or holds(fit.only_if, answers, knowledge) is not False)
    ]


def _suited(exercise: Exercise, fits: list[ExerciseFit]) -> OfferedExercise:
    """The strictest of the leading causes decides; what each wants changed is kept."""
    worst = max((fit.level for fit in fits), key=list(Suitability).index, default=Suitability.OK)
    how = " ".join(dict.fromkeys(fit.how for fit in fits if fit.how))
    back = " ".join(dict.fromkeys(fit.back for fit in fits if fit.back))
    return _offered(exercise, worst, how, back if worst is Suitability.AVOID else "")


def _offered(
    exercise: Exercise, suitability: Suitability, how: str, back: str = ""
) -> OfferedExercise:
    return OfferedExercise(
        id=exercise.id,
        name=exercise.name,
        dose=exercise.dose,
        suitability=suitability,
        how=how,
        references=exercise.references,
        back=back,
    )
