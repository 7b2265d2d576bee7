"""Run, rest, one step back or be seen: the verdict of a day, each at its limit."""

from datetime import date

import pytest
from msgspec.structs import replace

from lowback.result.plan_document import Amount, Plan
from lowback.result.standing import Move, Standing
from lowback.result.today import Since, Today, Verdict, today_of
from tests.result.checked_in import DAILY, EMPTY, PLAN, day, in_week, said

SINCE = Since(pain=5)
WALKS = replace(
    PLAN,
    weeks=tuple(
        replace(week, runs=tuple(replace(run, kind="walk") for run in week.runs))
        for week in PLAN.weeks
    ),
)


def of(before: Standing, number: int, pain: int = 2, plan: Plan = PLAN, **more: object) -> Today:
    """The answer of a day on this plan, for a runner who began at a pain of 5."""
    return today_of(plan, before, said(number, pain, **more), SINCE, DAILY)


@pytest.mark.parametrize(
    ("before", "pain", "seen", "verdict"),
    [
        (in_week(3), 2, (), Verdict.RUN),
        (in_week(3), 4, (), Verdict.STEP_BACK),
        (in_week(3, flares=2), 4, (), Verdict.BE_SEEN),
        (in_week(3), 6, (), Verdict.REST),
        (in_week(3), 2, ("Fever.",), Verdict.BE_SEEN),
        (in_week(3, move=Move.SIGN), 2, (), Verdict.BE_SEEN),
        (in_week(3, move=Move.STRONG), 2, (), Verdict.REST),
        (in_week(3, rest_until=day(2)), 2, (), Verdict.REST),
        (in_week(3, rest_until=day(1)), 2, (), Verdict.RUN),
    ],
)
def test_verdict(before: Standing, pain: int, seen: tuple[str, ...], verdict: Verdict) -> None:
    assert of(before, 1, pain, seen=seen).verdict is verdict


@pytest.mark.parametrize(
    ("plan", "ran", "verdict", "next_day"),
    [
        (PLAN, 3, Verdict.REST, 5),
        (PLAN, 2, Verdict.REST, 4),
        (PLAN, 1, Verdict.RUN, 3),
        (WALKS, 3, Verdict.REST, 4),
        (WALKS, 2, Verdict.RUN, 3),
    ],
)
def test_a_run_needs_a_day_between_and_a_walk_does_not(
    plan: Plan, ran: int, verdict: Verdict, next_day: int
) -> None:
    found = of(in_week(1, last_run=day(ran)), 3, plan=plan)
    assert (found.verdict, found.next_day) == (verdict, day(next_day))


@pytest.mark.parametrize(("rest_until", "next_day"), [(2, 3), (5, 5), (9, 9)])
def test_the_next_run_waits_for_the_rest_after_a_flare(rest_until: int, next_day: int) -> None:
    before = in_week(1, last_run=day(1), rest_until=day(rest_until))
    assert of(before, 3).next_day == day(next_day)


@pytest.mark.parametrize("week", [1, 3, 8])
def test_the_run_is_that_of_the_week(week: int) -> None:
    assert of(in_week(week), 1).run == PLAN.weeks[week - 1].runs[0]


def test_no_run_where_the_plan_has_stopped_or_holds_no_weeks() -> None:
    assert of(in_week(3), 1, 6).run is None
    empty = of(in_week(1), 1, plan=EMPTY)
    assert (empty.run, empty.verdict) == (None, Verdict.REST)


def test_a_run_is_held_against_the_week_in_which_it_was_run() -> None:
    found = of(in_week(3, flares=0), 1, 4, ran=Amount(6, "km"))
    assert (found.was_week, found.standing.week, found.too_long) == (3, 2, False)
    assert of(in_week(1), 1, ran=Amount(6, "km")).too_long is True
    assert of(in_week(1), 1).too_long is False


@pytest.mark.parametrize(
    ("last_check", "number", "due"),
    [
        (None, 13, False),
        (None, 14, True),
        (None, 15, True),
        (day(10), 23, False),
        (day(10), 24, True),
        (day(-30), 13, False),
        (day(-30), 14, True),
    ],
)
def test_a_whole_check_is_due_a_fortnight_after_the_last(
    last_check: date | None, number: int, *, due: bool
) -> None:
    since = Since(pain=5, last_check=last_check)
    assert today_of(PLAN, in_week(1), said(number), since, DAILY).check_due is due


@pytest.mark.parametrize(
    ("number", "first", "pain", "due"),
    [
        (41, 5, 4, True),
        (40, 5, 4, False),
        (60, 5, 3, False),
        (60, 5, 4, True),
        (60, 3, 2, False),
        (60, 3, 3, True),
        (60, 4, 3, True),
    ],
)
def test_pain_that_is_no_better_after_six_weeks_is_due_a_visit(
    number: int, first: int, pain: int, *, due: bool
) -> None:
    since = Since(pain=first)
    assert today_of(PLAN, in_week(1), said(number, pain), since, DAILY).visit_due is due
