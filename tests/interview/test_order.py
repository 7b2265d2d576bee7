"""What each mode asks next, tested as data on whole interviews."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings

from lowback.engine.answers import Answer, Answers, read_answers
from lowback.engine.triage import unchecked
from lowback.interview.information_gain import expected_gain, next_by_gain
from lowback.interview.next_question import Mode, next_step, place
from lowback.interview.state import State, begin, take
from lowback.interview.steps import Step, is_over
from lowback.knowledge.load import load_knowledge
from lowback.knowledge.strict_yaml import read_file
from lowback.lint.usage import questions_of_rules
from tests.strategies import Raw, answers

KNOWLEDGE = load_knowledge()
EXAMPLE = read_file(Path(__file__).parents[2] / "examples" / "runner.yaml").value
CALM = {each.id: "no" for each in KNOWLEDGE.red_flag_questions() if each.ask_when is None}


def interview(raw: Raw, mode: Mode) -> Iterator[tuple[State, Step]]:
    """Yield each step with the state before it, answering from `raw`."""
    known: Answers = read_answers(raw, KNOWLEDGE, "typed")
    state = begin({})
    while not is_over(state.answers, KNOWLEDGE):
        step = next_step(state, KNOWLEDGE, mode)
        if step is None:
            return
        yield state, step
        state = take(state, step, {name: _said(known, name, step) for name in step.ids}, KNOWLEDGE)


def _said(known: Answers, name: str, step: Step) -> Answer | None:
    return known.get(name) or (Answer(name, "no", ("no",)) if step.is_group else None)


def ordinary(raw: Raw, mode: Mode) -> list[str]:
    return [step.questions[0].id for _, step in interview(raw, mode) if not step.is_group]


def signs(raw: Raw, mode: Mode) -> list[str]:
    asked = [step.questions for _, step in interview(raw, mode) if step.is_group]
    return [question.id for group in asked for question in group]


@pytest.mark.parametrize("mode", ["default", "default", "full", "screen"])
def test_every_mode_asks_every_warning_sign_first(mode: Mode) -> None:
    every = [step for _, step in interview(EXAMPLE, mode)]
    assert all(each.is_group for each in every[:6])
    assert set(CALM) <= set(signs(EXAMPLE, mode))


@pytest.mark.parametrize("mode", ["default", "default", "full", "screen"])
def test_no_mode_leaves_a_warning_sign_unchecked(mode: Mode) -> None:
    raw = {**EXAMPLE, "duration": "wk_over_12", "age": 50, "pain_began_before_45": "yes"}
    state, step = list(interview(raw, mode))[-1]
    known = read_answers(raw, KNOWLEDGE, "typed")
    end = take(state, step, {name: _said(known, name, step) for name in step.ids}, KNOWLEDGE)
    assert unchecked(end.answers, KNOWLEDGE) == ()
    assert "ibp_family" in signs(raw, mode)


def test_screen_asks_only_what_decides_about_more_warning_signs() -> None:
    assert ordinary(EXAMPLE, "screen") == ["age", "duration"]


def test_quick_is_short_and_never_leaves_out_age_length_and_pain_now() -> None:
    asked = ordinary(EXAMPLE, "default")
    assert asked[:3] == ["age", "duration", "pain_now"]
    assert len(asked) < len(ordinary(EXAMPLE, "default")) / 2


def test_quick_asks_what_could_still_raise_a_condition_nobody_should_miss() -> None:
    raw = {**EXAMPLE, "leg_sensation": "tingling_or_numb", "pain_course": "steadily_worse"}
    assert "pain_course" in ordinary(raw, "default") or "leg_sensation" not in ordinary(raw, "default")


def test_the_same_answers_give_the_same_questions() -> None:
    assert ordinary(EXAMPLE, "default") == ordinary(EXAMPLE, "default")


def test_standard_asks_about_the_leg_only_when_pain_goes_there() -> None:
    assert "leg_vs_back" not in ordinary(EXAMPLE, "default")
    assert "leg_vs_back" in ordinary({**EXAMPLE, "leg_pain_reach": "below_knee"}, "default")


def test_full_also_asks_what_nobody_can_tell_to_apply() -> None:
    raw = {name: value for name, value in EXAMPLE.items() if name != "leg_pain_reach"}
    assert "leg_vs_back" not in ordinary(raw, "default")
    assert "leg_vs_back" in ordinary(raw, "full")


def test_under_16_only_questions_about_warning_signs_are_left() -> None:
    asked = ordinary({**EXAMPLE, "age": 14}, "default")
    assert asked[0] == "age"
    assert set(asked) <= questions_of_rules(KNOWLEDGE)
    assert len(asked) < len(ordinary(EXAMPLE, "default"))


def test_an_emergency_ends_every_mode_at_once() -> None:
    steps = list(interview({"rf_leaking": "yes"}, "full"))
    assert len(steps) == 1


def test_progress_is_told_in_words() -> None:
    told = [
        place(step, state, KNOWLEDGE, "default") for state, step in interview(EXAMPLE, "default")
    ]
    assert told[0] == "Warning signs 1 of 6 · Nerves and bladder"
    assert told[5] == "Warning signs 6 of 6 · Pregnancy and pelvis"
    assert told[6].startswith("Question 1 of about 4")
    number, count = told[-1].split(" ")[1], told[-1].split(" ")[4]
    assert number == count


@settings(max_examples=25, deadline=None)
@given(answers(KNOWLEDGE))
def test_a_question_never_tells_less_than_nothing(raw: Raw) -> None:
    known = read_answers(raw, KNOWLEDGE, "typed")
    for question in KNOWLEDGE.questions.values():
        assert expected_gain(question, known, KNOWLEDGE) >= 0


@settings(max_examples=10, deadline=None)
@given(answers(KNOWLEDGE))
def test_every_interview_ends(raw: Raw) -> None:
    for mode in ("default", "full"):
        assert len(list(interview({**raw, **CALM}, mode))) < 80


def test_the_most_telling_questions_are_about_place_and_leg() -> None:
    gains = {each.id: expected_gain(each, {}, KNOWLEDGE) for each in KNOWLEDGE.questions.values()}
    assert sorted(gains, key=lambda each: -gains[each])[0] in {"pain_location", "leg_pain_reach"}
    assert gains["rf_fever"] == 0


def test_something_tells_at_the_start_and_nothing_once_nothing_is_left() -> None:
    waiting = [step for _, step in interview(EXAMPLE, "default") if not step.is_group]
    assert next_by_gain(waiting, {}, KNOWLEDGE) is not None
    assert next_by_gain([], {}, KNOWLEDGE) is None
