"""Which steps there are, tested as data."""

from lowback.engine.answers import Answers, read_answers
from lowback.interview.steps import MOST_SIGNS, Step, dependants, is_over, steps, without_orphans
from lowback.knowledge.load import load_knowledge

KNOWLEDGE = load_knowledge()
LATE = {"duration": "wk_over_12", "age": 30}


def read(**raw: object) -> Answers:
    return read_answers(raw, KNOWLEDGE, "typed")


def sections(answers: Answers, seen: frozenset[str] = frozenset()) -> list[str]:
    return [each.section.id for each in steps(KNOWLEDGE, answers, seen)]


def inflammatory(answers: Answers, seen: frozenset[str]) -> list[Step]:
    return [each for each in steps(KNOWLEDGE, answers, seen) if each.section.id == "inflammatory"]


def test_the_two_emergency_screens_come_first_and_every_sign_before_any_ordinary_question() -> None:
    every = list(steps(KNOWLEDGE, {}))
    assert [each.section.id for each in every[:2]] == ["nerves", "emergency"]
    groups = [each.is_group for each in every]
    assert groups == sorted(groups, reverse=True)
    assert sum(groups) == 6


def test_no_question_is_asked_twice_and_none_that_is_derived_or_a_self_test() -> None:
    asked = [question for step in steps(KNOWLEDGE, {}) for question in step.questions]
    assert len(asked) == len({each.id for each in asked})
    assert not any(each.derive or each.self_test for each in asked)


def test_a_screen_never_has_more_signs_than_number_keys() -> None:
    known = read(**LATE)
    every = list(steps(KNOWLEDGE, known, frozenset(known)))
    assert max(len(each.questions) for each in every) <= MOST_SIGNS


def test_the_inflammatory_screen_appears_when_its_questions_apply() -> None:
    assert "inflammatory" in sections(read(**LATE))
    assert "inflammatory" not in sections(read(duration="wk_under_6", age=30))
    assert "inflammatory" not in sections({})


def test_a_sign_that_may_apply_is_asked_once_what_it_depends_on_had_its_turn() -> None:
    deciding = frozenset({"duration", "age", "pain_began_before_45"})
    assert inflammatory({}, frozenset({"duration"})) == []
    assert len(inflammatory({}, deciding)) > 0


def test_the_age_at_the_start_decides_about_the_rest_for_an_older_runner() -> None:
    known = read(duration="wk_over_12", age=50)
    (first,) = inflammatory(known, frozenset(known))
    assert [each.id for each in first.questions] == ["pain_began_before_45"]
    later = read(duration="wk_over_12", age=50, pain_began_before_45="no")
    assert [each.ids for each in inflammatory(later, frozenset(later))] == [first.ids]
    unsure = read(duration="wk_over_12", age=50, pain_began_before_45="unsure")
    assert sum(len(each.questions) for each in inflammatory(unsure, frozenset(unsure))) == 10


def test_leg_questions_depend_on_the_leg_and_are_dropped_with_it() -> None:
    assert {"leg_vs_back", "leg_pain_feel"} <= dependants("leg_pain_reach", KNOWLEDGE)
    known = read(leg_pain_reach="none", leg_vs_back="leg_worse")
    assert set(without_orphans(known, KNOWLEDGE)) == {"leg_pain_reach"}


def test_what_hung_on_a_dropped_answer_is_dropped_too() -> None:
    known = read(duration="wk_under_6", age=50, pain_began_before_45="yes", ibp_family="yes")
    assert set(without_orphans(known, KNOWLEDGE)) == {"duration", "age"}


def test_an_emergency_ends_the_interview() -> None:
    assert is_over(read(rf_leaking="yes"), KNOWLEDGE)
    assert not is_over(read(rf_leaking="unsure"), KNOWLEDGE)
