"""A plan only for those who may run; never beyond the limit; always one exercise for the legs."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from lowback.engine.assessment import Assessment
from lowback.engine.training import TrainingPicture
from lowback.errors import LowbackError
from lowback.knowledge.load import load_knowledge
from lowback.knowledge.schema import Knowledge, Suitability, Urgency
from lowback.result.plan import Plan, PlannedRun, make_plan, refusal
from tests import strategies
from tests.conftest import TODAY, Run

KNOWLEDGE = load_knowledge()
START = date(2026, 11, 24)
CALM = {"age": 34, "pain_now": 2, "pain_course": "improving", "onset": "within_48h_of_hard_run"}
INFLAMED = {
    "age": 30, "pain_now": 2, "duration": "wk_over_12", "ibp_before_35": "yes",
    "ibp_second_half_night": "yes", "ibp_better_moving": "yes", "ibp_nsaid_48h": "yes",
}  # fmt: skip


class TestWhoGetsOne:
    @pytest.mark.parametrize("answers", [CALM, INFLAMED, {**CALM, "pain_now": 5}])
    def test_those_who_may_run(self, run: Run, answers: dict[str, object]) -> None:
        assert refusal(run.checked(**answers), run.knowledge) is None

    @pytest.mark.parametrize(
        ("changes", "reason"),
        [
            ({"rf_saddle_numbness": "yes"}, "someone has to see this first"),
            ({"rf_fever": "yes"}, "someone has to see this first"),
            ({"bone_risk": "both", "impact_pain": "sharp_one_spot"}, "running has to wait"),
            ({"rf_pregnant": "yes"}, "running has to wait"),
            ({"age": 15}, "running has to wait"),
            ({"age": 17}, "running has to wait"),
            ({"pain_now": 7}, "running has to wait"),
        ],
    )
    def test_all_others_are_told_why_not(
        self, run: Run, changes: dict[str, object], reason: str
    ) -> None:
        made = run.checked(**{**CALM, **changes})
        with pytest.raises(LowbackError, match=reason):
            make_plan(made, run.knowledge, START)

    def test_the_reason_for_a_bone_is_the_bone(self, run: Run) -> None:
        made = run.checked(**CALM, bone_risk="both", impact_pain="sharp_one_spot")
        assert "bone" in (refusal(made, run.knowledge) or "").casefold()

    def test_running_advice_that_this_knowledge_does_not_have(self, run: Run) -> None:
        made = run.checked(**CALM)
        unknown = replace(made.triage.running, id="from_another_pack")
        odd = replace(made, triage=replace(made.triage, running=unknown))
        assert refusal(odd, run.knowledge) is not None

    @settings(max_examples=100, deadline=None)
    @given(st.data())
    def test_never_when_anything_has_to_be_seen_first(self, data: st.DataObject) -> None:
        made = Run(KNOWLEDGE)(**data.draw(strategies.answers(KNOWLEDGE)))
        try:
            plan = make_plan(made, KNOWLEDGE, START, 10)
        except LowbackError:
            assert not _may_run(made, KNOWLEDGE)
            return
        assert _may_run(made, KNOWLEDGE)
        offered = {each.id: each.suitability for each in made.exercises}
        assert "leg" in {each.region for each in plan.exercises}
        assert all(offered[each.id] is not Suitability.AVOID for each in plan.exercises)


def _may_run(made: Assessment, knowledge: Knowledge) -> bool:
    early = made.triage.urgency in (Urgency.SELF_CARE, Urgency.SOON)
    return early and knowledge.running[made.triage.running.id].allows_running and made.triage.ranked


class TestRuns:
    def test_eight_weeks_each_stage_at_least_twice(self, run: Run) -> None:
        plan = make_plan(run.checked(**CALM), run.knowledge, START)
        assert len(plan.weeks) == 8
        assert [len(each.runs) for each in plan.weeks] == [3, 3, 3, 3, 3, 4, 4, 4]
        stages = [(each.repeats, each.run_minutes, each.walk_minutes) for each in _runs(plan)]
        assert stages[:12:3] == [(8, 1, 2), (6, 2, 1), (5, 4, 1), (3, 8, 1)]
        assert all(stages.count(each) >= 2 for each in stages)

    def test_days_go_on_from_the_start_and_alternate_while_running_and_walking(
        self, run: Run
    ) -> None:
        plan = make_plan(run.checked(**CALM), run.knowledge, START)
        days = [date.fromisoformat(each.date) for each in _runs(plan)]
        assert days[0] == START
        assert days == sorted(set(days))
        early = [day for day in days if day < START + timedelta(days=35)]
        assert all((after - before).days >= 2 for before, after in pairwise(early))

    @given(st.floats(0.5, 100))
    @settings(deadline=None)
    def test_no_run_goes_beyond_ten_percent(self, longest: float) -> None:
        made = Run(KNOWLEDGE).checked(**CALM)
        plan = make_plan(made, KNOWLEDGE, START, longest)
        caps = {each.cap_km for each in _runs(plan)}
        assert len(caps) == 1
        cap = caps.pop()
        assert cap is not None
        assert longest * 1.1 - 0.11 <= cap <= longest * 1.1 + 1e-6

    def test_whole_runs_grow_by_at_most_ten_percent(self, run: Run) -> None:
        plan = make_plan(run.checked(**CALM), run.knowledge, START)
        whole = [each.run_minutes for each in _runs(plan) if each.repeats == 1]
        assert all(after <= before * 1.1 for before, after in pairwise(whole))

    def test_longest_run_comes_from_the_log_unless_told(self, run: Run) -> None:
        training = TrainingPicture(weeks=(), pain_began="2026-11-20", longest_30_days_km=9.0)
        made = replace(run.checked(**CALM), training=training)
        assert make_plan(made, run.knowledge, START).cap_km == 9.9
        assert make_plan(made, run.knowledge, START, 4.0).cap_km == 4.4

    def test_unknown_longest_run_is_said(self, run: Run) -> None:
        plan = make_plan(run.checked(**CALM), run.knowledge, START)
        assert plan.cap_km is None
        assert any("--longest-km" in each for each in plan.notes)

    def test_unchecked_signs_and_an_old_check_are_said(self, run: Run) -> None:
        plan = make_plan(run.checked(**CALM), run.knowledge, TODAY + timedelta(days=15))
        assert plan.unchecked
        assert any("nobody has checked" in each for each in plan.notes)
        assert any("15 days old" in each for each in plan.notes)


class TestStrength:
    def test_days_leave_48_hours(self, run: Run) -> None:
        plan = make_plan(run.checked(**CALM), run.knowledge, START)
        days = [date.fromisoformat(day) for week in plan.weeks for day in week.strength]
        assert all((after - before).days >= 2 for before, after in pairwise(days))

    def test_says_who_should_leave_each_out_and_how_to_go_on(self, run: Run) -> None:
        plan = make_plan(run.checked(**CALM), run.knowledge, START)
        for each in plan.exercises:
            assert any("Bone" in cause for cause in each.not_with)
            assert each.dose
            assert each.progression
            assert each.easier
            assert each.harder

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


def _runs(plan: Plan) -> list[PlannedRun]:
    return [each for week in plan.weeks for each in week.runs]
