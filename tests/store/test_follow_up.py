"""A follow-up takes over only what lasts, and says better, same or worse and why."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from lowback.knowledge.load import load_knowledge
from lowback.knowledge.schema import Knowledge
from lowback.render import Look
from lowback.render.comparison import since_last_time
from lowback.result.compare import compare
from lowback.result.pain import Verdict
from lowback.store.follow_up import taken_over
from tests import strategies
from tests.conftest import Run

KNOWLEDGE = load_knowledge()
BASE = {
    "age": 34, "sex": "male", "height_cm": 180, "weekly_km": 30, "onset": "gradual_weeks",
    "pain_now": 5, "pain_course": "same", "leg_sensation": "none", "rf_fever": "no",
}  # fmt: skip

STEP = KNOWLEDGE.thresholds.score_step.value


def test_no_warning_sign_and_nothing_that_changes_is_taken_over(
    run: Run, knowledge: Knowledge
) -> None:
    still = taken_over(run(**BASE), knowledge)
    assert set(still.answers) == {"sex", "height_cm", "weekly_km", "onset"}


@settings(max_examples=50, deadline=None)
@given(st.data())
def test_never_a_warning_sign(data: st.DataObject) -> None:
    made = Run(KNOWLEDGE)(**data.draw(strategies.answers(KNOWLEDGE)))
    signs = {each.id for each in KNOWLEDGE.red_flag_questions()}
    assert not signs & taken_over(made, KNOWLEDGE).answers.keys()


def test_an_old_answer_that_fits_no_more_is_asked_again(run: Run, knowledge: Knowledge) -> None:
    earlier = run(**BASE)
    question = knowledge.questions["onset"]
    choices = tuple(each for each in question.choices if each.id != "gradual_weeks")
    questions = {**knowledge.questions, "onset": replace(question, choices=choices)}
    changed = replace(knowledge, questions=questions)
    assert taken_over(earlier, changed).asked_again == ("onset",)


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        ({"pain_now": 3}, Verdict.BETTER),
        ({"pain_now": 4}, Verdict.SAME),
        ({"pain_now": 7}, Verdict.WORSE),
        ({"pain_now": 2, "pain_course": "steadily_worse"}, Verdict.WORSE),
        ({"pain_now": 2, "rf_fever": "yes"}, Verdict.WORSE),
    ],
)
def test_verdict(run: Run, changes: dict[str, object], verdict: Verdict) -> None:
    assert compare(run(**BASE), run(**{**BASE, **changes}), run.knowledge).verdict is verdict


def test_a_band_of_pain_is_a_rating(run: Run) -> None:
    strong, mild = run(**{**BASE, "pain_now": "pain_6_10"}), run(**{**BASE, "pain_now": "pain_0_3"})
    found = compare(strong, mild, run.knowledge)
    assert found.verdict is Verdict.BETTER
    assert "not answered" not in since_last_time(found, run.knowledge, Look())


def test_pain_not_rated(run: Run) -> None:
    without = {name: value for name, value in BASE.items() if name != "pain_now"}
    assert compare(run(**BASE), run(**without), run.knowledge).verdict is Verdict.UNKNOWN


def test_names_the_answer_that_moved_a_cause(run: Run, knowledge: Knowledge) -> None:
    worse = {**BASE, "leg_pain_reach": "into_foot", "leg_sensation": "tingling_or_numb"}
    found = compare(run(**BASE), run(**worse), run.knowledge)
    moved = {each.id: each for each in found.causes if each.has_moved(STEP)}
    before, after = moved["sciatica"].score
    assert before is not None
    assert after is not None
    assert after > before
    assert moved["sciatica"].movers[0].question == "leg_pain_reach"
    text = " ".join(since_last_time(found, knowledge, Look(width=80)).split())
    assert "Reach of leg pain (up)" in text
    assert "not answered, now Into the foot" in text


def test_the_same_answers_change_nothing(run: Run) -> None:
    found = compare(run(**BASE), run(**BASE), run.knowledge)
    assert not [each for each in found.causes if each.has_moved(STEP)]
    assert (found.answers, found.verdict) == ((), Verdict.SAME)
