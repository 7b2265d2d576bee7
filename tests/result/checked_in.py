"""A plan made by hand and check-ins on it, so many days after its first day."""

from datetime import date, timedelta

from msgspec.structs import replace

from lowback.result.check_in import CheckIn
from lowback.result.plan import Managed, make_plan
from lowback.result.plan_document import Amount
from lowback.result.standing import Standing
from tests.hand_made import knowledge, ordinary

FIRST = date(2026, 11, 24)
DAILY = knowledge().daily
PLAN = make_plan(ordinary(), knowledge(), FIRST, None, Managed(Amount(8, "km")))
EMPTY = replace(PLAN, weeks=())


def day(number: int) -> date:
    """The day so many days after the first of the plan, which is 0."""
    return FIRST + timedelta(days=number)


def said(number: int, pain: int = 2, **more: object) -> CheckIn:
    """A check-in of that day without a limp, a sign or a run, unless more is said."""
    quiet = CheckIn(day=day(number).isoformat(), pain=pain, limp="no", signs="no")
    return replace(quiet, **more)


def in_week(week: int, since: int = 0, last: int = 0, **more: object) -> Standing:
    """Someone in this week since one day, who checked in last on another."""
    quiet = Standing(week=week, since=day(since), last_day=day(last))
    return replace(quiet, **more)
