"""Turn what was weighed into plain sentences, and choose the care that fits the ranking."""

from collections.abc import Sequence
from math import log

from lowback.engine.answers import Answers
from lowback.engine.assessment import Contribution, OfferedExercise, OfferedTreatment, RankedCause
from lowback.engine.conditions import holds, may_apply
from lowback.engine.decision import Alarm, Scored, Weighed
from lowback.engine.score import furthest, questions_of
from lowback.knowledge.schema import (
    Cause,
    Condition,
    Exercise,
    ExerciseFit,
    Grade,
    Knowledge,
    QuestionKind,
    Suitability,
    Treatment,
    Urgency,
)

STRONG, CLEAR = log(4), log(2)
RELEVANT_SOURCE, RELEVANT_CONTRIBUTOR = 0.20, 0.30
WAIT = "Leave this out until someone has seen you."
WAIT_FOR_SIGNS = "Leave this out until the open warning signs are answered."


def explain(scored: Scored, answers: Answers, knowledge: Knowledge) -> RankedCause:
    """Give a cause its reasons for, against and unknown, each list strongest first."""
    reasons = sorted(
        (_contribution(each, scored.cause, knowledge) for each in scored.weighed),
        key=lambda each: -abs(each.log_odds),
    )
    return RankedCause(
        id=scored.cause.id,
        name=scored.cause.name,
        fit=scored.fit,
        score=scored.score,
        rank=scored.rank,
        summary=scored.cause.summary,
        for_=tuple(each for each in reasons if each.log_odds > 0),
        against=tuple(each for each in reasons if each.log_odds < 0),
        unknown=_unknown(scored.cause, answers, knowledge),
    )


def short_name(cause: Cause) -> str:
    """Return a cause's name as it stands inside a sentence, without its bracket."""
    name = cause.name.split(" (")[0]
    return name[0].lower() + name[1:]


def said(question: str, choice: str, knowledge: Knowledge) -> str:
    """Return the sentence that states an answer."""
    asked = knowledge.questions[question]
    if asked.kind is QuestionKind.YES_NO_UNSURE:
        return f"{asked.label}: {choice}."
    ticked = choice.split(";")
    return " ".join(each.said for each in asked.choices if each.id in ticked)


def treatments_for(
    alarm: Alarm, ranked: Sequence[Scored], answers: Answers, knowledge: Knowledge
) -> tuple[OfferedTreatment, ...]:
    """Offer what fits the leading causes and the concerns; nothing before an urgent visit.

    First line comes first; within a line, what rests on judgement alone comes last.
    """
    if not alarm.ranked or alarm.urgency is Urgency.URGENT:
        return ()
    leading = _leading(ranked)
    offered = [
        _offer(treatment, leading, knowledge)
        for treatment in knowledge.treatments.values()
        if _fits(treatment, leading, alarm) and _is_true(treatment.when, answers, knowledge)
    ]
    return tuple(sorted(offered, key=_place))


def _place(offered: OfferedTreatment) -> tuple[bool, bool]:
    return offered.line != "first", offered.grade is Grade.D


def _is_true(when: Condition | None, answers: Answers, knowledge: Knowledge) -> bool:
    return when is None or holds(when, answers, knowledge) is True


def exercises_for(
    alarm: Alarm, ranked: Sequence[Scored], answers: Answers, knowledge: Knowledge
) -> tuple[OfferedExercise, ...]:
    """Say of every exercise whether it suits; none before an urgent visit."""
    if not alarm.ranked or alarm.urgency is Urgency.URGENT:
        return ()
    if _training_waits(alarm):
        wait = WAIT if alarm.raised else WAIT_FOR_SIGNS
        return tuple(
            _offered(each, Suitability.AVOID, wait) for each in knowledge.exercises.values()
        )
    leading = _leading(ranked)
    return tuple(
        _suited(exercise, _fits_now(exercise, leading, answers, knowledge))
        for exercise in knowledge.exercises.values()
    )


