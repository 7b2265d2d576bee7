"""What to do today on a plan: run, rest, one step back, or be seen."""

from datetime import date, timedelta
from enum import StrEnum

from msgspec import Struct

from lowback.engine.assessment import Assessment
from lowback.knowledge.schema import DailyCheck
from lowback.result.check_in import CheckIn
from lowback.result.plan_document import Plan, PlannedRun
from lowback.result.standing import Move, Standing, after, is_too_long

DAY = timedelta(days=1)


class Verdict(StrEnum):
    """The answer of a check-in, in one word."""

    RUN = "run"
    REST = "rest"
    STEP_BACK = "step_back"
    BE_SEEN = "be_seen"


class Since(Struct, frozen=True):
    """How it began: the pain of the first check-in (0-10), and the day of the last whole check."""

    pain: int
    last_check: date | None = None


class Today(Struct, frozen=True, kw_only=True):
    """The verdict, where it leaves the plan, the next run and from which day it may be run."""

    verdict: Verdict
    standing: Standing
    was_week: int
    run: PlannedRun | None
    next_day: date
    too_long: bool
    check_due: bool
    visit_due: bool


class CheckedIn(Struct, frozen=True, kw_only=True):
    """A check-in with its answer; `now` is what all rules say with today's answers.

    `stopped_by` is the check-in with the sign that stopped the plan, today's or an earlier one.
    """

    plan: Plan
    check_in: CheckIn
    today: Today
    now: Assessment
    stopped_by: CheckIn | None = None


def today_of(
    plan: Plan, before: Standing, check_in: CheckIn, since: Since, daily: DailyCheck
) -> Today:
    """Return what to do after a check-in."""
    now = after(before, check_in, plan, daily)
    day = date.fromisoformat(check_in.day)
    run = None if now.stopped or not plan.weeks else plan.weeks[now.week - 1].runs[0]
    ready = _ready(now, run, day, daily)
    ran = check_in.ran
    better = check_in.pain < daily.still_pain or check_in.pain <= since.pain - daily.better_by
    return Today(
        verdict=_verdict(now, run, ready, day),
        standing=now,
        was_week=before.week,
        run=run,
        next_day=ready,
        too_long=bool(ran and is_too_long(ran, before.week, plan, daily)),
        check_due=day >= _check_again(plan, since),
        visit_due=day >= date.fromisoformat(plan.see_someone_by) and not better,
    )


def _check_again(plan: Plan, since: Since) -> date:
    """As long after the last whole check as the plan wanted it after its start."""
    wait = date.fromisoformat(plan.check_again) - date.fromisoformat(plan.starts_on)
    last = since.last_check or date.fromisoformat(plan.assessed_on)
    return max(date.fromisoformat(plan.check_again), last + wait)


def _ready(now: Standing, run: PlannedRun | None, day: date, daily: DailyCheck) -> date:
    """The first day on which the next run may be; walks need no day between."""
    ready = max(day, now.rest_until or day)
    if now.last_run is None:
        return ready
    between = 1 if run is not None and run.kind == "walk" else daily.days_between_runs
    return max(ready, now.last_run + between * DAY)


def _verdict(now: Standing, run: PlannedRun | None, ready: date, day: date) -> Verdict:
    if now.move in (Move.SIGN, Move.FLARES):
        return Verdict.BE_SEEN
    if now.move is Move.BACK:
        return Verdict.STEP_BACK
    return Verdict.RUN if run is not None and ready <= day else Verdict.REST
