"""The adopted figures give these urgencies and scores, worked out apart from this program."""

from pathlib import Path
from typing import Any

import pytest

from lowback.engine.answers import read_answers
from lowback.engine.assess import Occasion, assess
from lowback.engine.score import rank_causes
from lowback.knowledge.schema import CauseKind, Knowledge
from lowback.knowledge.strict_yaml import read_file
from tests.conftest import TODAY

WORKED: list[dict[str, Any]] = read_file(Path(__file__).parents[1] / "worked.yaml").value


@pytest.mark.parametrize("case", WORKED, ids=lambda case: str(case["id"]))
def test_worked_scores_and_urgency(case: dict[str, Any], knowledge: Knowledge) -> None:
    answers = read_answers(case["answers"], knowledge, "file")
    scored = [each for kind in CauseKind for each in rank_causes(answers, knowledge, kind)]
    scores = {each.cause.id: each.score for each in scored}
    assert scores == pytest.approx(case["expect"]["scores"], abs=1e-6)
    assessment = assess(answers, knowledge, Occasion(TODAY))
    assert assessment.triage.urgency == case["expect"]["urgency"]
