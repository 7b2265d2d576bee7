"""Which home tests are locked and which are offered, tested as data."""

import pytest
from msgspec.structs import replace

from lowback.engine.answers import Answers, read_answers
from lowback.engine.decide import decide
from lowback.engine.score import questions_of
from lowback.engine.triage import check_red_flags
from lowback.interview.self_tests import URGENT_LOCK, moved_by, unlocked, useful_tests, why_locked
from lowback.knowledge.load import load_knowledge
from lowback.knowledge.schema import Urgency

KNOWLEDGE = load_knowledge()
CALM = {each.id: "no" for each in KNOWLEDGE.red_flag_questions() if each.ask_when is None}
FIT = {
    **CALM,
    "age": 30,
    "sex": "male",
    "pain_now": 2,
    "duration": "wk_6_12",
    "bone_risk": "none",
    "running_now": "as_usual",
    "load_change": "none_or_less",
    "long_run_spike": "not_longer",
    "rest_days": "clearly_better",
    "rest_night": "none",
    "impact_pain": "no_jolt_pain",
    "run_pattern": "warms_up",
    "movement_pattern": "forward_bend",
    "leg_sensation": "none",
    "leg_pain_reach": "none",
    "sitting": "neutral",
    "pain_location": "band_both_sides",
}


def read(**raw: object) -> Answers:
    return read_answers({**FIT, **raw}, KNOWLEDGE, "typed")


def ids(answers: Answers) -> set[str]:
    return {each.id for each in unlocked(answers, KNOWLEDGE)}


def loading() -> set[str]:
    return {
        each.id
        for each in KNOWLEDGE.questions.values()
        if each.self_test and each.self_test.loading
    }


def test_a_fit_runner_may_do_every_test() -> None:
    assert ids(read()) == {each.id for each in KNOWLEDGE.questions.values() if each.self_test}
    assert why_locked(read(), KNOWLEDGE) == ""


@pytest.mark.parametrize(
    "raw",
    [
        {"rf_fever": "yes"},
        {"rf_saddle_numbness": "unsure"},
        {"rf_cancer_history": "yes"},
        {"leg_sensation": "weakness"},  # urgent by what was answered, without a sign
        {"age": 52, "pain_course": "steadily_worse", "rest_night": "wakes_or_at_rest"},
        {"age": 14},
        {"pain_now": 7},
        {"pain_now": "pain_6_10"},
    ],
)
def test_all_tests_are_locked_with_a_reason(raw: dict[str, object]) -> None:
    assert ids(read(**raw)) == set()
    assert why_locked(read(**raw), KNOWLEDGE)


def test_pain_of_six_is_not_above_six() -> None:
    assert ids(read(pain_now=6))


def test_tests_that_load_the_back_are_locked_when_the_pain_is_unknown() -> None:
    assert not ids(read(pain_now=None)) & loading()
    assert ids(read(pain_now=None))


@pytest.mark.parametrize(
    ("test", "raw"),
    [
        ("t_hop", {"bone_risk": "prior_stress_fracture"}),
        ("t_hop", {"rf_limp": "unsure"}),
        ("t_hop", {"rest_night": None}),
        ("t_hop", {"impact_pain": "sharp_one_spot"}),
        ("t_slump", {"leg_sensation": "weakness"}),
        ("t_heel_toe_walk", {"rf_unsteady": None}),
        ("t_side_plank", {"duration": "wk_under_6", "pain_now": 5}),
    ],
)
def test_each_test_has_its_own_lock_and_unknown_counts_as_locked(
    test: str, raw: dict[str, object]
) -> None:
    assert test in ids(read())
    assert test not in ids(read(**raw))


@pytest.mark.parametrize("sign", ["rf_night_pain", "rf_limp"])
def test_a_sign_that_forbids_running_locks_every_test(sign: str) -> None:
    answers = read(**{sign: "yes"})
    assert check_red_flags(answers, KNOWLEDGE).urgency is Urgency.SOON
    assert why_locked(answers, KNOWLEDGE) == URGENT_LOCK
    assert ids(answers) == set()


def test_a_fact_that_forbids_running_locks_what_loads_the_back() -> None:
    answers = read(leg_sensation="tingling_or_numb", leg_pain_reach="below_knee")
    triage = check_red_flags(answers, KNOWLEDGE)
    assert (triage.urgency, triage.running.allows_running) == (Urgency.SOON, False)
    assert why_locked(answers, KNOWLEDGE) == ""
    assert ids(answers)
    assert not ids(answers) & loading()


def test_a_test_names_every_cause_it_can_move_and_no_other() -> None:
    hop = KNOWLEDGE.questions["t_hop"]
    named = [cause for cause in KNOWLEDGE.causes.values() if hop.id in questions_of(cause)]
    assert "Bone stress injury" in moved_by(hop, read(), KNOWLEDGE)
    assert len(moved_by(hop, read(), KNOWLEDGE)) == len(named) < len(KNOWLEDGE.causes)


def test_a_test_that_has_a_result_is_not_offered_again() -> None:
    assert "t_slump" not in ids(read(t_slump="negative"))


def test_a_test_that_nobody_did_locks_no_other() -> None:
    assert "t_thumb_press" not in read()
    assert "t_hop" in ids(read())
    assert "t_hop" not in ids(read(t_thumb_press="flat_bone_base_of_spine", bone_risk=None))


def test_only_tests_for_causes_that_are_still_open_are_offered() -> None:
    closed = read(leg_pain_reach="none", leg_sensation="none", hamstring_feel="fine")
    useful = useful_tests(closed, KNOWLEDGE)
    assert {each.id for each in useful} < ids(closed)
    for each in useful:
        assert moved_by(each, closed, KNOWLEDGE)


@pytest.mark.parametrize(
    ("least", "most", "offered"), [(0, 0, True), (1e-6, 0, False), (0, -1e-6, False)]
)
def test_a_score_on_the_limit_is_still_open(least: float, most: float, *, offered: bool) -> None:
    answers = read()
    open_causes = [
        scored
        for scored in decide(answers, KNOWLEDGE).ranking.causes
        if any(KNOWLEDGE.questions[name].self_test for name in questions_of(scored.cause))
    ]
    score = open_causes[0].score
    assert [each.score for each in open_causes].count(score) == 1
    limits = KNOWLEDGE.thresholds
    exact = replace(
        limits,
        test_from_score=replace(limits.test_from_score, value=score + least),
        test_to_score=replace(limits.test_to_score, value=score + most),
    )
    found = useful_tests(answers, replace(KNOWLEDGE, thresholds=exact))
    assert bool(found) is offered
