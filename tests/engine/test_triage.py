"""Warning signs first: what fires, what stays unknown, and what can never be lowered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lowback.engine.answers import read_answers
from lowback.engine.assess import Context, assess
from lowback.knowledge.schema import Choice, QuestionKind, Urgency
from tests.conftest import TODAY, Run
from tests.engine.triaged import INFLAMMATORY, KNOWLEDGE, SIGNS, strictness, triage
from tests.strategies import Raw, answers

EMERGENCY_SIGNS = [each.id for each in KNOWLEDGE.questions.values() if each.emergency]


def own_follow_ups(sign: str) -> set[str]:
    return set(KNOWLEDGE.questions[sign].clarify)


def beside(sign: str, raw: Raw) -> Raw:
    """The answers without those that may speak about this sign: its own follow-ups."""
    return {name: value for name, value in raw.items() if name not in own_follow_ups(sign)}


def urgency(raw: Raw) -> Urgency:
    return triage(raw).urgency


def test_there_are_twelve_emergency_signs() -> None:
    assert len(EMERGENCY_SIGNS) == 12


@pytest.mark.parametrize("sign", EMERGENCY_SIGNS)
@given(raw=answers(KNOWLEDGE))
def test_only_its_own_follow_up_lowers_an_emergency_sign(sign: str, raw: Raw) -> None:
    assert urgency({**beside(sign, raw), sign: "yes"}) is Urgency.EMERGENCY


@pytest.mark.parametrize("sign", EMERGENCY_SIGNS)
@given(raw=answers(KNOWLEDGE), said=st.sampled_from(["yes", "unsure"]))
def test_a_follow_up_that_nobody_can_answer_lowers_nothing(sign: str, said: str, raw: Raw) -> None:
    told = {**beside(sign, raw), sign: said}
    unclear = dict.fromkeys(own_follow_ups(sign), "unsure")
    assert urgency({**told, **unclear}).severity >= urgency(told).severity


@given(answers(KNOWLEDGE), st.sampled_from(SIGNS))
def test_yes_is_never_calmer_than_not_sure_or_no(raw: Raw, sign: str) -> None:
    said = [urgency({**raw, sign: each}).severity for each in ("no", "unsure", "yes")]
    assert said[2] >= said[1]
    assert said[2] >= said[0]


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
    asked = {"age": 34, **{each: "no" for each in EMERGENCY_SIGNS if each != sign}}
    found = run(**asked, pain_now=pain).triage
    assert found.urgency is Urgency.NOT_CHECKED
    assert sign in found.unchecked
    assert (found.running.id, found.complete) == ("red" if pain == 9 else "not_checked", False)
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
    triage = assess(read_answers(raw, KNOWLEDGE, "file"), KNOWLEDGE, Context(TODAY)).triage
    unanswered = {sign for sign in SIGNS if raw.get(sign, "unsure") == "unsure"}
    if raw.get("rf_pregnant") == "no":
        unanswered.discard("rf_pregnancy_warning")
    assert set(triage.unchecked) == unanswered
    assert triage.complete == (not unanswered)


@given(answers(KNOWLEDGE))
def test_no_emergency_or_urgent_result_carries_training_advice(raw: Raw) -> None:
    found = assess(read_answers(raw, KNOWLEDGE, "file"), KNOWLEDGE, Context(TODAY))
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


def test_the_bone_rule_raises_the_urgency_from_named_facts(run: Run) -> None:
    suspicious = run(
        age=25, bone_risk="prior_back_or_pelvis_stress_fracture", impact_pain="sharp_one_spot"
    )
    assert suspicious.triage.urgency is Urgency.SOON
    assert suspicious.triage.running.id == "soon_bone"
    assert {each.suitability.value for each in suspicious.exercises} == {"avoid"}


def test_inflammatory_pain_alone_allows_easy_running(run: Run) -> None:
    found = run.checked(age=30, pain_now=2, **INFLAMMATORY)
    assert (found.triage.urgency, found.triage.running.id) == (Urgency.SOON, "soon_inflammatory")


@pytest.mark.parametrize(
    ("band", "worse_end", "more"),
    [
        ({"age": "age_under_20"}, {"age": 15}, {}),
        ({"age": "age_40_54"}, {"age": 50}, {"rf_night_pain": "yes"}),
        ({"age": "age_55_plus"}, {"age": 60}, {"rf_kidney_stone": "yes"}),
        ({"age": "age_55_plus"}, {"age": 70}, {"onset": "sudden_moment"}),
        ({"pain_now": "pain_6_10"}, {"pain_now": 7}, {"bone_risk": "steroid_tablets"}),
    ],
)
def test_a_band_that_straddles_a_limit_counts_at_its_worse_end(
    run: Run, band: Raw, worse_end: Raw, more: Raw
) -> None:
    told, meant = run.checked(**band, **more).triage, run.checked(**worse_end, **more).triage
    assert (told.urgency, told.ranked) == (meant.urgency, meant.ranked)
    assert told.running.id == meant.running.id
    assert meant.urgency.severity >= Urgency.SOON.severity


BANDS = [
    (question.id, band)
    for question in KNOWLEDGE.questions.values()
    if question.kind is QuestionKind.NUMBER and not question.derive
    for band in question.choices
]


@given(raw=answers(KNOWLEDGE), banded=st.sampled_from(BANDS), data=st.data())
def test_a_band_is_never_milder_than_a_number_inside_it(
    raw: Raw, banded: tuple[str, Choice], data: st.DataObject
) -> None:
    name, band = banded
    asked = KNOWLEDGE.questions[name]
    least = band.from_ if band.from_ is not None else asked.at_least
    most = (asked.at_most or 1000) if band.below is None else band.below
    inside = data.draw(st.floats(least or 0, most, exclude_max=band.below is not None))
    told, meant = triage({**raw, name: band.id}), triage({**raw, name: inside})
    assert told.urgency.severity >= meant.urgency.severity
    assert strictness(told) >= strictness(meant)


def test_a_doubt_that_was_told_plainly_is_checked() -> None:
    doubt: Raw = {"rf_collapse_pain": "unsure"}
    told: Raw = {**doubt, "collapse_kind": "moment_with_movement"}
    assert "rf_collapse_pain" in triage(doubt).unchecked
    assert "rf_collapse_pain" in triage({**doubt, "collapse_kind": "unsure"}).unchecked
    assert "rf_collapse_pain" in triage({"collapse_kind": "moment_with_movement"}).unchecked
    assert "rf_collapse_pain" not in triage(told).unchecked
