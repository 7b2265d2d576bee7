"""Eight weeks back to running, with strength exercises, for those who may run.

The stages and rules are the knowledge's; here they meet the calendar, the longest run of the
last 30 days and the exercises that suit. Whoever has to be seen first gets no plan.
"""

import math
from datetime import date, timedelta

from msgspec import Struct

from lowback import __version__
from lowback.engine.assessment import Assessment, KnowledgeVersion, OfferedExercise
from lowback.errors import LowbackError, Problem
from lowback.knowledge.schema import Exercise, Knowledge, PlanWeek, Suitability, Urgency

SCHEMA = "lowback/plan/1"
CAP = 1.10
RUN_DAYS = {1: (0,), 2: (0, 3), 3: (0, 2, 4), 4: (0, 2, 4, 6)}
STRENGTH_DAYS = (1, 5)
WEEK, DAY = timedelta(days=7), timedelta(days=1)
MOST_OF_A_KIND = 2
STALE_AFTER = 14


class PlannedRun(Struct, frozen=True, kw_only=True):
    """One run: repeats of running and walking minutes, never longer than `cap_km`."""

    date: str
    repeats: int
    run_minutes: float
    walk_minutes: float
    cap_km: float | None


class PlannedWeek(Struct, frozen=True, kw_only=True):
    """Seven days from `start`: runs, and days for the strength exercises."""

    number: int
    start: str
    title: str
    note: str
    runs: tuple[PlannedRun, ...]
    strength: tuple[str, ...]


class PlannedExercise(Struct, frozen=True, kw_only=True):
    """An exercise that suits, how to begin, how to go on, and who should leave it out."""

    id: str
    name: str
    region: str
    kit: str
    steps: tuple[str, ...]
    dose: str
    progression: str
    easier: str
    harder: str
    change: str
    caution: str
    not_with: tuple[str, ...]
    references: tuple[str, ...]


class Plan(Struct, frozen=True, kw_only=True):
    """The document `lowback/plan/1`; fields are only ever added."""

    schema: str
    lowback_version: str
    knowledge: KnowledgeVersion
    assessed_on: str
    starts_on: str
    running_advice: str
    unchecked: tuple[str, ...]
    longest_km: float | None
    cap_km: float | None
    cap: str
    before_you_start: tuple[str, ...]
    not_yet: str
    pain_rules: tuple[str, ...]
    moving_on: str
    weeks: tuple[PlannedWeek, ...]
    exercises: tuple[PlannedExercise, ...]
    strength_rules: tuple[str, ...]
    evidence: str
    basis: str
    references: tuple[str, ...]
    notes: tuple[str, ...]
    safety_net: tuple[str, ...]
    limits: tuple[str, ...]


def make_plan(
    assessment: Assessment, knowledge: Knowledge, starts_on: date, longest_km: float | None = None
) -> Plan:
    """Return the plan; `longest_km` is the longest run of the last 30 days, else the log's.

    Raises:
        LowbackError: with the reason, when the assessment does not allow running.
    """
    if reason := refusal(assessment, knowledge):
        raise LowbackError([Problem("plan", reason)])
    longest = longest_km if longest_km is not None else _from_log(assessment)
    cap_km = None if longest is None else math.floor(longest * CAP * 10 + 1e-9) / 10
    guide = knowledge.plan
    return Plan(
        schema=SCHEMA,
        lowback_version=__version__,
        knowledge=KnowledgeVersion(version=knowledge.about.version, sha256=knowledge.sha256),
        assessed_on=assessment.assessed_on,
        starts_on=starts_on.isoformat(),
        running_advice=assessment.triage.running.advice,
        unchecked=assessment.triage.unchecked,
        longest_km=longest,
        cap_km=cap_km,
        cap=guide.cap,
        before_you_start=guide.before_you_start,
        not_yet=guide.not_yet,
        pain_rules=guide.pain_rules,
        moving_on=guide.moving_on,
        weeks=_weeks(knowledge, starts_on, cap_km),
        exercises=_exercises(assessment, knowledge),
        strength_rules=guide.strength_rules,
        evidence=guide.evidence,
        basis=guide.basis,
        references=guide.references,
        notes=_notes(assessment, starts_on, longest),
        safety_net=assessment.safety_net,
        limits=assessment.limits,
    )


