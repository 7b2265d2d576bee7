"""A plan from what is managed now; no running where it must wait; no contradictions."""

import random
import re
from datetime import date, timedelta
from itertools import pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from lowback.engine.answers import Answers
from lowback.engine.assessment import Assessment
from lowback.engine.conditions import holds
from lowback.engine.training import TrainingPicture
from lowback.errors import LowbackError
from lowback.knowledge.load import load_knowledge
from lowback.knowledge.schema import Knowledge, QuestionKind, Suitability, Urgency
from lowback.result.plan import Managed, barred, make_plan, refusal
from lowback.result.plan_document import Amount, Plan, PlannedRun
from tests import strategies
from tests.conftest import TODAY, Run

KNOWLEDGE = load_knowledge()
RUN = Run(KNOWLEDGE)
START = date(2026, 11, 24)
CLEAR = {
    each.id: "no"
    for each in KNOWLEDGE.red_flag_questions()
    if each.kind is QuestionKind.YES_NO_UNSURE
}
CALM: dict[str, object] = {
    **CLEAR,
    "age": 34, "sex": "male", "pain_now": 2, "pain_course": "improving",
    "onset": "within_48h_of_hard_run", "pain_location": "band_both_sides",
    "impact_pain": "no_jolt_pain", "leg_sensation": "none", "leg_pain_reach": "none",
}  # fmt: skip
BONE: dict[str, object] = {
    "pain_location": "base_of_spine", "impact_pain": "sharp_one_spot",
    "run_pattern": "builds_and_stops", "bone_risk": "prior_stress_fracture",
    "load_change": "up_over_30", "rest_days": "gone_returns_with_running",
}  # fmt: skip
NERVE: dict[str, object] = {
    "pain_location": "mostly_leg", "leg_pain_reach": "below_knee",
    "leg_sensation": "tingling_or_numb",
}  # fmt: skip
INFLAMED: dict[str, object] = {
    "age": 30, "duration": "wk_over_12", "ibp_second_half_night": "yes",
    "ibp_better_moving": "yes", "ibp_nsaid_48h": "yes", "ibp_buttock": "yes",
}  # fmt: skip
SOURCES: dict[str, dict[str, object]] = {
    "muscle_strain": {"onset": "sudden_moment"},
    "hamstring": {"pain_location": "sit_bone", "sitting": "sit_bone_pressure"},
    "sacroiliac_joint": {"pain_location": "dimple_or_below_one_side"},
    "facet_joint": {"movement_pattern": "lean_back", "sitting": "eases"},
    "sciatica": NERVE,
    "bone_stress_injury": BONE,
}
RUNS = (Amount(40, "min"), Amount(8, "km"), Amount(12, "min"), Amount(0, "min"), None)


def made(managed: Amount | None = None, longest: float | None = None, /, **answers: object) -> Plan:
    """A plan of calm answers with these changes."""
    found = RUN(**{**CALM, **answers})
    return make_plan(found, KNOWLEDGE, START, longest, Managed(managed))


def runs_of(plan: Plan) -> list[PlannedRun]:
    return [each for week in plan.weeks for each in week.runs if each.kind == "run"]


class TestWhoGetsWhat:
    @pytest.mark.parametrize("changes", [{}, {"pain_now": 5}])
    def test_those_who_may_run(self, changes: dict[str, object]) -> None:
        assert refusal(RUN(**{**CALM, **changes}), KNOWLEDGE) is None
        assert runs_of(made(Amount(30, "min"), **changes))

    @pytest.mark.parametrize(
        ("changes", "reason"),
        [
            ({"rf_saddle_numbness": "yes"}, "someone has to see this first"),
            ({"rf_fever": "yes"}, "someone has to see this first"),
            ({"age": 15}, "running has to wait"),
        ],
    )
    def test_nothing_before_a_visit_that_cannot_wait(
        self, changes: dict[str, object], reason: str
    ) -> None:
        found = RUN(**{**CALM, **changes})
        assert reason in (barred(found, KNOWLEDGE) or "")
        with pytest.raises(LowbackError, match=reason):
            make_plan(found, KNOWLEDGE, START)

    def test_nothing_while_emergency_signs_are_open(self) -> None:
        found = RUN(**{name: value for name, value in CALM.items() if name not in CLEAR})
        with pytest.raises(LowbackError, match="emergency signs have no answer"):
            make_plan(found, KNOWLEDGE, START)

    @pytest.mark.parametrize(
        ("changes", "page"),
        [
            (BONE, "bone"),
            (NERVE, "nerve"),
            ({"pain_now": 7}, "rest"),
            ({"age": 17}, "waiting"),
        ],
    )
    def test_where_running_waits_the_page_says_what_to_do_meanwhile(
        self, changes: dict[str, object], page: str
    ) -> None:
        plan = made(Amount(30, "min"), **changes)
        assert plan.page == page
        assert plan.meanwhile
        assert plan.back_to_running
        assert not runs_of(plan)
        assert date.fromisoformat(plan.see_someone_by) <= TODAY + timedelta(days=14)

    def test_a_nerve_walks_by_the_clock(self) -> None:
        found = RUN(**{**CALM, **NERVE})
        plan = make_plan(found, KNOWLEDGE, START, managed=Managed(walk=Amount(24, "min")))
        assert [week.runs[0].amount for week in plan.weeks][:3] == [12, 14, 16]
        assert {each.kind for week in plan.weeks for each in week.runs} == {"walk"}

    def test_inflammation_may_run_easily_and_does_not_build_up(self) -> None:
        plan = made(Amount(40, "min"), **INFLAMED)
        assert plan.page == "inflammatory"
        assert {each.amount for each in runs_of(plan)} == {20}

    def test_running_advice_that_this_knowledge_does_not_have(self) -> None:
        found = RUN(**CALM)
        unknown = replace(found.triage.running, id="from_another_pack")
        odd = replace(found, triage=replace(found.triage, running=unknown))
        assert refusal(odd, KNOWLEDGE) is not None
        assert barred(odd, KNOWLEDGE) is not None

    @settings(max_examples=100, deadline=None)
    @given(st.data())
    def test_never_a_run_where_running_has_to_wait(self, data: st.DataObject) -> None:
        found = RUN(**{**CLEAR, **data.draw(strategies.answers(KNOWLEDGE))})
        try:
            plan = make_plan(found, KNOWLEDGE, START, 10, Managed(Amount(30, "min")))
        except LowbackError:
            assert barred(found, KNOWLEDGE)
            return
        assert found.triage.urgency in (Urgency.SELF_CARE, Urgency.SOON)
        if refusal(found, KNOWLEDGE):
            assert not runs_of(plan)
        assert not avoided(found, plan)


