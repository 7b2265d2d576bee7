"""What one check-in does to a plan: on, back, or stopped, each at its limit."""

import pytest
from msgspec.structs import replace

from lowback.result.plan_document import Amount
from lowback.result.standing import Move, after, is_too_long, standing
from tests.result.checked_in import DAILY, EMPTY, PLAN, day, in_week, said

WAITS = {"judged": False}


@pytest.mark.parametrize(
    ("silent", "week", "move"),
    [
        (13, 5, Move.NOTHING),
        (14, 4, Move.SILENCE),
        (27, 4, Move.SILENCE),
        (28, 3, Move.SILENCE),
        (98, 1, Move.SILENCE),
        (-1, 5, Move.NOTHING),
        (-14, 5, Move.NOTHING),
    ],
)
def test_each_fortnight_of_silence_goes_back_a_week(silent: int, week: int, move: Move) -> None:
    found = after(in_week(5, last=20, good=1), said(20 + silent), PLAN, DAILY)
    assert (found.week, found.move) == (week, move)
    assert found.last_day == day(20 + silent)
    assert (found.since, found.good) == ((day(0), 1) if week == 5 else (day(20 + silent), 0))


@pytest.mark.parametrize(
    ("pain", "move"), [(3, Move.NOTHING), (4, Move.BACK), (5, Move.BACK), (6, Move.STRONG)]
)
def test_pain_above_the_limit_goes_back_and_strong_pain_stops(pain: int, move: Move) -> None:
    found = after(in_week(3), said(1, pain), PLAN, DAILY)
    assert (found.move, found.stopped) == (move, move is Move.STRONG)
    assert found.rest_until == (None if pain == 3 else day(3))


@pytest.mark.parametrize(
    ("morning", "move"),
    [("worse", Move.BACK), ("usual", Move.NOTHING), ("better", Move.NOTHING)],
)
def test_a_worse_morning_is_a_flare(morning: str, move: Move) -> None:
    assert after(in_week(3, **WAITS), said(1, morning=morning), PLAN, DAILY).move is move


@pytest.mark.parametrize(("week", "before"), [(1, 1), (2, 1), (5, 4)])
def test_a_flare_goes_back_one_week_and_starts_it_anew(week: int, before: int) -> None:
    found = after(in_week(week, good=1, **WAITS), said(3, 5), PLAN, DAILY)
    back = in_week(before, since=3, last=3, flares=1, rest_until=day(5), move=Move.BACK)
    assert found == back


@pytest.mark.parametrize(("flares", "move"), [(0, Move.BACK), (1, Move.BACK), (2, Move.FLARES)])
def test_the_third_flare_in_a_row_stops_the_plan(flares: int, move: Move) -> None:
    found = after(in_week(3, flares=flares), said(1, 4), PLAN, DAILY)
    assert (found.flares, found.move) == (flares + 1, move)
    assert found.stopped is (move is Move.FLARES)


def test_a_good_run_ends_the_row_of_flares() -> None:
    assert after(in_week(3, flares=2, **WAITS), said(1, morning="usual"), PLAN, DAILY).flares == 0


@pytest.mark.parametrize(
    ("good", "days", "week", "move"),
    [
        (1, 6, 4, Move.ON),
        (2, 6, 4, Move.ON),
        (1, 5, 3, Move.NOTHING),
        (0, 6, 3, Move.NOTHING),
    ],
)
def test_two_good_runs_and_a_whole_week_go_on(good: int, days: int, week: int, move: Move) -> None:
    found = after(in_week(3, good=good, **WAITS), said(days, morning="usual"), PLAN, DAILY)
    assert (found.week, found.move, found.judged) == (week, move, True)
    assert (found.good, found.since) == ((0, day(days)) if move else (good + 1, day(0)))


def test_the_last_week_is_repeated() -> None:
    found = after(in_week(8, good=1, **WAITS), said(6, morning="usual"), PLAN, DAILY)
    assert (found.week, found.move, found.good) == (8, Move.NOTHING, 2)


@pytest.mark.parametrize(
    ("judged", "morning"), [(True, "usual"), (True, "not_yet"), (False, "not_yet")]
)
def test_no_run_is_good_before_its_morning_or_twice(*, judged: bool, morning: str) -> None:
    found = after(in_week(3, judged=judged), said(6, morning=morning), PLAN, DAILY)
    assert (found.good, found.judged) == (0, judged)


@pytest.mark.parametrize(
    ("ran", "ran_on", "last_run", "judged"),
    [
        (None, "", None, True),
        (Amount(0, "km"), "", None, True),
        (Amount(4, "km"), "", day(3), False),
        (Amount(4, "km"), day(2).isoformat(), day(2), False),
        (Amount(6, "km"), "", day(3), True),
    ],
)
def test_a_run_waits_for_its_morning_unless_it_was_too_long(
    ran: Amount | None, ran_on: str, last_run: object, *, judged: bool
) -> None:
    found = after(in_week(1), said(3, ran=ran, ran_on=ran_on), PLAN, DAILY)
    assert (found.last_run, found.judged) == (last_run, judged)


def test_a_run_that_is_too_long_does_not_judge_the_one_before() -> None:
    too_long = said(3, ran=Amount(6, "km"))
    assert after(in_week(1, **WAITS), too_long, PLAN, DAILY).judged is False


@pytest.mark.parametrize(
    ("week", "ran", "too_long"),
    [
        (1, Amount(4.4, "km"), False),
        (1, Amount(4.5, "km"), True),
        (2, Amount(4.5, "km"), False),
        (8, Amount(9.8, "km"), False),
        (8, Amount(10.6, "km"), True),
        (1, Amount(45, "min"), False),
    ],
)
def test_a_tenth_more_than_planned_is_not_too_long(
    week: int, ran: Amount, *, too_long: bool
) -> None:
    assert is_too_long(ran, week, PLAN, DAILY) is too_long


def test_without_weeks_no_run_is_too_long() -> None:
    assert is_too_long(Amount(40, "km"), 1, EMPTY, DAILY) is False


@pytest.mark.parametrize("pain", [2, 5, 9])
def test_a_sign_stops_the_plan_whatever_the_pain(pain: int) -> None:
    found = after(in_week(3), said(1, pain, seen=("Fever.",)), PLAN, DAILY)
    assert (found.move, found.stopped, found.week) == (Move.SIGN, True, 3)


@pytest.mark.parametrize("stop", [Move.STRONG, Move.FLARES, Move.SIGN])
def test_a_stopped_plan_stays_stopped_and_a_sign_outranks_the_reason(stop: Move) -> None:
    stopped = in_week(3, move=stop)
    assert after(stopped, said(40), PLAN, DAILY) == stopped
    assert after(stopped, said(1, seen=("Fever.",)), PLAN, DAILY).move is Move.SIGN


def test_a_move_is_said_on_its_own_day_alone() -> None:
    moved = in_week(3, move=Move.ON)
    assert after(moved, said(1), PLAN, DAILY) == replace(moved, last_day=day(1), move=Move.NOTHING)


def test_check_ins_are_gone_through_from_the_first_week_on() -> None:
    assert standing(PLAN, (), DAILY) == in_week(1)
    days = (said(1, 4), said(4, 4), said(8, 4))
    found = standing(PLAN, days, DAILY)
    assert (found.flares, found.move, found.last_day) == (3, Move.FLARES, day(8))
