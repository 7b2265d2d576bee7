"""What to do in the next eight weeks: back to running, or what helps until someone has seen you.

The pages, ladders and rules are the knowledge's; here they meet the result, the calendar and
what the runner manages now. An emergency, an urgent result and what is not ranked get no plan.
"""

import hashlib
from datetime import date, timedelta
from uuid import NAMESPACE_URL, uuid5

import msgspec
from msgspec import Struct

from lowback.engine.answers import Answers
from lowback.engine.assessment import Assessment, KnowledgeVersion
from lowback.errors import LowbackError, Problem
from lowback.knowledge.schema import Knowledge, PlanPage, Urgency
from lowback.result.plan_document import Managed, Plan, PlannedWeek
from lowback.result.plan_exercises import exercises_of, left_out_of
from lowback.result.plan_page import first_source, is_true, may_run, page_for
from lowback.result.plan_runs import Runner, cap_km, is_low, ladder_for, start_from, weeks_of
from lowback.result.replay import answers_of

__all__ = ["Managed", "Plan", "barred", "make_plan", "refusal"]
GREEN, WEEKLY = "green", "weekly_km"
CALM = frozenset({Urgency.SELF_CARE, Urgency.SOON})
DAY = timedelta(days=1)


class Made(Struct, frozen=True, kw_only=True):
    """What was worked out for one result, before it becomes a document."""

    page: PlanPage
    runner: Runner
    weeks: tuple[PlannedWeek, ...]
    notes: tuple[str, ...]

    @property
    def runs(self) -> bool:
        """Whether there is a run in it, and not walks alone."""
        return any(run.kind == "run" for week in self.weeks for run in week.runs)


def make_plan(
    assessment: Assessment,
    knowledge: Knowledge,
    starts_on: date,
    longest_km: float | None = None,
    managed: Managed | None = None,
) -> Plan:
    """Return the plan; `longest_km` is the longest run of the last 30 days, else the log's.

    Raises:
        LowbackError: with the reason, when somebody has to see the runner before any plan.
    """
    if reason := barred(assessment, knowledge):
        raise LowbackError([Problem("plan", reason)])
    answers = answers_of(assessment, knowledge, "plan")
    page = page_for(assessment, answers, knowledge)
    runner = _runner(assessment, answers, starts_on, longest_km, managed or Managed())
    weeks, notes = _weeks(page, runner, knowledge)
    made = Made(
        page=page,
        runner=runner,
        weeks=weeks,
        notes=(
            *notes,
            *(_advice(assessment, answers, knowledge) if page.runs else ()),
            *_warnings(assessment, starts_on, knowledge),
        ),
    )
    return _document(assessment, made, knowledge)


def barred(assessment: Assessment, knowledge: Knowledge) -> str | None:
    """Return why there is no plan of any kind, or None when there may be one."""
    triage = assessment.triage
    if triage.urgency is Urgency.NOT_CHECKED:
        return f"no plan yet, because emergency signs have no answer: {triage.headline}"
    if triage.urgency not in CALM:
        return (
            f"no plan, because someone has to see this first: {triage.headline}. {_why(assessment)}"
        )
    if not triage.ranked or triage.running.id not in knowledge.running:
        why = _why(assessment) or triage.running.because
        return f"no plan, because running has to wait: {triage.running.advice} {why}"
    return None


def refusal(assessment: Assessment, knowledge: Knowledge) -> str | None:
    """Return why a plan holds no running, or None when it may."""
    if reason := barred(assessment, knowledge):
        return reason
    if may_run(assessment, knowledge):
        return None
    running = assessment.triage.running
    return f"running has to wait: {running.advice} {_why(assessment) or running.because}"


def _why(assessment: Assessment) -> str:
    return " ".join(flag.because for flag in assessment.triage.red_flags)


def _runner(
    assessment: Assessment,
    answers: Answers,
    starts_on: date,
    longest_km: float | None,
    managed: Managed,
) -> Runner:
    training, weekly = assessment.training, answers.get(WEEKLY)
    logged = None if training is None else training.longest_30_days_km
    return Runner(
        managed=managed,
        weekly_km=weekly.value if weekly and isinstance(weekly.value, float) else None,
        longest_km=logged if longest_km is None else longest_km,
        advice=assessment.triage.running.id,
        starts_on=starts_on,
    )


