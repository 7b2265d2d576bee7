"""Taking answers, going back and changing them, tested as data."""

from lowback.engine.answers import read_answers
from lowback.interview.state import State, before, begin, place_of, take
from lowback.interview.steps import Step
from lowback.knowledge.load import load_knowledge

KNOWLEDGE = load_knowledge()
SECTIONS = {each.id: each for each in KNOWLEDGE.sections}


def step(*names: str) -> Step:
    questions = tuple(KNOWLEDGE.questions[each] for each in names)
    return Step(SECTIONS[questions[0].section], questions)


def said(state: State, name: str, value: object) -> State:
    given = read_answers({name: value}, KNOWLEDGE, "typed").get(name)
    return take(state, step(name), {name: given}, KNOWLEDGE)


def after(**raw: object) -> State:
    state = begin({})
    for name, value in raw.items():
        state = said(state, name, value)
    return state


def test_back_walks_the_steps_in_the_order_in_which_they_were_asked() -> None:
    state = after(age=30, sex="male", onset="sudden_moment")
    last = before(state, step("duration"))
    assert last == step("onset")
    assert before(state, last) == step("sex")
    assert before(state, step("age")) is None
    assert before(begin({}), None) is None


def test_an_answer_given_again_keeps_its_place() -> None:
    state = said(after(age=30, sex="male"), "age", 31)
    assert [each.questions[0].id for each in state.trail] == ["age", "sex"]
    assert place_of(state, step("sex")) == 1


def test_left_out_is_seen_but_is_no_answer() -> None:
    state = after(age=None)
    assert "age" in state.seen
    assert "age" not in state.answers


def test_a_change_asks_again_only_what_depended_on_it() -> None:
    state = after(
        sex="male", leg_pain_reach="below_knee", leg_vs_back="leg_worse", onset="no_clear_start"
    )
    changed = said(state, "leg_pain_reach", "none")
    assert set(changed.answers) == {"sex", "leg_pain_reach", "onset"}
    assert "leg_vs_back" not in changed.seen
    assert "sex" in changed.seen
    back = said(changed, "leg_pain_reach", "into_foot")
    assert "leg_vs_back" not in back.seen


def test_a_change_that_alters_no_turn_asks_nothing_again() -> None:
    state = after(leg_pain_reach="below_knee", leg_vs_back="leg_worse")
    assert "leg_vs_back" in said(state, "leg_pain_reach", "into_foot").seen


def test_what_follows_from_other_answers_follows_the_change() -> None:
    state = after(height_cm=180, weight_kg=81)
    assert state.answers["bmi"].value == 25.0
    assert said(state, "weight_kg", 97.2).answers["bmi"].value == 30.0
    assert "bmi" not in said(state, "weight_kg", None).answers
