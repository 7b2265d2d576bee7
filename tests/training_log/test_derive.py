"""The answers from a log: their definitions, and the same numbers as a naive reference."""

from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lowback.knowledge.schema import Knowledge
from lowback.training_log.activities import Reading
from lowback.training_log.answers import log_answers, usable
from lowback.training_log.derive import Derived, derive, facts, training_picture
from lowback.training_log.read import read_log
from lowback.training_log.runs import Run, TrainingLog, monday, spike, weeks
from tests.training_log import exports, naive

TODAY = date(2026, 11, 23)
ZONES = (
    "Europe/London", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca",
    "Pacific/Apia", "Asia/Kathmandu", "UTC",
)  # fmt: skip


def a_log(*runs: tuple[str, float], shoe: str = "", first: str | None = None) -> TrainingLog:
    found = tuple(Run.at(datetime.fromisoformat(f"{day} 07:00"), km, shoe) for day, km in runs)
    return TrainingLog(found, date.fromisoformat(first) if first else found[0].day)


def every(days: int, count: int, km: float, last: str = "2026-11-22") -> list[tuple[str, float]]:
    end = date.fromisoformat(last)
    return [
        ((end - timedelta(days=days * back)).isoformat(), km) for back in reversed(range(count))
    ]


def answer(log: TrainingLog, question: str, began: date = TODAY) -> Derived:
    return next(each for each in derive(log, began) if each.question == question)


class TestWeeklyDistance:
    def test_mean_of_the_last_four_full_weeks(self) -> None:
        found = answer(a_log(*every(2, 40, 5)), "weekly_km")
        assert found.value == 17.5
        assert "4 full weeks, 26 Oct 2026 to 22 Nov 2026" in found.because

    def test_weeks_before_the_log_are_unknown_not_zero(self) -> None:
        log = a_log(("2026-11-10", 10), ("2026-11-12", 10), ("2026-11-20", 10))
        assert answer(log, "weekly_km").value == 15
        assert [each.km for each in weeks(log, TODAY, 4)] == [None, 20, 10, 0]

    def test_an_earlier_activity_of_any_kind_makes_weeks_known(self) -> None:
        log = a_log(("2026-11-10", 10), ("2026-11-12", 10), ("2026-11-20", 10), first="2026-01-01")
        assert answer(log, "weekly_km").value == 7.5

    def test_two_runs_are_not_enough(self) -> None:
        found = answer(a_log(("2026-11-10", 10), ("2026-11-12", 10)), "weekly_km")
        assert found.value is None
        assert "not enough history" in found.because


class TestLongRun:
    @pytest.mark.parametrize(
        ("km", "choice"),
        [
            (11.0, "not_longer"),
            (11.01, "over_10_pct"),
            (20.0, "over_10_pct"),
            (20.01, "over_double"),
        ],
    )
    def test_bands(self, km: float, choice: str) -> None:
        log = a_log(*every(3, 6, 10, last="2026-11-15"), ("2026-11-20", km))
        assert answer(log, "long_run_spike").value == choice

    def test_the_day_the_pain_began_counts_and_later_days_do_not(self) -> None:
        log = a_log(*every(3, 6, 10, last="2026-11-15"), ("2026-11-20", 30))
        assert answer(log, "long_run_spike", date(2026, 11, 20)).value == "over_double"
        assert answer(log, "long_run_spike", date(2026, 11, 19)).value == "not_longer"

    def test_fewer_than_three_runs_before_is_not_enough(self) -> None:
        log = a_log(("2026-11-10", 10), ("2026-11-12", 10), ("2026-11-20", 30))
        found = answer(log, "long_run_spike")
        assert found.value is None
        assert "not enough history" in found.because


class TestChange:
    @pytest.mark.parametrize(
        ("km", "choice"), [(5, "none_or_less"), (6, "up_10_30"), (10, "up_over_30")]
    )
    def test_biggest_week_against_the_weeks_before(self, km: float, choice: str) -> None:
        steady = every(7, 12, 5, last="2026-11-21")
        log = a_log(*steady[:-1], (steady[-1][0], km))
        assert answer(log, "load_change", date(2026, 11, 22)).value == choice

    @pytest.mark.parametrize(("gap", "is_break"), [(14, False), (15, True)])
    def test_a_break_has_fourteen_days_without_a_run(self, gap: int, *, is_break: bool) -> None:
        restart = date(2026, 11, 1)
        before = every(3, 20, 5, last=(restart - timedelta(days=gap)).isoformat())
        log = a_log(*before, *every(3, 7, 5, last="2026-11-19"))
        assert (answer(log, "load_change").value == "back_after_break") is is_break

    def test_too_little_to_compare(self) -> None:
        found = answer(a_log(*every(3, 10, 5)), "load_change")
        assert found.value is None
        assert "before those weeks" in found.because