def _waits(alarm: Alarm, knowledge: Knowledge) -> bool:
    """Whether exercises wait for a visit; not where every concern bears them meanwhile."""
    if alarm.urgency is not Urgency.SOON or alarm.running.allows_running:
        return False
    borne = set(knowledge.plan.exercise_while_waiting)
    return not borne.issuperset(each.concern for each in alarm.raised)


def _contribution(weighed: Weighed, cause: Cause, knowledge: Knowledge) -> Contribution:
    evidence = weighed.evidence
    sentence = said(evidence.question, weighed.choice, knowledge).rstrip(".")
    return Contribution(
        question=evidence.question,
        choice=weighed.choice,
        ratio=weighed.ratio,
        log_odds=weighed.log_odds,
        basis=evidence.basis,
        references=evidence.references,
        sentence=f"{sentence}: {_strength(weighed)} {short_name(cause)}.",
    )


def _strength(weighed: Weighed) -> str:
    size = abs(log(weighed.ratio))
    word = "strong" if size >= STRONG else "clear" if size >= CLEAR else "weak"
    return f"a {word} sign {'for' if weighed.ratio > 1 else 'against'}"


def _unknown(cause: Cause, answers: Answers, knowledge: Knowledge) -> tuple[str, ...]:
    """List unanswered questions that could move this cause, the most telling first."""
    reach = {
        question: furthest(question, cause, knowledge)
        for question in knowledge.questions
        if question in questions_of(cause)
        and question not in answers
        and may_apply(knowledge.questions[question], answers, knowledge)
    }
    return tuple(sorted(reach, key=lambda each: -reach[each]))


def _leading(ranked: Sequence[Scored]) -> tuple[str, ...]:
    """The causes that care is chosen for: possible sources and contributors worth a look."""
    return tuple(
        each.cause.id
        for each in ranked
        if each.score >= (RELEVANT_SOURCE if each.cause.kind == "source" else RELEVANT_CONTRIBUTOR)
    )


def _fits(treatment: Treatment, leading: tuple[str, ...], alarm: Alarm) -> bool:
    if treatment.training and _training_waits(alarm):
        return False
    if not treatment.for_causes and not treatment.for_concerns:
        return True
    raised = {each.concern for each in alarm.raised}
    return any(each in leading for each in treatment.for_causes) or any(
        each in raised for each in treatment.for_concerns
    )


def _training_waits(alarm: Alarm) -> bool:
    """Whether a warning sign, raised or still open, comes before any training."""
    return alarm.urgency is not Urgency.SELF_CARE and not alarm.running.allows_running


def _offer(
    treatment: Treatment, leading: tuple[str, ...], knowledge: Knowledge
) -> OfferedTreatment:
    return OfferedTreatment(
        id=treatment.id,
        name=treatment.name,
        grade=treatment.grade,
        line=treatment.line,
        for_causes=tuple(each for each in leading if each in treatment.for_causes),
        what=treatment.what,
        evidence=treatment.evidence,
        basis=treatment.basis,
        references=treatment.references,
        sold_by=knowledge.clinic.name if treatment.sold_by_clinic else None,
        outlook=treatment.outlook,
    )


def _fits_now(
    exercise: Exercise, leading: tuple[str, ...], answers: Answers, knowledge: Knowledge
) -> list[ExerciseFit]:
    return [
        each
        for each in exercise.fits
        if each.cause in leading
        and (each.only_if is None or holds(each.only_if, answers, knowledge) is not False)
    ]


def _suited(exercise: Exercise, fits: list[ExerciseFit]) -> OfferedExercise:
    """The strictest of the leading causes decides; what each wants changed is kept."""
    worst = max((each.level for each in fits), key=list(Suitability).index, default=Suitability.OK)
    how = " ".join(dict.fromkeys(each.how for each in fits if each.how))
    back = " ".join(dict.fromkeys(each.back for each in fits if each.back))
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
