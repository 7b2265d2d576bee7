"""Plain lines: what is heard for each question, and nothing of it twice."""

import io

import pytest

from lowback.interview.country import COUNTRY, with_country
from lowback.interview.terminal.lines import Lines
from lowback.interview.wording import Wording
from lowback.knowledge.load import load_knowledge

KNOWLEDGE = with_country(load_knowledge())
WORDING = Wording(KNOWLEDGE, "runner")


def heard(*typed: str) -> tuple[Lines, io.StringIO]:
    out, lines = io.StringIO(), iter(typed)
    return Lines(80, out, lambda: f"{next(lines)}\n"), out


def test_a_heading_is_said_once_until_there_is_another() -> None:
    lines, out = heard("1", "1", "1")
    sex = KNOWLEDGE.questions["sex"]
    for place in ("2 of 24 · You", "3 of 24 · You", "4 of 24 · Pain"):
        lines.pick(WORDING.question(sex, place, {}))
    said = out.getvalue()
    assert "2 of 24 · You\n" in said
    assert "3 of 24\n" in said
    assert "4 of 24 · Pain\n" in said


def test_how_to_answer_stands_where_it_is_typed_and_what_was_typed_is_said_back() -> None:
    lines, out = heard("1, 2")
    places = KNOWLEDGE.questions["pain_location"]
    screen = WORDING.question(places, "4 of 24 · Pain", {})
    assert "(tick" in places.ask
    assert f"{screen.text} {screen.task}" == places.ask
    assert len(lines.pick(screen)) == 2
    assert "(tick" not in out.getvalue()
    first, second = (each.label for each in places.choices[:2])
    assert out.getvalue().replace("\n", " ").endswith(f"One or more: {first}, {second}.  ")


@pytest.mark.parametrize(
    ("typed", "code"),
    [("uk", "GB"), ("U.K.", "GB"), ("england", "GB"), ("United Kingdom", "GB"), ("usa", "US"),
     ("us", "US"), ("the  America", "US"), ("germany", "EU")],
)  # fmt: skip
def test_a_country_may_be_typed_by_its_name(typed: str, code: str) -> None:
    lines, _ = heard(typed)
    picked = lines.pick(WORDING.question(KNOWLEDGE.questions[COUNTRY], "3 of 24 · You", {}))
    assert picked == (code,)


def test_what_is_left_out_is_said_to_be() -> None:
    lines, out = heard("s")
    assert lines.pick(WORDING.question(KNOWLEDGE.questions["sex"], "2 of 24 · You", {})) == ()
    assert out.getvalue().endswith("Left out.\n\n")