def refusal(assessment: Assessment, knowledge: Knowledge) -> str | None:
    """Return why there is no plan, or None when there may be one."""
    triage = assessment.triage
    reasons = " ".join(each.because for each in triage.red_flags)
    if triage.urgency in (Urgency.EMERGENCY, Urgency.URGENT):
        return f"no plan, because someone has to see this first: {triage.headline}. {reasons}"
    if triage.urgency is Urgency.NOT_CHECKED:
        return f"no plan yet: {triage.headline}. {triage.running.advice}"
    advice = knowledge.running.get(triage.running.id)
    forbids = triage.running.light in {"red", "none"}
    if not triage.ranked or advice is None or not advice.allows_running or forbids:
        why = reasons or triage.running.because
        return f"no plan, because running has to wait: {triage.running.advice} {why}"
    return None


def _from_log(assessment: Assessment) -> float | None:
    return None if assessment.training is None else assessment.training.longest_30_days_km


def _weeks(knowledge: Knowledge, starts_on: date, cap_km: float | None) -> tuple[PlannedWeek, ...]:
    return tuple(
        _week(number, week, starts_on + (number - 1) * WEEK, cap_km)
        for number, week in enumerate(knowledge.plan_weeks.values(), start=1)
    )


def _week(number: int, week: PlanWeek, start: date, cap_km: float | None) -> PlannedWeek:
    return PlannedWeek(
        number=number,
        start=start.isoformat(),
        title=week.title,
        note=week.note,
        runs=tuple(
            PlannedRun(
                date=(start + day * DAY).isoformat(),
                repeats=week.repeats,
                run_minutes=week.run_minutes,
                walk_minutes=week.walk_minutes,
                cap_km=cap_km,
            )
            for day in RUN_DAYS[week.runs]
        ),
        strength=tuple((start + day * DAY).isoformat() for day in STRENGTH_DAYS),
    )


def _exercises(assessment: Assessment, knowledge: Knowledge) -> tuple[PlannedExercise, ...]:
    """Two for the legs and two for the trunk, those that suit unchanged first."""
    offered = {each.id: each for each in assessment.exercises if each.id in knowledge.exercises}
    chosen = [
        each
        for wanted in (knowledge.plan.leg_exercises, knowledge.plan.trunk_exercises)
        for each in _suited(wanted, offered)[:MOST_OF_A_KIND]
    ]
    if not any(knowledge.exercises[each.id].region == "leg" for each in chosen):
        message = "no leg exercise suits now; ask a physiotherapist to choose one with you"
        raise LowbackError([Problem("plan", message)])
    return tuple(_planned(each, knowledge.exercises[each.id], knowledge) for each in chosen)


def _suited(wanted: tuple[str, ...], offered: dict[str, OfferedExercise]) -> list[OfferedExercise]:
    suits = [offered[each] for each in wanted if each in offered]
    fine = [each for each in suits if each.suitability is Suitability.OK]
    return [*fine, *(each for each in suits if each.suitability is Suitability.MODIFY)]


def _planned(offered: OfferedExercise, exercise: Exercise, knowledge: Knowledge) -> PlannedExercise:
    avoid = [each.cause for each in exercise.fits if each.level is Suitability.AVOID]
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


def _notes(assessment: Assessment, starts_on: date, longest: float | None) -> tuple[str, ...]:
    notes: list[str] = []
    if count := len(assessment.triage.unchecked):
        notes.append(
            f"Warning signs that nobody has checked: {count}. Not checked does not mean no. "
            "Answer them before you run."
        )
    if longest is None:
        notes.append(
            "Your longest run of the last 30 days is not known. Give it with --longest-km, "
            "and the plan shows your limit in kilometres."
        )
    age = (starts_on - date.fromisoformat(assessment.assessed_on)).days
    if age > STALE_AFTER:
        notes.append(f"The check is {age} days old when this plan starts. Do it again first.")
    return tuple(notes)
