"""Of two answers that can hardly both be true the more careful one counts, as every asker says."""

from collections.abc import Sequence

import polars as pl
import pytest

from lowback.batch import assess_frame
from lowback.knowledge.schema import Urgency
from tests.proofs.answers import Given, witnesses
from tests.proofs.rules import knowledge

# The answer that calms, and the one that it denies.
PAIRS = {
    "foot_lifts_and_drags": (("rf_foot_drop", "no"), ("leg_sensation", "weakness")),
    "both_legs_denied": (("rf_both_legs", "no"), ("leg_pain_reach", "both_legs")),
    "leg_pain_that_goes_nowhere": (("leg_pain_reach", "none"), ("pain_location", "mostly_leg")),
    "stress_fracture_denied": (("bone_risk", "none"), ("past_episodes", "earlier_stress_fracture")),
}


def severities(ways: Sequence[Given]) -> list[int]:
    names = sorted({name for way in ways for name in way})
    frame = pl.DataFrame({name: [way.get(name) for way in ways] for name in names})
    found = assess_frame(frame, knowledge())["urgency"]
    return [Urgency(each).severity for each in found]


def test_every_pair_is_here() -> None:
    assert PAIRS.keys() == knowledge().contradictions.keys()


@pytest.mark.parametrize("pair", PAIRS)
def test_the_calming_answer_lowers_nothing_beside_what_it_denies(pair: str) -> None:
    calming, denied = PAIRS[pair]
    ways = [
        {**way, denied[0]: denied[1]}
        for of_rule in witnesses().values()
        for way in of_rule
        if calming[0] not in way
    ]
    both = [{**way, calming[0]: calming[1]} for way in ways]
    for way, alone, together in zip(ways, severities(ways), severities(both), strict=True):
        assert together >= alone, way
