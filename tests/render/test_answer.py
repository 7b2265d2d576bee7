"""The answer fits its screen whatever was said, and says what must be said."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from msgspec.structs import replace
from syrupy.assertion import SnapshotAssertion

from lowback.commands.shared.answer_menu import keys_for
from lowback.engine.answers import read_answers
from lowback.engine.assess import Context, assess
from lowback.engine.assessment import Assessment
from lowback.knowledge.load import load_knowledge
from lowback.knowledge.schema import Urgency
from lowback.render import Format, Look, render
from lowback.render.answer.menu import menu
from lowback.render.answer.pages import why_page
from tests.conftest import TODAY, Run
from tests.hand_made import emergency, knowledge, ordinary, under_16, urgent
from tests.strategies import Raw, answers

Make = Callable[[], Assessment]
ALL: tuple[Make, ...] = (ordinary, urgent, emergency, under_16)
SHIPPED = load_knowledge()
SIGNS = [each.id for each in SHIPPED.red_flag_questions()]
RULES = "━─█░•"


def shown(made: Assessment, width: int, *, accessible: bool = False, shipped: bool = True) -> str:
    look = Look(width=width, answer=True, accessible=accessible)
    keys = menu(keys_for(made, SHIPPED if shipped else knowledge(), saved=False), look)
    look = replace(look, below=keys.count("\n"))
    return render(made, SHIPPED if shipped else knowledge(), Format.TERMINAL, look) + keys


def words(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("width", [80, 40])
@pytest.mark.parametrize("make", ALL)
def test_answer(make: Make, width: int, snapshot: SnapshotAssertion) -> None:
    assert shown(make(), width, shipped=False) == snapshot


@pytest.mark.parametrize("make", ALL)
def test_plain_lines_have_no_bar_rule_or_column(make: Make, snapshot: SnapshotAssertion) -> None:
    text = shown(make(), 80, accessible=True, shipped=False)
    assert not set(RULES) & set(text)
    assert "  " not in text
    assert text == snapshot


@pytest.mark.parametrize(
    ("more", "named"),
    [
        (
            {},
            "across both sides of the low back. It hurts on one side of the low back, above the "
            "belt line, and 2 more",
        ),
        ({"pain_worst": "midline_spine"}, "low back pain: it hurts on the bony middle line of the"),
    ],
)
def test_a_call_names_the_worst_place_or_two_and_fits(more: Raw, named: str, run: Run) -> None:
    places = [
        "band_both_sides",
        "one_side_low_back",
        "midline_spine",
        "dimple_or_below_one_side",
    ]
    signs = {"swollen_leg_kind": "one_leg_no_injury", "rf_weight_loss": "yes"}
    made = run(**{**signs, "rf_injected_drugs": "yes", "pain_location": places, **more})
    assert named in words(shown(made, 80))
    assert "dimple" not in shown(made, 80)
    assert shown(made, 80).count("\n") <= 22
    assert shown(made, 40).count("\n") <= 38


@pytest.mark.parametrize(
    ("question", "ticked"),
    [
        (
            "ibp_conditions",
            ["arthritis", "sausage_digit", "red_eye_before", "psoriasis", "red_eye_now"],
        ),
        ("ibp_conditions", ["red_eye_before", "red_eye_now", "bowel_disease", "tendon_insertion"]),
        ("bone_risk", ["periods_stopped", "low_weight", "low_energy_break", "eating_too_little"]),
    ],
)
def test_of_many_ticks_two_are_said_and_the_answer_fits(question: str, ticked: list[str]) -> None:
    raw = {question: ticked, "pain_location": ["midline_spine", "mostly_leg", "sit_bone"]}
    made = assess(read_answers(raw, SHIPPED, "file"), SHIPPED, Context(TODAY, "XX"))
    assert f", and {len(ticked) - 2} more" in words(shown(made, 80))
    assert shown(made, 80).count("\n") <= 22
    assert shown(made, 40).count("\n") <= 38


EYES = ["arthritis", "sausage_digit", "red_eye_before", "red_eye_now"]


def test_the_tick_that_raised_a_rule_is_among_the_two_and_why_has_all(run: Run) -> None:
    made = run(ibp_conditions=EYES)
    assert made.triage.red_flags[0].id == "red_eye_now"
    assert "red, painful eye now that hates light" in words(shown(made, 80))
    told = words(why_page(made, SHIPPED, Look(width=80)))
    choices = SHIPPED.questions["ibp_conditions"].choices
    ticked = [each.said.rstrip(".").casefold() for each in choices if each.id in EYES]
    assert [each for each in ticked if each not in told.casefold()] == []


def test_the_sentence_of_an_emergency_leaves_no_tick_out(run: Run) -> None:
    kinds = [each for each in SHIPPED.questions["dark_urine_kind"].choices if not each.exclusive]
    told = {"rf_dark_urine": "yes", "dark_urine_kind": [each.id for each in kinds]}
    made = run(rf_saddle_numbness="yes", **told)
    assert made.triage.urgency is Urgency.EMERGENCY
    card = words(shown(made, 80)).casefold()
    assert [each.id for each in kinds if each.said.rstrip(".").casefold() not in card] == []


def test_of_many_answers_that_raised_a_rule_three_are_said() -> None:
    raw = {
        "run_pattern": "builds_and_stops",
        "t_one_leg_stand": "usual_pain",
        "t_thumb_press": "bone_midline",
        "past_episodes": ["earlier_similar", "earlier_stress_fracture"],
    }
    made = assess(read_answers(raw, SHIPPED, "file"), SHIPPED, Context(TODAY, "XX"))
    assert len(made.triage.red_flags[0].raised_by) > 3
    assert shown(made, 80).count("\n") <= 22
    assert shown(made, 40).count("\n") <= 38


@given(raw=answers(SHIPPED))
@settings(max_examples=25)
def test_whatever_was_said_the_answer_fits_its_screen(raw: Raw) -> None:
    made = assess(read_answers(raw, SHIPPED, "file"), SHIPPED, Context(TODAY, "XX"))
    card = made.triage.urgency is Urgency.EMERGENCY
    signs = sum(each.value in {"yes", "unsure"} for each in made.answers)
    assert shown(made, 80).count("\n") <= (18 + max(signs - 8, 0) if card else 22)
    assert card or shown(made, 40).count("\n") <= 38


def test_a_card_on_a_phone_fits_with_two_signs(run: Run) -> None:
    for first, second in pairwise(SIGNS):
        made = run(**{first: "yes", second: "yes"})
        if made.triage.urgency is Urgency.EMERGENCY:
            assert shown(made, 40).count("\n") <= 20
            assert shown(made, 80).count("\n") <= 18


@given(raw=answers(SHIPPED, frozenset(SIGNS)))
@settings(max_examples=25)
def test_the_sentence_for_the_phone_covers_every_sign(raw: Raw) -> None:
    raw = {**raw, "rf_saddle_numbness": "yes", "rf_leaking": "yes"}
    made = assess(read_answers(raw, SHIPPED, "file"), SHIPPED, Context(TODAY, "GB"))
    card = words(shown(made, 80)).casefold()
    first = made.triage.red_flags[0]
    assert words(first.say).casefold() in card
    ticked = [each for each in SIGNS if raw.get(each) == "yes" and each not in first.raised_by]
    missing = [each for each in ticked if SHIPPED.questions[each].label.casefold() not in card]
    assert missing == []


@pytest.mark.parametrize(
    ("country", "number"),
    [("GB", "999"), ("DE", "112"), ("XX", "000"), ("BR", "112"), ("NZ", "111")],
)
def test_a_card_and_an_answer_name_the_number(country: str, number: str, run: Run) -> None:
    for said in ({"rf_leaking": "yes"}, {"rf_leaking": "no"}):
        made = assess(run.answers(**said), SHIPPED, Context(TODAY, country))
        assert number in words(shown(made, 80))


def test_the_verdict_stands_first_with_its_day(run: Run) -> None:
    title = shown(run.checked(rf_fever="yes"), 80).split("\n", 1)[0]
    assert title.startswith("[URGENT] Be seen today")
    assert title.endswith("Mon 23 November")


def test_a_reason_is_made_of_this_persons_answers(run: Run) -> None:
    made = run.checked(age=34, rf_limp="yes")
    text = words(shown(made, 80))
    assert "Check first A bone stress injury" in text
    assert "You told us: limping" in text


def test_bare_starting_figures_are_not_a_finding(run: Run) -> None:
    text = words(shown(run.checked(age=34, pain_now=2), 80))
    assert "so we cannot say what it is." in text
    assert "stands out" not in text


def test_open_signs_are_named_and_not_called_no(run: Run) -> None:
    text = words(shown(run(age=34), 80))
    assert "which is not the same as no." in text
    assert "[NOT CHECKED]" in text


def test_a_plan_is_offered_only_where_running_is(run: Run) -> None:
    ready = "A plan of eight weeks back to running is ready."
    assert ready in shown(run.checked(age=34, pain_now=2), 80)
    assert ready not in shown(run.checked(age=34, pain_now=2, rf_fever="yes"), 80)


def test_who_need_not_be_seen_is_not_told_to_wait_for_that(run: Run) -> None:
    calm = dict.fromkeys(SIGNS, "no")
    alone = shown(run(**calm, age=34, pain_now=7), 80)
    assert "Do this check again after the days without running." in words(alone)
    seen = shown(run(**{**calm, "rf_fever": "yes"}, age=34, pain_now=7), 80)
    assert "Do this check again once you have been seen." in words(seen)


def test_a_coach_is_named_as_the_one_who_answered() -> None:
    text = shown(replace(ordinary(), voice="coach"), 80, shipped=False)
    assert "Answered by a coach about the runner." in text
    assert "You told us" not in text