def _weeks(
    page: PlanPage, runner: Runner, knowledge: Knowledge
) -> tuple[tuple[PlannedWeek, ...], tuple[str, ...]]:
    """The weeks of a page, and what to say about their beginning."""
    guide = knowledge.plan
    start = start_from(runner, guide, may_guess=runner.advice == GREEN)
    ladder = ladder_for(page, runner, start, knowledge)
    if ladder is None:
        return (), ()
    if ladder.of == "walk" and not start.walk.value:
        return (), (guide.no_walk,)
    weeks = weeks_of(ladder, start, runner, guide)
    said = start.walk_note if ladder.of == "walk" else ""
    run_note = start.run_note if page.runs else ""
    low = guide.low_start if is_low(weeks, ladder, start) else ""
    return weeks, tuple(each for each in (run_note, said, low) if each)


def _document(assessment: Assessment, made: Made, knowledge: Knowledge) -> Plan:
    guide, page = knowledge.plan, made.page
    most = _most_pain(made.runner.advice, knowledge)
    trains = page.exercises and bool(assessment.exercises)
    return Plan(
        id=_id(assessment),
        knowledge=_version(knowledge),
        assessed_on=assessment.assessed_on,
        starts_on=made.runner.starts_on.isoformat(),
        page=page.id,
        title=page.title,
        running_advice=_running_advice(assessment, made, knowledge),
        unchecked=assessment.triage.unchecked,
        managed_run=made.runner.managed.run,
        managed_walk=made.runner.managed.walk,
        most_pain=most,
        longest_km=made.runner.longest_km,
        cap_km=cap_km(made.runner, guide),
        cap=guide.cap if made.runs else "",
        meanwhile=page.meanwhile,
        before_you_start=guide.before_you_start if made.runs else (),
        not_yet=guide.not_yet if made.runs else "",
        pain_rules=_with_most(guide.pain_rules, most) if made.weeks else (),
        moving_on=guide.moving_on if made.weeks else "",
        weeks=made.weeks,
        exercises=exercises_of(assessment, first_source(assessment), knowledge) if trains else (),
        left_out=left_out_of(assessment, knowledge) if trains else (),
        strength_rules=_with_most(guide.strength_rules, most) if trains else (),
        back_to_running=page.back_to_running,
        at_the_visit=page.at_the_visit,
        check_again=_after(made.runner.starts_on, page.check_again_days or guide.check_again_days),
        see_someone_by=_after(date.fromisoformat(assessment.assessed_on), page.see_within_days),
        see_why=page.see_why,
        evidence=guide.evidence if made.weeks else "",
        basis=page.basis,
        references=tuple(dict.fromkeys((*page.references, *guide.references))),
        notes=made.notes,
        safety_net=assessment.safety_net,
        limits=assessment.limits,
    )


def _running_advice(assessment: Assessment, made: Made, knowledge: Knowledge) -> str:
    """The advice of the result, or what this page says where it is the stricter one."""
    stricter = made.page.instead and not made.runs and may_run(assessment, knowledge)
    return made.page.instead if stricter else assessment.triage.running.advice


def _version(knowledge: Knowledge) -> KnowledgeVersion:
    return KnowledgeVersion(version=knowledge.about.version, sha256=knowledge.sha256)


def _after(day: date, days: int) -> str:
    return (day + days * DAY).isoformat()


def _id(assessment: Assessment) -> str:
    """An id that only this result has, so that the calendars of two people never collide."""
    digest = hashlib.sha256(msgspec.json.encode(assessment)).hexdigest()
    return str(uuid5(NAMESPACE_URL, f"lowback:plan:{digest}"))


def _most_pain(advice: str, knowledge: Knowledge) -> int:
    more = {limit.running: limit.most for limit in knowledge.plan.more_pain}
    return more.get(advice, knowledge.plan.most_pain)


def _with_most(rules: tuple[str, ...], most: int) -> tuple[str, ...]:
    return tuple(rule.replace("{most}", str(most)) for rule in rules)


def _advice(assessment: Assessment, answers: Answers, knowledge: Knowledge) -> tuple[str, ...]:
    """What the first source and what is known of the runner change."""
    guide, source = knowledge.plan, first_source(assessment)
    notes = [entry.note for entry in guide.by_source if entry.cause == source]
    notes += [entry.note for entry in guide.by_fact if is_true(entry.when, answers, knowledge)]
    return tuple(notes)


def _warnings(assessment: Assessment, starts_on: date, knowledge: Knowledge) -> tuple[str, ...]:
    notes: list[str] = []
    if count := len(assessment.triage.unchecked):
        notes.append(
            f"Warning signs that nobody has checked: {count}. Not checked does not mean no. "
            "Answer them before you run."
        )
    age = (starts_on - date.fromisoformat(assessment.assessed_on)).days
    if age > knowledge.plan.stale_after_days:
        notes.append(f"The check is {age} days old when this plan starts. Do it again first.")
    return tuple(notes)
