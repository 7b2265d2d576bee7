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


def test_what_decides_comes_first_then_the_emergency_screens_then_the_other_signs() -> None:
    every = [each.section.id for each in steps(KNOWLEDGE, {})]
    signs = ["nerves", "emergency", "illness", "history", "inside", "bones"]
    first = every.index("nerves")
    assert set(every[:first]) == {"first"}
    assert every[first : first + 6] == signs
    assert not set(signs) & set(every[first + 6 :])


def test_a_sign_that_cannot_apply_is_not_shown() -> None:
    def shown(**raw: object) -> set[str]:
        return {each.id for step in steps(KNOWLEDGE, read(**raw)) for each in step.questions}

    assert "rf_testicle" not in shown(sex="female", age=30)
    assert "rf_pregnant" not in shown(sex="male", age=30)
    assert {"rf_testicle", "rf_pregnant"} <= shown(sex="prefer_not", age=30)


def test_a_follow_up_comes_right_after_the_screen_of_its_sign() -> None:
    known = read(rf_limp="unsure", rf_bladder_change="yes")
    every = [each.questions[0].id for each in steps(KNOWLEDGE, known)]
    assert every[every.index("rf_saddle_numbness") + 1] == "bladder_change_since"
    assert "limp_where" in every
    assert "saddle_numbness_since" not in every


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
    deciding = frozenset({"duration", "age", "morning_stiffness", "pain_began_age"})
    assert inflammatory({}, frozenset({"duration"})) == []
    assert len(inflammatory({}, deciding)) > 0


def test_the_age_at_the_start_decides_about_the_rest_for_an_older_runner() -> None:
    known = read(duration="wk_over_12", age=50)
    (first,) = inflammatory(known, frozenset(known))
    assert [each.id for each in first.questions] == ["pain_began_age"]
    later = read(duration="wk_over_12", age=50, pain_began_age=48)
    assert [each.ids for each in inflammatory(later, frozenset(later))] == [first.ids]
    early = read(duration="wk_over_12", age=50, pain_began_age=30)
    asked = {each.id for step in inflammatory(early, frozenset(early)) for each in step.questions}
    assert {"ibp_family", "ibp_conditions"} < asked


def test_leg_questions_depend_on_the_leg_and_are_dropped_with_it() -> None:
    assert {"leg_vs_back", "leg_pain_feel"} <= dependants("leg_pain_reach", KNOWLEDGE)
    known = read(leg_pain_reach="none", leg_vs_back="leg_worse")
    assert set(without_orphans(known, KNOWLEDGE)) == {"leg_pain_reach"}


def test_what_hung_on_a_dropped_answer_is_dropped_too() -> None:
    known = read(
        duration="wk_under_6",
        morning_stiffness="none",
        age=50,
        pain_began_age=30,
        ibp_family="yes",
    )
    assert set(without_orphans(known, KNOWLEDGE)) == {"duration", "morning_stiffness", "age"}


def test_an_emergency_ends_the_interview() -> None:
    assert is_over(read(rf_leaking="yes"), KNOWLEDGE)
    assert not is_over(read(rf_leaking="unsure"), KNOWLEDGE)
