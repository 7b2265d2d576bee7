"""The decision in one place: the triage it rests on, and no ranking where none may be made."""

import pytest

from lowback.engine.answers import read_answers
from lowback.engine.decide import decide
from lowback.engine.decision import Ranking
from lowback.engine.score import rank_causes
from lowback.engine.triage import check_red_flags
from lowback.knowledge.schema import Knowledge


@pytest.mark.parametrize(
    ("raw", "ranked"),
    [
        ({"age": 34, "pain_location": "sit_bone"}, True),
        ({"age": 14, "pain_location": "sit_bone"}, False),
        ({"age": 34, "pain_location": "sit_bone", "rf_saddle_numbness": "yes"}, False),
    ],
)
def test_what_is_decided(raw: dict[str, object], knowledge: Knowledge, *, ranked: bool) -> None:
    answers = read_answers(raw, knowledge, "file")
    made = decide(answers, knowledge)
    assert made.triage == check_red_flags(answers, knowledge)
    assert made.triage.ranked is ranked
    assert made.ranking == (rank_causes(answers, knowledge) if ranked else Ranking())
    assert bool(made.first) is ranked
