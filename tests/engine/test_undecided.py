"""On which questions a condition still hangs: what an interview may not leave out."""

from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from lowback.engine.answers import NOTHING_FOUND, Answer, Answers
from lowback.engine.conditions import undecided
from lowback.knowledge.conditions import Condition
from lowback.knowledge.schema import NamedCondition
from tests import hand_made

SIGN = {"question": "rf_fever", "is": "yes"}
OTHER = {"question": "rf_chest_pain", "is": "yes"}
AGED = {"question": "age", "at_least": 18}
SMALL = hand_made.knowledge()
KNOWN = replace(
    SMALL,
    conditions={
        "named": NamedCondition(id="named", because="x", when=msgspec.convert(SIGN, Condition))
    },
    questions={
        **SMALL.questions,
        "onset": replace(SMALL.questions["onset"], ask_when=msgspec.convert(OTHER, Condition)),
    },
)
ONSET = {"question": "onset", "is": "gradual"}


def hangs_on(written: dict[str, Any], **said: str) -> list[str]:
    answers: Answers = hand_made.said(**said)
    return list(undecided(msgspec.convert(written, Condition), answers, KNOWN))


@pytest.mark.parametrize(
    ("written", "said", "names"),
    [
        (SIGN, {}, ["rf_fever"]),
        (SIGN, {"rf_fever": "unsure"}, ["rf_fever"]),
        (SIGN, {"rf_fever": "yes"}, []),
        (SIGN, {"rf_fever": "no"}, []),
        ({"not": SIGN}, {}, ["rf_fever"]),
        ({"condition": "named"}, {}, ["rf_fever"]),
        ({"condition": "named"}, {"rf_fever": "no"}, []),
        ({"all": [SIGN, OTHER]}, {}, ["rf_fever", "rf_chest_pain"]),
        ({"all": [SIGN, OTHER]}, {"rf_fever": "yes"}, ["rf_chest_pain"]),
        ({"all": [SIGN, OTHER]}, {"rf_fever": "no"}, []),
        ({"any": [SIGN, OTHER]}, {"rf_fever": "no"}, ["rf_chest_pain"]),
        ({"any": [SIGN, OTHER]}, {"rf_fever": "yes"}, []),
        ({"at_least": 2, "of": [SIGN, OTHER]}, {"rf_fever": "yes"}, ["rf_chest_pain"]),
        (ONSET, {}, ["rf_chest_pain", "onset"]),
        (ONSET, {"rf_chest_pain": "yes"}, ["onset"]),
        (ONSET, {"rf_chest_pain": "yes", "onset": "gradual"}, []),
    ],
)
def test_what_a_condition_hangs_on(
    written: dict[str, Any], said: dict[str, str], names: list[str]
) -> None:
    assert hangs_on(written, **said) == names


def test_a_band_that_straddles_the_limit_decides() -> None:
    """A rule fires at the worse end of a band, so nothing more has to be asked."""
    band = {"age": Answer("age", "a_band", ("a_band",), low=10, high=30)}
    condition = msgspec.convert(AGED, Condition)
    assert list(undecided(condition, band, KNOWN)) == []
    assert list(undecided(condition, {}, KNOWN)) == ["age"]
    nothing = {"age": Answer("age", NOTHING_FOUND, ())}
    assert list(undecided(condition, nothing, KNOWN)) == []
