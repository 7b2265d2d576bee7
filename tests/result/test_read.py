"""A result that no run of the program can have written is a problem, never a traceback."""

from typing import Any

import msgspec
import pytest

from lowback.engine.assessment import Assessment
from lowback.errors import LowbackError
from lowback.result.read import read_assessment
from tests import hand_made


def written() -> dict[str, Any]:
    found: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(hand_made.ordinary()))
    return found


def read(document: dict[str, Any]) -> Assessment:
    return read_assessment(msgspec.json.encode(document), "result.json")


def test_what_was_written_is_read() -> None:
    assert read(written()) == hand_made.ordinary()


@pytest.mark.parametrize("light", ["blue", "", "GREEN", 3, None])
def test_an_unknown_light_is_named(light: object) -> None:
    document = written()
    document["triage"]["running"]["light"] = light
    with pytest.raises(LowbackError, match=r"triage\.running\.light"):
        read(document)


@pytest.mark.parametrize("day", ["2026-02-30", "yesterday", "", "20261123", "2026-11-23T10:00"])
def test_a_date_that_is_none_is_named(day: str) -> None:
    with pytest.raises(LowbackError, match="`assessed_on` is not a day"):
        read({**written(), "assessed_on": day})


@pytest.mark.parametrize("score", [1e300, -0.1, 1.1])
@pytest.mark.parametrize("kind", ["sources", "contributors"])
def test_a_score_beyond_its_range_is_named(kind: str, score: float) -> None:
    document = written()
    document[kind][0]["score"] = score
    with pytest.raises(LowbackError, match=rf"{kind}\[0\]\.score"):
        read(document)
