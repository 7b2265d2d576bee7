"""Two answers that can hardly both be true are asked about; an answer changes only by hand."""

import pytest

from lowback.engine.answers import Answers, read_answers
from lowback.interview.contradictions import BOTH, unsettled, which_one
from lowback.interview.session import Interview, Settings
from lowback.interview.state import State, begin
from lowback.knowledge.load import load_knowledge
from lowback.knowledge.schema import Contradiction
from tests.interview.people import AtLines, AtList, Desk

KNOWLEDGE = load_knowledge()
SIGNS = {each.id: "no" for each in KNOWLEDGE.red_flag_questions()}
LIFTS = {**SIGNS, "age": 34, "sex": "male", "pain_location": ["band_both_sides"],
         "pain_side": "both", "duration": "wk_under_6", "morning_stiffness": "none",
         "pain_now": 3}  # fmt: skip


def read(raw: dict[str, object]) -> Answers:
    return read_answers(raw, KNOWLEDGE, "typed")


def talk(people: type[AtList] | type[AtLines]) -> tuple[Desk, list[State]]:
    """Sit down where the next question is about feeling in the leg, and say that it is weak."""
    kept: list[State] = []

    def run(desk: Desk) -> None:
        Interview(KNOWLEDGE, begin(read(LIFTS)), Settings(), people(desk), kept.append).run()

    desk = Desk(run)
    assert desk.shown.screen.label == KNOWLEDGE.questions["leg_sensation"].label
    press(desk, "3")
    assert "You said: Foot drop or a weaker leg: No." in desk.shown.screen.text
    return desk, kept


def press(desk: Desk, key: str) -> None:
    desk.say(key)
    if desk.shown.view:
        desk.say("enter")


@pytest.mark.parametrize("people", [AtList, AtLines])
def test_the_one_that_was_wrong_is_asked_again_and_the_other_stays(
    people: type[AtList] | type[AtLines],
) -> None:
    desk, kept = talk(people)
    press(desk, "1")
    assert desk.shown.screen.text == KNOWLEDGE.questions["rf_foot_drop"].ask
    press(desk, "1")
    answers = kept[-1].answers
    assert answers["rf_foot_drop"].value == "yes"
    assert answers["leg_sensation"].value == "weakness"
    assert desk.shown.screen.label == KNOWLEDGE.questions["foot_drop_kind"].label
    desk.say("leave")


def test_both_may_be_right_and_are_not_asked_about_twice() -> None:
    desk, kept = talk(AtList)
    press(desk, "3")
    assert kept[-1].answers["rf_foot_drop"].value == "no"
    assert "Two answers" not in desk.shown.screen.place
    desk.say("leave")


def test_going_back_asks_the_last_one_again() -> None:
    desk, _ = talk(AtList)
    desk.say("back")
    assert desk.shown.screen.label == KNOWLEDGE.questions["leg_sensation"].label
    assert desk.shown.screen.chosen == ("weakness",)
    desk.say("leave")


@pytest.mark.parametrize("pair", KNOWLEDGE.contradictions.values(), ids=lambda each: each.id)
def test_every_pair_is_found_once_and_shows_both_answers(pair: Contradiction) -> None:
    told: dict[str, dict[str, object]] = {
        "foot_lifts_and_drags": {"rf_foot_drop": "no", "leg_sensation": "weakness"},
        "both_legs_denied": {"rf_both_legs": "no", "leg_pain_reach": "both_legs"},
        "leg_pain_that_goes_nowhere": {"pain_location": ["mostly_leg"], "leg_pain_reach": "none"},
        "stress_fracture_denied": {
            "bone_risk": ["none"], "past_episodes": ["earlier_stress_fracture"],
        },
    }  # fmt: skip
    said = told[pair.id]
    first, whole = read(dict([*said.items()][:1])), read(said)
    (found,) = unsettled(whole, KNOWLEDGE, first)
    assert found is pair
    assert unsettled(whole, KNOWLEDGE, whole) == ()
    screen = which_one(found, whole, KNOWLEDGE)
    assert [each.id for each in screen.options] == [*found.between, BOTH.id]
    assert screen.text.count("You said: ") == 2


def brought_along(**said: object) -> Desk:
    """Sit down with answers that a file, a log or a saved result has given."""
    known = begin(read({**LIFTS, **said}))

    def run(desk: Desk) -> None:
        kept: list[State] = []
        Interview(KNOWLEDGE, known, Settings(), AtList(desk), kept.append).run()

    return Desk(run)


def test_a_pair_that_was_brought_along_is_asked_about_before_the_first_question() -> None:
    desk = brought_along(leg_sensation="weakness", leg_pain_reach="both_legs")
    for label in ("Foot drop or a weaker leg", "Pain or numbness down both legs"):
        assert f"You said: {label}: No." in desk.shown.screen.text, label
        press(desk, "3")
    assert "Two answers" not in desk.shown.screen.place
    desk.say("leave")


@pytest.mark.parametrize("sign", ["rf_saddle_numbness", "rf_collapse_pain"])
def test_in_an_emergency_nothing_that_was_brought_along_is_asked_again(sign: str) -> None:
    desk = brought_along(leg_sensation="weakness", **{sign: "yes"})
    assert "Two answers" not in desk.shown.screen.place
    desk.say("leave")
