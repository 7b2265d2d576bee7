"""Which page a plan gets, and what stands on it: no rule for runs where there are none."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from lowback.engine.assessment import AnswerGiven, Fit, Light
from lowback.errors import LowbackError
from lowback.knowledge.schema import Urgency
from lowback.result.plan import Managed, barred, make_plan, refusal
from lowback.result.plan_document import Amount
from lowback.result.plan_page import may_run
from tests.conftest import TODAY
from tests.hand_made import knowledge as hand_made_knowledge
from tests.hand_made import ordinary
from tests.result.planned import BONE, CALM, KNOWLEDGE, NERVE, RUN, START, made, runs_of


@pytest.mark.parametrize(
    ("fit", "page"),
    [(Fit.POSSIBLE, "bone"), (Fit.LIKELY, "bone"), (Fit.UNLIKELY, "run")],
)
def test_a_bone_that_stands_first_and_may_be_it_forbids_running(fit: Fit, page: str) -> None:
    bone = replace(ordinary().sources[-1], rank=1, fit=fit)
    found = replace(ordinary(), sources=(bone,))
    plan = make_plan(found, hand_made_knowledge(), START, None, Managed(Amount(30, "min")))
    assert plan.page == page
    assert bool(runs_of(plan)) is (page == "run")


@pytest.mark.parametrize(
    "sign",
    [
        {"leg_sensation": "tingling_or_numb"},
        {"leg_pain_reach": "below_knee"},
        {"leg_pain_reach": "into_foot"},
    ],
)
def test_a_sign_of_a_nerve_forbids_running_whatever_stands_first(sign: dict[str, object]) -> None:
    found = RUN(**{**CALM, **sign})
    assert (found.triage.urgency, found.sources[0].id) == (Urgency.SELF_CARE, "muscle_strain")
    plan = made(Amount(30, "min"), **sign)
    assert plan.page == "nerve"
    assert not runs_of(plan)


@pytest.mark.parametrize("changes", [BONE, {"pain_now": 7}])
def test_where_the_page_has_no_strength_no_exercise_is_named(changes: dict[str, object]) -> None:
    plan = made(Amount(30, "min"), **changes)
    assert RUN(**{**CALM, **changes}).exercises
    assert (plan.exercises, plan.left_out, plan.strength_rules) == ((), (), ())


@pytest.mark.parametrize(("light", "runs"), [("green", True), ("red", False), ("none", False)])
def test_a_light_of_the_result_that_forbids_outweighs_the_knowledge(
    light: Light, *, runs: bool
) -> None:
    triage = ordinary().triage
    lit = replace(triage, running=replace(triage.running, light=light))
    assert may_run(replace(ordinary(), triage=lit), hand_made_knowledge()) is runs


def test_a_refusal_gives_every_reason_of_the_rules_or_that_of_the_light() -> None:
    bone, strong = (RUN(**{**CALM, **each}) for each in (BONE, {"pain_now": 7}))
    reasons = " ".join(flag.because for flag in bone.triage.red_flags)
    assert len(bone.triage.red_flags) > 1
    assert (refusal(bone, KNOWLEDGE) or "").endswith(f" {reasons}")
    assert (refusal(strong, KNOWLEDGE) or "").endswith(f" {strong.triage.running.because}")


def test_nothing_is_planned_and_the_light_says_why_where_no_rule_does() -> None:
    running = replace(RUN(**CALM).triage.running, id="from_another_pack")
    odd = replace(RUN(**CALM), triage=replace(RUN(**CALM).triage, running=running))
    child = RUN(**{**CALM, "age": 15})
    assert (barred(odd, KNOWLEDGE) or "").endswith(f" {running.because}")
    assert (barred(child, KNOWLEDGE) or "").endswith(f" {child.triage.red_flags[-1].because}")
    with pytest.raises(LowbackError, match=r"^plan: no plan"):
        make_plan(child, KNOWLEDGE, START)


def test_an_answer_that_the_knowledge_does_not_have_is_named() -> None:
    foreign = AnswerGiven(question="age", value="old", origin="file")
    odd = replace(RUN(**CALM), answers=(foreign,))
    with pytest.raises(LowbackError, match=r"^plan: answers: "):
        make_plan(odd, KNOWLEDGE, START)


def test_advice_on_running_stands_only_where_there_is_some() -> None:
    strain = next(each for each in KNOWLEDGE.plan.by_source if each.cause == "muscle_strain")
    assert strain.note in made(Amount(30, "min")).notes
    assert strain.note not in made(Amount(30, "min"), leg_pain_reach="below_knee").notes


@pytest.mark.parametrize(("days", "old"), [(14, False), (15, True)])
def test_a_check_is_old_after_two_weeks(days: int, *, old: bool) -> None:
    plan = make_plan(ordinary(), hand_made_knowledge(), TODAY + timedelta(days=days))
    said = f"The check is {days} days old when this plan starts. Do it again first."
    assert (said in plan.notes) is old


def test_signs_that_nobody_has_checked_stand_in_the_document() -> None:
    unchecked = replace(ordinary().triage, unchecked=("rf_fever", "rf_night_pain"))
    found = replace(ordinary(), triage=unchecked)
    plan = make_plan(found, hand_made_knowledge(), START)
    assert plan.unchecked == ("rf_fever", "rf_night_pain")
    assert plan.notes[-1] == (
        "Warning signs that nobody has checked: 2. Not checked does not mean no. "
        "Answer them before you run."
    )


@pytest.mark.parametrize(
    ("changes", "from_the_page"),
    [({}, False), (BONE, False), (NERVE, True), ({"leg_pain_reach": "below_knee"}, True)],
)
def test_running_advice_is_that_of_the_result_or_of_a_stricter_page(
    changes: dict[str, object], *, from_the_page: bool
) -> None:
    plan = made(Amount(30, "min"), **changes)
    page, result = KNOWLEDGE.plan_pages[plan.page], RUN(**{**CALM, **changes})
    wanted = page.instead if from_the_page else result.triage.running.advice
    assert plan.running_advice == wanted
    assert plan.basis == page.basis


@pytest.mark.parametrize("changes", [BONE, {"pain_now": 7}, NERVE])
def test_rules_for_runs_stand_only_beside_runs(changes: dict[str, object]) -> None:
    plan = made(Amount(30, "min"), **changes)
    assert (plan.cap, plan.before_you_start, plan.not_yet) == ("", (), "")


@pytest.mark.parametrize("changes", [BONE, {"pain_now": 7}])
def test_rules_for_weeks_stand_only_beside_weeks(changes: dict[str, object]) -> None:
    plan = made(Amount(30, "min"), **changes)
    assert (plan.weeks, plan.pain_rules, plan.moving_on, plan.evidence) == ((), (), "", "")