class TestShoes:
    def test_the_pair_of_the_last_month_with_all_its_distance(self) -> None:
        old = [Run.at(datetime(2026, 1, day, 7), 30, "PEGASUS  40") for day in range(1, 11)]
        new = [Run.at(datetime(2026, 11, day, 7), 10, "Pegasus 40") for day in range(1, 6)]
        other = [
            Run.at(datetime(2026, 11, 20, 7), 12, "Racer"),
            Run.at(datetime(2026, 11, 21, 7), 5),
        ]
        log = TrainingLog((*old, *new, *other), date(2026, 1, 1))
        found = answer(log, "shoe_km")
        assert found.value == 350
        assert "6 of 7 runs" in found.because

    def test_half_the_runs_must_name_their_shoes(self) -> None:
        named = [Run.at(datetime(2026, 11, 1, 7), 10, "Racer")]
        log = TrainingLog((*named, *a_log(*every(3, 5, 5)).runs), date(2026, 1, 1))
        assert answer(log, "shoe_km").value is None

    def test_facts_name_every_pair(self) -> None:
        log = a_log(*every(3, 10, 5), shoe="Racer\x1b[1m")
        assert "shoes: Racer [1m, 50.0 km" in facts(log, TODAY)


class TestAnswers:
    def test_have_the_origin_log(self, knowledge: Knowledge) -> None:
        derived = (Derived("weekly_km", 30.0, "a"), Derived("long_run_spike", None, "b"))
        found = log_answers(derived, knowledge)
        assert {name: each.origin for name, each in found.items()} == {"weekly_km": "log"}

    def test_beyond_what_a_question_allows_is_no_answer(self, knowledge: Knowledge) -> None:
        (found,) = usable((Derived("shoe_km", 9000.0, "all runs in one pair"),), knowledge)
        assert found.value is None
        assert "check it (all runs in one pair)" in found.because
        assert log_answers((found,), knowledge) == {}

    def test_a_question_that_this_knowledge_does_not_ask(self, knowledge: Knowledge) -> None:
        assert usable((Derived("other", 1.0, "a"),), knowledge) == ()


def test_picture_ends_with_the_week_the_pain_began() -> None:
    log = a_log(*every(2, 60, 5), ("2026-11-22", 15.5))
    picture = training_picture(log, date(2026, 11, 19), TODAY)
    assert len(picture.weeks) == 12
    assert picture.weeks[-1].start == "2026-11-16"
    assert picture.weeks[-1].km == 10
    assert picture.spike is None
    assert picture.longest_30_days_km == 15.5


runs = st.lists(
    st.tuples(
        st.datetimes(datetime(2026, 8, 1), datetime(2026, 11, 24)),
        st.sampled_from([0.0, 3.0, 3.05, 5.0, 8.0, 10.0, 21.1]) | st.floats(0.5, 40),
    ),
    min_size=1,
    max_size=60,
)


@settings(max_examples=150, deadline=None)
@given(runs, st.sampled_from(ZONES), st.dates(date(2026, 10, 1), TODAY))
def test_spike_and_weeks_equal_the_naive_reference(
    made: list[tuple[datetime, float]], zone: str, began: date
) -> None:
    exact = [(start.replace(microsecond=0), round(km, 4)) for start, km in made]
    expected = naive.local_runs(exact, zone, TODAY)
    if not expected:
        return
    with TemporaryDirectory() as folder:
        path = Path(folder) / "activities.csv"
        path.write_bytes(exports.strava([(start, km) for start, km in exact]))
        log = read_log([path], Reading(TODAY, zone))
    assert [run.day for run in log.runs] == [day for day, _ in expected]
    assert [run.km for run in log.runs] == pytest.approx([km for _, km in expected])
    until = [run for run in expected if run[0] <= began]
    for week in weeks(log, began, 13):
        if week.km is not None:
            assert week.km == pytest.approx(naive.week_km(until, week.start))
        else:
            assert naive.week_km(until, week.start) == 0
    found = spike(log, began)
    wanted = naive.largest_spike(expected, began)
    assert (found and found.ratio) == (wanted and pytest.approx(wanted))


@given(st.dates(date(1990, 1, 1), date(2030, 12, 31)))
def test_weeks_start_on_monday(day: date) -> None:
    assert monday(day).weekday() == 0
    assert timedelta() <= day - monday(day) < timedelta(days=7)
