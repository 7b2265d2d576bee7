"""No report offers a home test: what is locked in the interview stays locked."""

import pytest

from lowback.render import Format, Look, render
from lowback.render.answer.pages import why_page
from tests.conftest import Run

PAIN = {"age": 34, "pain_location": "dimple_or_below_one_side", "duration": "wk_6_12"}
SAID = ({"pain_now": 2}, {"pain_now": 9}, {"rf_limp": "yes"}, {"rf_fever": "yes"}, {"age": 15})


def labels(run: Run) -> list[str]:
    """What home tests are called, but for the one that is an exercise too."""
    exercises = {each.name for each in run.knowledge.exercises.values()}
    tests = [each.label for each in run.knowledge.questions.values() if each.self_test]
    return [each for each in tests if each not in exercises]


@pytest.mark.parametrize("as_format", [Format.TERMINAL, Format.MARKDOWN, Format.HTML])
@pytest.mark.parametrize("said", SAID)
def test_no_report_offers_a_home_test(said: dict[str, object], as_format: Format, run: Run) -> None:
    made = run.checked(**{**PAIN, **said})
    text = render(made, run.knowledge, as_format, Look(width=100))
    assert [each for each in labels(run) if each in text] == []


def test_nor_does_the_page_behind_a_key(run: Run) -> None:
    made = run.checked(**PAIN, pain_now=2)
    assert any(each.startswith("t_") for cause in made.sources for each in cause.unknown)
    page = why_page(made, run.knowledge, Look())
    assert [each for each in labels(run) if each in page] == []
