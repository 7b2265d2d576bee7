"""Which question next, tested as data."""

from hypothesis import given

from lowback.answers import read_answers
from lowback.interview.flow import dependants, is_over, place, steps, without_orphans
from lowback.interview.gain import expected_gain
from lowback.interview.self_tests import unlocked, useful_tests
from lowback.knowledge.load import load_knowledge
from tests.strategies import Raw, answers

KNOWLEDGE = load_knowledge()


def read(**raw: object) -> dict[str, object]:
    return dict(read_answers(raw, KNOWLEDGE, "typed"))


def test_the_two_emergency_screens_come_first_and_every_sign_before_any_ordinary_question() -> None:
    every = list(steps(KNOWLEDGE, {}))
    assert [each.section.id for each in every[:2]] == ["nerves", "emergency"]
    groups = [each.is_group for each in every]
    assert groups == sorted(groups, reverse=True)


def test_no_question_is_asked_twice_and_none_that_is_derived() -> None:
    asked = [question.id for step in steps(KNOWLEDGE, {}) for question in step.questions]
    assert len(asked) == len(set(asked))
    assert "bmi" not in asked


def test_the_inflammatory_screen_appears_when_its_questions_apply() -> None:
    late = read_answers({"duration": "wk_over_12", "age": 30}, KNOWLEDGE, "typed")
    assert "inflammatory" in [each.section.id for each in steps(KNOWLEDGE, late)]
    assert "inflammatory" not in [each.section.id for each in steps(KNOWLEDGE, {})]


def test_leg_questions_depend_on_the_leg_and_are_dropped_with_it() -> None:
    assert {"leg_vs_back", "leg_pain_feel"} <= dependants("leg_pain_reach", KNOWLEDGE)
    known = read_answers({"leg_pain_reach": "none", "leg_vs_back": "leg_worse"}, KNOWLEDGE, "typed")
    assert set(without_orphans(known, KNOWLEDGE)) == {"leg_pain_reach"}


def test_an_emergency_ends_the_interview() -> None:
    assert is_over(read_answers({"rf_leaking": "yes"}, KNOWLEDGE, "typed"), KNOWLEDGE)
    assert not is_over(read_answers({"rf_leaking": "unsure"}, KNOWLEDGE, "typed"), KNOWLEDGE)


def test_progress_is_told_in_words() -> None:
    every = list(steps(KNOWLEDGE, {}))
    assert place(every[0], every) == "Warning signs 1 of 6 · Nerves and bladder"
    assert place(every[6], every).startswith("Question 1 of about ")


@given(answers(KNOWLEDGE))
def test_a_question_never_tells_less_than_nothing(raw: Raw) -> None:
    known = read_answers(raw, KNOWLEDGE, "typed")
    for question in KNOWLEDGE.questions.values():
        assert expected_gain(question, known, KNOWLEDGE) >= 0


def test_the_most_telling_questions_are_about_place_and_leg() -> None:
    gains = {each.id: expected_gain(each, {}, KNOWLEDGE) for each in KNOWLEDGE.questions.values()}
    assert sorted(gains, key=lambda each: -gains[each])[0] in {"pain_location", "leg_pain_reach"}
    assert gains["rf_fever"] == 0


def test_self_tests_are_locked_while_anything_is_urgent_or_the_pain_is_high_or_unknown() -> None:
    calm = {"pain_now": 3, "age": 30, "duration": "wk_6_12", "bone_risk": "none", "rf_limp": "no"}
    urgent = read_answers({**calm, "rf_fever": "yes"}, KNOWLEDGE, "typed")
    assert unlocked(urgent, KNOWLEDGE) == ()
    for pain in ({"pain_now": 7}, {}):
        known = {**{name: value for name, value in calm.items() if name != "pain_now"}, **pain}
        loading = [
            each.id
            for each in unlocked(read_answers(known, KNOWLEDGE, "typed"), KNOWLEDGE)
            if each.self_test and each.self_test.loading
        ]
        assert loading == []


def test_the_hop_test_is_locked_when_anything_about_it_is_unknown() -> None:
    known = read_answers({"pain_now": 2, "age": 30}, KNOWLEDGE, "typed")
    assert "t_hop" not in [each.id for each in unlocked(known, KNOWLEDGE)]


def test_only_tests_for_open_sources_are_offered() -> None:
    raw = {"pain_now": 2, "age": 30, "leg_pain_reach": "none", "hamstring_feel": "fine"}
    raw |= {
        "sitting": "neutral",
        "pain_location": "band_both_sides",
        "movement_pattern": "lean_back",
    }
    known = read_answers(raw, KNOWLEDGE, "typed")
    assert "t_knee_straighten" not in [each.id for each in useful_tests(known, KNOWLEDGE)]
