"""Every question and choice that code names exists in the knowledge: a typing mistake is silent."""

import re
from pathlib import Path

import pytest

from lowback.knowledge.schema import Knowledge
from lowback.render.answer.facts import TO_SAY
from lowback.render.parts.body_map import DRAWN, DRAWN_REACH, ONE_SIDED, REACH, SITE
from lowback.result.compare import COURSE, COURSES
from lowback.training_log import derive

QUESTIONS = {
    "to say": TO_SAY,
    "drawn": [SITE, REACH],
    "compared": [COURSE],
}
CHOICES = {SITE: DRAWN | ONE_SIDED, REACH: DRAWN_REACH, COURSE: set(COURSES)}
DERIVED = re.compile(r'Derived\(\s*"(\w+)"')


@pytest.mark.parametrize("place", QUESTIONS)
def test_every_question_that_code_names_exists(place: str, knowledge: Knowledge) -> None:
    assert set(QUESTIONS[place]) <= set(knowledge.questions)


@pytest.mark.parametrize("question", CHOICES)
def test_every_choice_that_code_names_exists(question: str, knowledge: Knowledge) -> None:
    assert CHOICES[question] <= set(knowledge.questions[question].choice_ids)


def test_no_fact_of_the_hand_over_stands_twice(knowledge: Knowledge) -> None:
    named = [name for group in knowledge.about.handover for name in group.questions]
    assert len(named) == len(set(named))


def test_what_a_log_answers_are_questions_and_choices(knowledge: Knowledge) -> None:
    text = Path(derive.__file__).read_text(encoding="utf-8")
    asked = set(DERIVED.findall(text))
    assert asked
    assert asked <= set(knowledge.questions)
    known = {each for name in asked for each in knowledge.questions[name].choice_ids}
    bands = set(re.findall(r'(?:return|band = )\s*"(\w+)"', text))
    bands |= set(re.findall(r'else "(\w+)"', text))
    assert bands
    assert bands <= known