def avoided(found: Assessment, plan: Plan) -> list[str]:
    """Exercises of a plan that the result says to leave out."""
    level = {each.id: each.suitability for each in found.exercises}
    return [each.id for each in plan.exercises if level[each.id] is Suitability.AVOID]


def combinations() -> list[tuple[str, int, float | None, str, int, Amount | None]]:
    """Forty runners: source, pain, weekly distance, duration, age, run managed now."""
    every = product(
        SOURCES, (1, 3, 4, 7), (None, 15.0, 30.0, 80.0), ("wk_under_6", "wk_6_12", "wk_over_12"),
        (19, 34, 66), RUNS,
    )  # fmt: skip
    return random.Random(17).sample(list(every), 40)  # noqa: S311 - the same forty every time


@pytest.mark.parametrize("runner", combinations(), ids=str)
def test_no_plan_contradicts_what_else_is_said(
    runner: tuple[str, int, float | None, str, int, Amount | None],
) -> None:
    source, pain, weekly, duration, age, managed = runner
    distance = {} if weekly is None else {"weekly_km": weekly}
    answers = {**CALM, **SOURCES[source], "pain_now": pain, "duration": duration, "age": age}
    found = RUN(**answers, **distance)
    if barred(found, KNOWLEDGE):
        return
    plan = make_plan(found, KNOWLEDGE, START, None, Managed(managed))
    assert not avoided(found, plan)
    _agrees_with_running_advice(plan, found)
    _agrees_with_the_faq(plan, RUN.answers(**answers))
    _starts_within_what_is_managed(plan, managed)


def test_of_these_forty_enough_run_and_enough_do_not() -> None:
    runs = 0
    for source, pain, _, duration, age, managed in combinations():
        answers = {**SOURCES[source], "pain_now": pain, "duration": duration, "age": age}
        runs += bool(runs_of(made(managed, **answers)))
    assert 8 <= runs <= 32


def _agrees_with_running_advice(plan: Plan, found: Assessment) -> None:
    if refusal(found, KNOWLEDGE):
        assert not runs_of(plan)
        return
    limits = [int(each) for each in re.findall(r"(\d) out of 10", found.triage.running.advice)]
    if runs_of(plan) and limits:
        assert plan.most_pain == max(limits)
        assert f"{max(limits)} out of 10" in " ".join((*plan.pain_rules, *plan.strength_rules))
    if found.triage.running.light == "amber":
        early = [each for week in plan.weeks[:4] for each in week.runs if each.kind == "run"]
        assert all(each.walk_minutes for each in early) or plan.page == "inflammatory"
        assert "walk" in found.triage.running.advice or plan.page == "inflammatory"


def _agrees_with_the_faq(plan: Plan, answers: Answers) -> None:
    """What the answer to `ok_to_run` forbids: 6 and more, a numb leg, one sharp spot, under 18."""
    numb = ("tingling_or_numb", "weakness", "tingling_and_weakness")
    stops = (
        answers["pain_now"].value >= 6,  # type: ignore[operator]
        answers["age"].value < 18,  # type: ignore[operator]
        "leg_sensation" in answers and answers["leg_sensation"].value in numb,
        "impact_pain" in answers and answers["impact_pain"].value == "sharp_one_spot",
    )
    if any(stops):
        assert not runs_of(plan)


def _starts_within_what_is_managed(plan: Plan, managed: Amount | None) -> None:
    runs = runs_of(plan)
    if not runs:
        return
    days = [date.fromisoformat(each.date) for each in runs]
    assert all((after - before).days >= 2 for before, after in pairwise(days))
    if managed is None:
        assert any("--run-now" in each for each in plan.notes)
        return
    first = plan.weeks[0].runs[0]
    if first.kind == "run":
        assert first.unit == managed.unit
        assert first.amount <= managed.value
        low = any("below a quarter" in each for each in plan.notes)
        assert first.amount >= managed.value / 4 or low


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
