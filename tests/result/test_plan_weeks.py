"""What stands in the weeks of a plan: runs, strength and ids."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from lowback.engine.conditions import holds
from lowback.engine.training import TrainingPicture
from lowback.knowledge.schema import Knowledge, Suitability, Urgency
from lowback.result.plan import Managed, make_plan
from lowback.result.plan_document import Amount
from tests.conftest import TODAY
from tests.result.planned import CALM, KNOWLEDGE, NERVE, RUN, SOURCES, START, made, runs_of


class TestRuns:
    def test_fifty_kilometres_a_week_start_at_half_of_what_is_managed(self) -> None:
        plan = made(Amount(10, "km"), weekly_km=50)
        assert [week.runs[0].amount for week in plan.weeks] == [5, 6, 7, 8, 9, 10, 11, 12]
        assert [len(week.runs) for week in plan.weeks] == [3, 3, 3, 3, 4, 3, 4, 3]

    def test_pain_of_four_starts_lower_with_breaks_and_a_limit_of_five(self) -> None:
        plan = made(Amount(40, "min"), pain_now=4)
        first = plan.weeks[0].runs[0]
        assert (first.amount, first.run_minutes, first.walk_minutes) == (16, 2, 1)
        assert plan.most_pain == 5

    def test_no_run_yet_begins_with_walking(self) -> None:
        found = RUN(**CALM)
        managed = Managed(Amount(0, "min"), Amount(20, "min"))
        plan = make_plan(found, KNOWLEDGE, START, None, managed)
        kinds = [week.runs[0].kind for week in plan.weeks]
        assert kinds == ["walk"] * 4 + ["run"] * 4
        assert [week.runs[0].amount for week in plan.weeks][:4] == [10, 13, 16, 20]
        assert not any("--run-now" in each or "--walk-now" in each for each in plan.notes)

    def test_what_was_not_said_is_guessed_low_and_named(self) -> None:
        plan = made(weekly_km=60)
        assert plan.weeks[0].runs[0].amount == 4.9
        assert any("a guess" in each for each in plan.notes)
        assert made().weeks[0].runs[0].kind == "walk"

    def test_a_guess_too_short_to_run_begins_with_a_walk(self) -> None:
        plan, guide = made(weekly_km=5), KNOWLEDGE.plan
        first = plan.weeks[0].runs[0]
        assert (first.kind, first.amount) == ("walk", 10)
        assert plan.notes[:2] == (guide.guessed, guide.walk_not_said)

    def test_no_run_is_guessed_beside_an_amber_light(self) -> None:
        plan = made(weekly_km=60, pain_now=4)
        assert (plan.weeks[0].runs[0].kind, plan.notes[0]) == ("walk", KNOWLEDGE.plan.not_said)

    @given(st.floats(0.5, 60), st.floats(1, 60))
    @settings(deadline=None, max_examples=50)
    def test_no_run_is_a_tenth_longer_than_any_before(self, now: float, longest: float) -> None:
        plan = made(Amount(round(now, 1), "km"), longest)
        most = plan.cap_km or 0
        runs = [each for each in runs_of(plan) if each.unit == "km"]
        assert all(each.amount <= max(most, 0.1) + 1e-6 for each in runs)
        assert all(b.amount <= max(a.amount, now) * 1.1 + 1e-6 for a, b in pairwise(runs))

    def test_the_limit_can_start_it_below_a_quarter_and_says_so(self) -> None:
        plan = made(Amount(20, "km"), 3.0)
        assert plan.weeks[0].runs[0].amount == 3.3
        assert any("below a quarter" in each for each in plan.notes)

    @pytest.mark.parametrize(
        ("weekly", "runs"),
        [
            (19.9, [3, 3, 3, 3, 3, 3, 3, 3]),
            (20.0, [3, 3, 3, 3, 3, 4, 3, 4]),
            (39.9, [3, 3, 3, 3, 3, 4, 3, 4]),
            (40.0, [3, 3, 3, 3, 4, 3, 4, 3]),
        ],
    )
    def test_from_how_far_a_week_runs_come_on_every_other_day(
        self, weekly: float, runs: list[int]
    ) -> None:
        plan = made(Amount(10, "km"), weekly_km=weekly)
        assert [len(week.runs) for week in plan.weeks] == runs

    def test_the_usual_week_limits_runs_in_kilometres_and_not_in_minutes(self) -> None:
        far, long = (made(now, weekly_km=12) for now in (Amount(10, "km"), Amount(40, "min")))
        assert {each.amount for each in runs_of(far)} == {4}
        assert long.weeks[0].runs[0].amount == 20

    @pytest.mark.parametrize(
        ("walk", "amounts"),
        [
            (None, [10, 13, 16, 20]),
            (Amount(2, "km"), [10, 13, 16, 20]),
            (Amount(90, "min"), [15, 19, 24, 30]),
            (Amount(3, "min"), [1, 1, 2, 3]),
            (Amount(0.5, "min"), [0.5, 0.5, 0.5, 0.5]),
        ],
    )
    def test_walks_begin_with_half_and_never_with_nothing(
        self, walk: Amount | None, amounts: list[float]
    ) -> None:
        plan = make_plan(RUN(**CALM), KNOWLEDGE, START, None, Managed(Amount(0, "min"), walk))
        assert [week.runs[0].amount for week in plan.weeks][:4] == amounts

    @pytest.mark.parametrize("changes", [{}, NERVE])
    def test_without_any_walk_nothing_is_planned_and_that_is_said(
        self, changes: dict[str, object]
    ) -> None:
        none = Managed(Amount(0, "min"), Amount(0, "min"))
        plan = make_plan(RUN(**{**CALM, **changes}), KNOWLEDGE, START, None, none)
        assert plan.weeks == ()
        assert plan.notes[0] == KNOWLEDGE.plan.no_walk

    def test_five_walks_a_week_leave_days_for_strength(self) -> None:
        week = made(Amount(0, "min")).weeks[1]
        assert week.start == "2026-12-01"
        assert [each.date[-2:] for each in week.runs] == ["01", "02", "04", "05", "07"]
        assert [each[-2:] for each in week.strength] == ["03", "06"]

    @pytest.mark.parametrize("longest", [4.0, 4.6])
    def test_exactly_a_quarter_is_not_below_it(self, longest: float) -> None:
        plan = made(Amount(20, "km"), longest)
        assert (KNOWLEDGE.plan.low_start in plan.notes) is (plan.weeks[0].runs[0].amount < 5)

    @pytest.mark.parametrize(
        ("managed", "changes", "note"),
        [
            (Amount(5, "min"), {}, KNOWLEDGE.plan.walk_not_said),
            (None, NERVE, KNOWLEDGE.plan.walk_not_said),
            (None, {}, KNOWLEDGE.plan.not_said),
        ],
    )
    def test_the_first_note_asks_for_what_the_weeks_need(
        self, managed: Amount | None, changes: dict[str, object], note: str
    ) -> None:
        assert made(managed, **changes).notes[0] == note

    def test_what_was_said_is_not_asked_for(self) -> None:
        managed = Managed(Amount(0, "min"), Amount(20, "min"))
        plan = make_plan(RUN(**{**CALM, **NERVE}), KNOWLEDGE, START, None, managed)
        assert plan.notes == ()
        assert (plan.managed_run, plan.managed_walk) == (managed.run, managed.walk)

    def test_longest_run_comes_from_the_log_unless_told(self) -> None:
        training = TrainingPicture(weeks=(), pain_began="2026-11-20", longest_30_days_km=9.0)
        found = replace(RUN(**CALM), training=training)
        assert make_plan(found, KNOWLEDGE, START).cap_km == 9.9
        assert make_plan(found, KNOWLEDGE, START, 4.0).cap_km == 4.4

    def test_an_old_check_is_said(self) -> None:
        plan = make_plan(RUN(**CALM), KNOWLEDGE, TODAY + timedelta(days=15))
        assert any("15 days old" in each for each in plan.notes)

    def test_months_of_pain_do_not_aim_at_zero(self) -> None:
        assert any("usual level" in each for each in made(duration="wk_over_12").notes)


class TestStrength:
    def test_days_leave_48_hours(self) -> None:
        for plan in (made(Amount(8, "km"), weekly_km=50), made()):
            days = [date.fromisoformat(day) for week in plan.weeks for day in week.strength]
            assert len(days) == 16
            assert all((after - before).days >= 2 for before, after in pairwise(days))

    def test_by_effort_and_without_a_cap(self) -> None:
        plan = made(Amount(8, "km"), weekly_km=50)
        assert any("two more" in each for each in plan.strength_rules)
        assert not any("5 kg" in each.progression for each in plan.exercises)

    def test_a_sore_sit_bone_begins_with_holds(self) -> None:
        plan = made(Amount(8, "km"), **SOURCES["hamstring"])
        assert [each.id for each in plan.exercises][:2] == ["long_bridge_hold", "heel_dig"]

    def test_every_exercise_left_out_says_when_it_may_come_back(self) -> None:
        for answers in SOURCES.values():
            plan = made(Amount(8, "km"), **answers)
            assert all(each.back for each in plan.left_out)
        strain = made(Amount(8, "km"), **SOURCES["muscle_strain"], duration="wk_under_6")
        assert {each.id for each in strain.left_out} >= {"deadlift"}

    def test_each_exercise_is_named_with_its_region_and_why_it_is_left_out(self) -> None:
        facet = SOURCES["facet_joint"]
        plan, known = made(Amount(8, "km"), **facet), KNOWLEDGE.exercises
        how = {each.id: each.how for each in RUN(**{**CALM, **facet}).exercises}
        assert [each.region for each in plan.exercises] == [
            known[each.id].region for each in plan.exercises
        ]
        assert [(each.name, each.because) for each in plan.left_out] == [
            (known[each.id].name, how[each.id]) for each in plan.left_out
        ]

    def test_every_exercise_to_avoid_has_a_way_back(self, knowledge: Knowledge) -> None:
        for exercise in knowledge.exercises.values():
            for fit in exercise.fits:
                assert bool(fit.back) is (fit.level is Suitability.AVOID), exercise.id

    def test_every_source_but_the_bone_leaves_a_leg_exercise(self, knowledge: Knowledge) -> None:
        for cause in knowledge.causes:
            left = [
                name
                for name in knowledge.plan.leg_exercises
                if not any(
                    each.cause == cause and each.level is Suitability.AVOID
                    for each in knowledge.exercises[name].fits
                )
            ]
            assert bool(left) is (cause != "bone_stress_injury")

    @pytest.mark.parametrize(("pain", "waits"), [(2, False), (8, True)])
    def test_exercises_wait_with_running(self, pain: int, *, waits: bool) -> None:
        tried = {"care_so_far": "no_help_4_weeks", "duration": "wk_over_12"}
        mine = {"age": 52, "pain_course": "same", "pain_now": pain}
        found = RUN(**{**CALM, **tried, **mine})
        assert found.triage.urgency is Urgency.SOON
        every = all(each.suitability is Suitability.AVOID for each in found.exercises)
        assert every is waits


class TestIds:
    def test_two_runners_have_two_ids_and_one_runner_one(self) -> None:
        one, two = made(pain_now=1), made(pain_now=2)
        assert one.id != two.id
        assert one.id == made(pain_now=1).id


def test_facts_of_the_plan_can_be_known(knowledge: Knowledge) -> None:
    for each in knowledge.plan.by_fact:
        assert holds(each.when, {}, knowledge) is None
