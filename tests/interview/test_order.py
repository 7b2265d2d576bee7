"""What each mode asks next, tested as data on whole interviews."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings

from lowback.engine.answers import Answer, Answers, read_answers
from lowback.engine.triage import check_red_flags, unchecked
from lowback.interview.country import COUNTRY, parted, with_country
from lowback.interview.information_gain import expected_gain
from lowback.interview.next_question import (
    MOST_TELLING,
    Mode,
    is_emergency,
    may_end,
    next_step,
    place,
    still_telling,
)
from lowback.interview.open_rules import deciding, nothing_found
from lowback.interview.state import State, begin, take
from lowback.interview.steps import Step
from lowback.knowledge.load import load_knowledge
from lowback.knowledge.strict_yaml import read_file
from tests.strategies import Raw, answers

PLAIN = load_knowledge()
KNOWLEDGE = with_country(PLAIN)
ROOT = Path(__file__).parents[2]
EXAMPLE = {**read_file(ROOT / "examples" / "runner.yaml").value, COUNTRY: "GB"}
CASES = [
    {COUNTRY: "GB", **each["answers"]}
    for name in ("published", "standardised")
    for each in read_file(ROOT / "tests" / "cases" / f"{name}.yaml").value["cases"]
]
FIRST = ["age", "sex", COUNTRY, "pain_location", "pain_side"]
CALM = {each.id: "no" for each in KNOWLEDGE.red_flag_questions() if each.ask_when is None}
MODES: tuple[Mode, ...] = ("default", "enough", "full", "screen")


def interview(raw: Raw, mode: Mode) -> Iterator[tuple[State, Step]]:
    """Yield each step with the state before it, answering from `raw`."""
    known: Answers = read_answers(raw, KNOWLEDGE, "typed")
    state = begin({})
    while not is_emergency(state, KNOWLEDGE):
        step = next_step(state, KNOWLEDGE, mode)
        if step is None:
            return
        yield state, step
        state = after(state, step, known)


def after(state: State, step: Step, known: Answers) -> State:
    return take(state, step, {name: _said(known, name, step) for name in step.ids}, KNOWLEDGE)


def ended(raw: Raw, mode: Mode) -> Answers:
    """The answers at the end of an interview."""
    state, step = list(interview(raw, mode))[-1]
    return parted(after(state, step, read_answers(raw, KNOWLEDGE, "typed")).answers)[0]


def _said(known: Answers, name: str, step: Step) -> Answer | None:
    return known.get(name) or (Answer(name, "no", ("no",)) if step.is_group else None)


def asked(raw: Raw, mode: Mode) -> list[str]:
    return [each.id for _, step in interview(raw, mode) for each in step.questions]


def ordinary(raw: Raw, mode: Mode) -> list[str]:
    return [
        step.questions[0].id
        for _, step in interview(raw, mode)
        if not step.section.red_flags and step.section.id != "first"
    ]


@pytest.mark.parametrize("mode", MODES)
def test_every_mode_opens_with_what_decides_which_signs_apply(mode: Mode) -> None:
    every = [step for _, step in interview(EXAMPLE, mode)]
    assert [step.questions[0].id for step in every[:5]] == FIRST
    assert [step.section.id for step in every[5:7]] == ["nerves", "emergency"]
    assert set(CALM) <= set(asked(EXAMPLE, mode))


@pytest.mark.parametrize("mode", MODES)
def test_no_mode_leaves_a_warning_sign_unchecked(mode: Mode) -> None:
    raw = {**EXAMPLE, "duration": "wk_over_12", "age": 50, "pain_began_age": 30}
    known = {name: "no" for name in asked(raw, mode) if name.startswith("rf_")}
    assert unchecked(ended({**known, **raw}, mode), PLAIN) == ()
    assert "ibp_family" in asked(raw, mode)


@pytest.mark.parametrize("raw", CASES[::3], ids=str)
def test_the_short_interview_never_ends_milder_or_stricter_than_the_full_one(raw: Raw) -> None:
    short, full = (check_red_flags(ended(raw, mode), PLAIN) for mode in ("enough", "full"))
    assert short.urgency is full.urgency
    assert short.running.light == full.running.light


def test_screen_asks_only_what_decides_about_more_warning_signs() -> None:
    assert set(ordinary(EXAMPLE, "screen")) == {"duration", "morning_stiffness"}


def test_the_short_interview_asks_what_decides_and_then_what_tells_most_and_no_more() -> None:
    most = [ordinary(raw, "default") for raw in CASES[::6]]
    needed = [ordinary(raw, "enough") for raw in CASES[::6]]
    for all_, least in zip(most, needed, strict=True):
        assert all_[: len(least)] == least
        assert len(all_) <= max(MOST_TELLING, len(least))
        assert len(all_) < len(ordinary(CASES[0], "full"))


def test_a_sign_in_two_steps_is_asked_about_right_after_its_screen() -> None:
    raw = {**EXAMPLE, "rf_limp": "yes", "limp_where": "stiff_back"}
    every = asked(raw, "default")
    assert every.index("limp_where") > every.index("rf_limp")
    assert every[every.index("limp_where") - 1] in CALM


def test_the_answer_may_be_had_only_when_nothing_open_could_make_it_worse() -> None:
    for raw in (EXAMPLE, CASES[7]):
        for state, _ in interview(raw, "default"):
            waiting = set(deciding(state.answers, KNOWLEDGE)) - state.seen
            if may_end(state, KNOWLEDGE):
                assert not waiting & set(ordinary(raw, "enough"))


def test_what_could_still_change_the_order_is_counted() -> None:
    state, step = list(interview(EXAMPLE, "default"))[-1]
    end = after(state, step, read_answers(EXAMPLE, KNOWLEDGE, "typed"))
    rest = set(ordinary(EXAMPLE, "full")) - set(ordinary(EXAMPLE, "default"))
    assert 0 < still_telling(end, KNOWLEDGE) <= len(rest)
    state, step = list(interview(EXAMPLE, "full"))[-1]
    assert still_telling(after(state, step, {}), KNOWLEDGE) == 0


def test_the_same_answers_give_the_same_questions() -> None:
    assert asked(EXAMPLE, "default") == asked(EXAMPLE, "default")


def test_the_leg_is_asked_about_only_when_pain_goes_there_or_nobody_said() -> None:
    assert "leg_vs_back" not in ordinary({**EXAMPLE, "leg_pain_reach": "none"}, "full")
    assert "leg_vs_back" in ordinary({**EXAMPLE, "leg_pain_reach": "below_knee"}, "full")
    unsaid = {name: value for name, value in EXAMPLE.items() if name != "leg_pain_reach"}
    assert "leg_vs_back" in ordinary(unsaid, "full")


def test_under_16_only_questions_about_warning_signs_are_left() -> None:
    every = asked({**EXAMPLE, "age": 14}, "full")
    assert every[0] == "age"
    assert "movement_pattern" not in every


def test_an_emergency_ends_every_mode_once_its_follow_up_was_asked() -> None:
    for since, last in (("recent_or_worse", "leaking_since"), (None, "leaking_since")):
        raw = {**EXAMPLE, "rf_leaking": "yes", "leaking_since": since}
        assert asked(raw, "full")[-1] == last
    explained = {**EXAMPLE, "rf_leaking": "yes", "leaking_since": "old_unchanged"}
    assert "rf_fever" in asked(explained, "full")
    assert asked({**EXAMPLE, "rf_very_unwell": "yes"}, "full")[-1] in CALM


def test_progress_counts_every_screen_and_comes_true() -> None:
    told = [place(step, state, KNOWLEDGE, "full") for state, step in interview(EXAMPLE, "full")]
    assert told[0].endswith("· You and the place")
    assert [each.split(" ")[0] for each in told] == [str(at + 1) for at in range(len(told))]
    number, whole = told[-1].split(" ")[0], told[-1].split(" ")[2]
    assert number == whole


@settings(max_examples=25, deadline=None)
@given(answers(PLAIN))
def test_a_question_never_tells_less_than_nothing(raw: Raw) -> None:
    known = read_answers(raw, PLAIN, "typed")
    for question in PLAIN.questions.values():
        assert expected_gain(question, known, PLAIN) >= 0


@settings(max_examples=10, deadline=None)
@given(answers(PLAIN))
def test_every_interview_ends_as_strictly_in_short_as_in_full(raw: Raw) -> None:
    calm = {**CALM, **raw}
    assert len(list(interview(calm, "full"))) < 80
    mild, strict = (check_red_flags(ended(calm, mode), PLAIN) for mode in ("enough", "full"))
    assert mild.urgency.severity >= strict.urgency.severity
    assert mild.running.strictness >= strict.running.strictness


def test_the_most_telling_questions_are_about_place_and_leg() -> None:
    gains = {each.id: expected_gain(each, {}, PLAIN) for each in PLAIN.questions.values()}
    assert sorted(gains, key=lambda each: -gains[each])[0] in {"pain_location", "leg_pain_reach"}
    assert gains["rf_fever"] == 0


def test_what_only_a_full_interview_asks_keeps_no_question_open_but_every_lock() -> None:
    light = {**EXAMPLE, "bone_risk": ["none"], "past_episodes": ["first_ever"]}
    assert KNOWLEDGE.questions["bmi"].depth == "full"
    assert "long_race" not in asked({**light, "run_pattern": "warms_up"}, "enough")
    assert "bmi" not in nothing_found({}, KNOWLEDGE)


def test_an_exception_is_never_supposed() -> None:
    """Without the index nothing denies a bone injury, so what could raise it is asked."""
    raw: Raw = {
        **CALM,
        "pain_location": ["low_back_unsure"],
        "impact_pain": "sharp_one_spot",
        "bone_risk": ["none"],
        "past_episodes": ["earlier_similar", "on_and_off_for_years"],
        "long_race": "began_in_one",
    }
    short, full = (check_red_flags(ended(raw, mode), PLAIN) for mode in ("default", "full"))
    assert [rule.id for rule in full.raised] == ["bone_without_a_place"]
    assert short.raised == full.raised
