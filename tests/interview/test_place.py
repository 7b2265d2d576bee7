"""Where it hurts: several places, a vague one among them, and the worst of them."""

import pytest

from lowback.engine.answers import read_answers
from lowback.interview.steps import steps
from lowback.interview.wording import Wording
from lowback.knowledge.schema import Knowledge
from tests.conftest import Run
from tests.strategies import Raw


@pytest.mark.parametrize("other", ["mostly_leg", "hip_or_groin", "buttock_one_side"])
def test_a_low_back_hard_to_place_may_hurt_beside_another_place(
    other: str, knowledge: Knowledge
) -> None:
    raw = {"pain_location": ["low_back_unsure", other]}
    answers = read_answers(raw, knowledge, "file")
    assert set(answers["pain_location"].choices) == {"low_back_unsure", other}
    assert "pain_worst" in {
        each.id for step in steps(knowledge, answers) for each in step.questions
    }
    screen = Wording(knowledge, "runner").question(knowledge.questions["pain_worst"], "", answers)
    assert {each.id for each in screen.options} == {"low_back_unsure", other, "unsure"}
    worst = read_answers({**raw, "pain_worst": "low_back_unsure"}, knowledge, "file")
    assert worst["pain_worst"].value == "low_back_unsure"


@pytest.mark.parametrize(
    ("raw", "placed"),
    [
        ({"pain_location": ["low_back_unsure"]}, False),
        ({"pain_location": ["low_back_unsure", "mostly_leg"]}, True),
        ({"pain_location": ["low_back_unsure", "mostly_leg"], "pain_worst": "mostly_leg"}, True),
        (
            {"pain_location": ["low_back_unsure", "mostly_leg"], "pain_worst": "low_back_unsure"},
            False,
        ),
        ({"pain_location": ["low_back_unsure", "mostly_leg"], "pain_worst": "unsure"}, True),
        ({"pain_worst": "mostly_leg"}, False),
        ({}, False),
    ],
)
def test_a_vague_place_alone_or_as_the_worst_says_not_where_it_hurts(
    raw: Raw, placed: object, run: Run
) -> None:
    assert run.checked(**raw).placed is placed
