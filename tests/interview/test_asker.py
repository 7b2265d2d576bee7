"""What is said of a typed number that cannot be used."""

import pytest

from lowback.interview.asker import Asked, Asker
from lowback.interview.steps import Step
from lowback.knowledge.schema import Knowledge
from tests.interview.people import AtLines, Desk


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("outside", "not a number we understand"),
        ("4000", "must lie between 0 km (0 mi) and 400 km"),
        ("1.200", "could be 1200 or 1.200"),
    ],
)
def test_what_to_type_instead(typed: str, told: str, knowledge: Knowledge) -> None:
    question = knowledge.questions["weekly_km"]
    section = next(each for each in knowledge.sections if each.id == question.section)

    def talk(desk: Desk) -> None:
        Asker(knowledge, "runner", AtLines(desk)).ask(
            Step(section, (question,)), Asked("1 of 1", {})
        )

    shown = Desk(talk).say(typed)
    assert (shown.kind, told in shown.text) == ("write", True)
