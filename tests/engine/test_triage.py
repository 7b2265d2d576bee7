"""Warning signs first: what fires, what stays unknown, and what can never be lowered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lowback.engine.answers import read_answers
from lowback.engine.assess import Occasion, assess
from lowback.knowledge.load import load_knowledge
from lowback.knowledge.schema import Urgency
from tests.conftest import TODAY, Run
from tests.strategies import Raw, answers

KNOWLEDGE = load_knowledge()
EMERGENCY_SIGNS = [each.id for each in KNOWLEDGE.questions.values() if each.emergency]
SIGNS = [each.id for each in KNOWLEDGE.red_flag_questions()]


def urgency(raw: Raw) -> Urgency:
    found = read_answers(raw, KNOWLEDGE, "file")
    return assess(found, KNOWLEDGE, Occasion(TODAY)).triage.urgency


def test_there_are_eleven_emergency_signs() -> None:
    assert len(EMERGENCY_SIGNS) == 11


@pytest.mark.parametrize("sign", EMERGENCY_SIGNS)
@given(raw=answers(KNOWLEDGE))
def test_an_emergency_sign_is_an_emergency_whatever_else_is_said(sign: str, raw: Raw) -> None:
    assert urgency({**raw, sign: "yes"}) is Urgency.EMERGENCY


@pytest.mark.parametrize("sign", EMERGENCY_SIGNS)
def test_not_sure_about_an_emergency_sign_means_speak_to_someone_today(sign: str) -> None:
    assert urgency({sign: "unsure"}) is Urgency.URGENT


@given(answers(KNOWLEDGE), st.sampled_from(SIGNS))
def test_a_warning_yes_never_lowers_the_urgency(raw: Raw, sign: str) -> None:
    without = {name: value for name, value in raw.items() if name != sign}
    assert urgency({**without, sign: "yes"}).severity >= urgency(without).severity


@given(answers(KNOWLEDGE), st.sampled_from(SIGNS))
def test_not_sure_is_never_calmer_than_not_asked(raw: Raw, sign: str) -> None:
    without = {name: value for name, value in raw.items() if name != sign}
    assert urgency({**without, sign: "unsure"}).severity >= urgency(without).severity


@pytest.mark.parametrize("sign", EMERGENCY_SIGNS)
@pytest.mark.parametrize("pain", [0, 5, 9])
def test_an_open_emergency_sign_is_no_verdict_and_no_green_light(
    run: Run, sign: str, pain: int
) -> None:
    asked = {each: "no" for each in EMERGENCY_SIGNS if each != sign}
    found = run(**asked, pain_now=pain).triage
    assert found.urgency is Urgency.NOT_CHECKED
    assert sign in found.unchecked
    assert (found.running.id, found.complete) == ("not_checked", False)
    assert run(**asked, pain_now=pain, rf_night_pain="yes").triage.urgency is Urgency.SOON


def test_other_signs_left_open_are_named_but_do_not_hide_the_verdict(run: Run) -> None:
    found = run.checked(pain_now=2).triage
    assert (found.urgency, found.complete) == (Urgency.SELF_CARE, False)


def test_training_waits_while_an_emergency_sign_is_open(run: Run) -> None:
    found = run(pain_now=2, pain_location="one_side_low_back")
    assert {(each.suitability.value, each.how) for each in found.exercises} == {
        ("avoid", "Leave this out until the open warning signs are answered.")
    }
    training = {each.id for each in run.knowledge.treatments.values() if each.training}
    assert found.treatments
    assert not training & {each.id for each in found.treatments}


@given(answers(KNOWLEDGE, only=frozenset(SIGNS)))
def test_unchecked_names_every_sign_not_answered_yes_or_no(raw: Raw) -> None:
    triage = assess(read_answers(raw, KNOWLEDGE, "file"), KNOWLEDGE, Occasion(TODAY)).triage
    unanswered = {sign for sign in SIGNS if raw.get(sign, "unsure") == "unsure"}
    assert set(triage.unchecked) == unanswered
    assert triage.complete == (not unanswered)


@given(answers(KNOWLEDGE))
def test_no_emergency_or_urgent_result_carries_training_advice(raw: Raw) -> None:
    found = assess(read_answers(raw, KNOWLEDGE, "file"), KNOWLEDGE, Occasion(TODAY))
    if found.triage.urgency in {Urgency.EMERGENCY, Urgency.URGENT}:
        assert not found.treatments
        assert not found.exercises
    if found.triage.urgency is Urgency.EMERGENCY:
        assert not found.sources
        assert not found.contributors
        assert found.contact.clinic is None


def test_an_unanswered_course_does_not_soften_the_rule_on_past_cancer() -> None:
    assert urgency({"rf_cancer_history": "yes"}) is Urgency.URGENT
    assert urgency({"rf_cancer_history": "yes", "pain_course": "improving"}) is Urgency.SOON


def test_under_sixteen_is_not_ranked_but_emergencies_still_apply(run: Run) -> None:
    child = run(age=14)
    assert (child.triage.urgency, child.triage.ranked, child.sources) == (Urgency.SOON, False, ())
    assert run(age=14, rf_leaking="yes").triage.urgency is Urgency.EMERGENCY
    assert run(age=16).triage.ranked


def test_the_bone_rule_raises_the_urgency_from_the_score(run: Run) -> None:
    suspicious = run(
        age=25, bone_risk="prior_back_or_pelvis_stress_fracture", impact_pain="sharp_one_spot"
    )
    assert suspicious.triage.urgency is Urgency.SOON
    assert suspicious.triage.running.id == "soon_bone"
    assert {each.suitability.value for each in suspicious.exercises} == {"avoid"}


def test_inflammatory_pain_alone_allows_easy_running(run: Run) -> None:
    signs = dict.fromkeys(
        ("ibp_before_35", "ibp_buttock", "ibp_better_moving", "ibp_family"), "yes"
    )
    found = run(age=30, duration="wk_over_12", impact_pain="no_jolt_pain", **signs)
    assert (found.triage.urgency, found.triage.running.id) == (Urgency.SOON, "soon_inflammatory")


@pytest.mark.parametrize(
    ("pain", "light"),
    [(0, "green"), (3, "green"), (4, "amber"), (5, "amber"), (6, "red"), (10, "red")],
)
def test_the_traffic_light_follows_the_pain(run: Run, pain: int, light: str) -> None:
    assert run.checked(pain_now=pain).triage.running.light == light


def test_a_band_that_straddles_a_limit_is_unknown_not_no(run: Run) -> None:
    night = {"rf_night_pain": "yes"}
    assert run(age="age_55_plus", **night).triage.urgency is Urgency.URGENT
    assert run(age="age_40_54", **night).triage.urgency is Urgency.SOON
    cancer = {each.concern: each for each in run(age="age_40_54", **night).triage.not_cleared}
    assert "cancer" not in cancer  # raised, so not open
