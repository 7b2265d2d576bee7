"""Answers of an earlier knowledge stay readable, and say no more than they said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lowback.engine.answers import Answers, read_answers
from lowback.engine.former import in_todays_words
from lowback.knowledge.load import load_knowledge
from lowback.knowledge.schema import Former

KNOWLEDGE = load_knowledge()
RETIRED = sorted({each.question for each in KNOWLEDGE.former} - KNOWLEDGE.questions.keys())
OLD = st.fixed_dictionaries(
    {}, optional={each: st.sampled_from(["yes", "no", "unsure"]) for each in RETIRED}
)
FORTY = 40


def read(**raw: object) -> Answers:
    return read_answers(raw, KNOWLEDGE, "file")


@pytest.mark.parametrize("former", KNOWLEDGE.former, ids=lambda each: f"{each.question}-{each.is_}")
def test_an_old_answer_gives_what_it_implies(former: Former) -> None:
    found = read(**{former.question: former.is_})
    for name, choices in former.means.items():
        assert set(choices) <= set(found[name].choices)


@pytest.mark.parametrize("question", RETIRED)
def test_what_an_old_no_does_not_imply_stays_unanswered(question: str) -> None:
    assert read(**{question: "no"}).keys() <= {"pain_began_age"}


def test_the_more_worrying_of_two_answers_to_a_sign_stays() -> None:
    assert read(rf_dark_urine="no", rf_loin_pain_after_effort="yes")["rf_dark_urine"].value == "yes"
    assert read(rf_dark_urine="yes", rf_loin_pain_after_effort="no")["rf_dark_urine"].value == "yes"
    unsure = read(rf_nothing_changes_it=False, rf_constant_deep_pain="unsure")
    assert unsure["rf_nothing_changes_it"].value == "unsure"


def test_ticks_are_joined_and_none_gives_way() -> None:
    found = read(bone_risk="none", rf_steroid_tablets="yes")
    assert found["bone_risk"].choices == ("steroid_tablets",)
    both = read(bone_risk="both", rf_steroid_tablets=True)
    assert set(both["bone_risk"].choices) == {
        "prior_stress_fracture",
        "low_energy_or_bone_loss",
        "steroid_tablets",
    }
    years = read(past_episodes="earlier_similar", pattern_over_years="on_and_off_for_years")
    assert years["past_episodes"].choices == ("earlier_similar", "on_and_off_for_years")


def test_an_answer_of_today_stays_beside_an_old_one() -> None:
    assert read(pain_began_age=FORTY, ibp_before_35="yes")["pain_began_age"].value == FORTY


def test_an_unknown_question_beside_an_old_one_is_still_named() -> None:
    raw: dict[str, object] = {"rf_sudden_thin_bones": "yes", "no_such_question": "yes"}
    assert "no_such_question" in in_todays_words(raw, KNOWLEDGE)


@given(OLD)
def test_no_old_answer_ever_says_no(raw: dict[str, object]) -> None:
    found = read(**raw)
    assert not [name for name, answer in found.items() if "no" in answer.choices]
    for name, answer in found.items():
        assert set(answer.choices) <= set(KNOWLEDGE.questions[name].choice_ids)
