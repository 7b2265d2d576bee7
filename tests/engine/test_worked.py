"""The adopted figures give these urgencies and scores, worked out apart from this program."""

from typing import Any

import pytest

from lowback.engine.answers import read_answers
from lowback.engine.assess import Context, assess
from lowback.engine.score import rank_causes
from lowback.knowledge.schema import Knowledge
from lowback.knowledge.strict_yaml import read_file
from tests import worked_scores
from tests.conftest import TODAY

WORKED: list[dict[str, Any]] = read_file(worked_scores.WORKED).value


@pytest.mark.parametrize("case", WORKED, ids=lambda case: str(case["id"]))
def test_worked_scores_and_urgency(case: dict[str, Any], knowledge: Knowledge) -> None:
    answers = read_answers(case["answers"], knowledge, "file")
    ranking = rank_causes(answers, knowledge)
    scores = {each.cause.id: each.score for each in ranking.causes}
    scores["something_else"] = ranking.something_else
    assert scores == pytest.approx(case["expect"]["scores"], abs=1e-6)
    assessment = assess(answers, knowledge, Context(TODAY))
    assert assessment.triage.urgency == case["expect"]["urgency"]


@pytest.mark.parametrize("case", WORKED, ids=lambda case: str(case["id"]))
def test_a_plain_loop_over_the_yaml_finds_the_same(case: dict[str, Any]) -> None:
    assert worked_scores.scores(case["answers"]) == pytest.approx(
        case["expect"]["scores"], abs=1e-6
    )


def test_the_runner_on_paper_has_the_figures_of_the_knowledge() -> None:
    text = worked_scores.SCORING.read_text(encoding="utf-8")
    assert worked_scores.with_example(text) == text
    assert worked_scores.on_paper() in text
