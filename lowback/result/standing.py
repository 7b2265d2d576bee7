"""Where a runner stands in a plan: found by going through the check-ins, one after the other.

A flare goes back one week and rests; good runs and a whole week go on to the next; a long
silence goes back. A warning sign, strong pain or flare after flare stops the plan. The numbers
are the knowledge's.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from lowback.knowledge.schema import DailyCheck
from lowback.result.check_in import CheckIn
from lowback.result.plan_document import Amount, Plan

DAY = timedelta(days=1)


class Move(StrEnum):
    """What a check-in did to the plan, or why it stopped."""

    NOTHING = ""
    ON = "on"
    BACK = "back"
    SILENCE = "silence"
    STRONG = "strong_pain"
    FLARES = "flares"
    SIGN = "sign"


STOPS = frozenset({Move.STRONG, Move.FLARES, Move.SIGN})


class Standing(Struct, frozen=True, kw_only=True):
    """The week of the plan (from 1), since when, and what decides the next step.

    `judged` is false while a run waits for the morning after it.
    """

    week: int
    since: date
    last_day: date
    good: int = 0
    flares: int = 0
    last_run: date | None = None
    judged: bool = True
    rest_until: date | None = None
    move: Move = Move.NOTHING

    @property
    def stopped(self) -> bool:
        """Whether the plan is over until somebody has looked or the check was done again."""
        return self.move in STOPS


def standing(plan: Plan, check_ins: Sequence[CheckIn], daily: DailyCheck) -> Standing:
    """Return where the runner stands after these check-ins, the earliest first."""
    start = date.fromisoformat(plan.starts_on)
    found = Standing(week=1, since=start, last_day=start)
    for check_in in check_ins:
        found = after(found, check_in, plan, daily)
    return found


def after(before: Standing, check_in: CheckIn, plan: Plan, daily: DailyCheck) -> Standing:
    """Return where the runner stands after one more check-in.

    A stopped plan stays stopped, but a warning sign outranks every other reason.
    """
    if before.stopped:
        return replace(before, move=Move.SIGN) if check_in.seen else before
    day = date.fromisoformat(check_in.day)
    now = _ran(replace(_after_silence(before, day, daily), last_day=day), check_in, plan, daily)
    if check_in.seen:
        return replace(now, move=Move.SIGN)
    if check_in.pain >= daily.stop_from_pain:
        return replace(now, move=Move.STRONG, rest_until=day + daily.rest_days * DAY)
    if _is_flare(check_in, plan):
        return _after_flare(now, day, daily)
    return _after_good_day(now, check_in, day, daily, len(plan.weeks))


def _after_silence(before: Standing, day: date, daily: DailyCheck) -> Standing:
    """One week back for every so many days in which nobody said anything."""
    silent = max((day - before.last_day).days, 0) // daily.gap_days
    if not silent:
        return replace(before, move=Move.NOTHING)
    week = max(1, before.week - silent)
    return replace(before, week=week, since=day, good=0, move=Move.SILENCE)


def _ran(now: Standing, check_in: CheckIn, plan: Plan, daily: DailyCheck) -> Standing:
    if check_in.ran is None or not check_in.ran.value:
        return now
    on = date.fromisoformat(check_in.ran_on or check_in.day)
    counts = not is_too_long(check_in.ran, now.week, plan, daily)
    return replace(now, last_run=on, judged=now.judged and not counts)


def is_too_long(ran: Amount, week: int, plan: Plan, daily: DailyCheck) -> bool:
    """Whether a run was clearly longer than planned, as far as both are said in one unit."""
    if not plan.weeks:
        return False
    planned = plan.weeks[week - 1].runs[0]
    return ran.unit == planned.unit and ran.value > planned.amount * daily.longer_than_planned


def _is_flare(check_in: CheckIn, plan: Plan) -> bool:
    return check_in.morning == "worse" or check_in.pain > plan.most_pain


def _after_flare(now: Standing, day: date, daily: DailyCheck) -> Standing:
    flares = now.flares + 1
    return replace(
        now,
        week=max(1, now.week - 1),
        since=day,
        good=0,
        flares=flares,
        judged=True,
        rest_until=day + daily.rest_days * DAY,
        move=Move.FLARES if flares >= daily.flares_to_be_seen else Move.BACK,
    )


def _after_good_day(
    now: Standing, check_in: CheckIn, day: date, daily: DailyCheck, weeks: int
) -> Standing:
    """A run is good once the morning after it was at its usual level, or better."""
    if now.judged or check_in.morning == "not_yet":
        return now
    good = now.good + 1
    now = replace(now, good=good, flares=0, judged=True)
    a_week = (day - now.since).days >= daily.days_a_week - 1
    if good < daily.good_runs or not a_week or now.week >= weeks:
        return now
    return replace(now, week=now.week + 1, since=day, good=0, move=Move.ON)
