"""The drawings of exercises, drawn again with dots for a terminal."""

import pytest

from lowback.knowledge.load import load_knowledge
from lowback.render import Look
from lowback.render.browse.care import write_exercises
from lowback.render.parts.drawing import COLUMNS, drawing_lines, drawing_svg
from lowback.render.parts.terminal_page import Page

SHIPPED = load_knowledge()
DRAWN = [each for each in SHIPPED.exercises if drawing_svg(each)]
BRAILLE = range(0x2800, 0x2900)


def shown(exercise: str, look: Look) -> str:
    page = Page(look)
    write_exercises(page, SHIPPED.exercises[exercise], SHIPPED)
    return page.text()


@pytest.mark.parametrize("exercise", DRAWN)
def test_every_drawing_is_drawn_in_dots(exercise: str) -> None:
    lines = drawing_lines(exercise)
    assert 4 <= len(lines) <= 12
    assert max(map(len, lines)) <= COLUMNS
    assert all(ord(sign) in BRAILLE for line in lines for sign in line)
    assert "".join(lines).strip(chr(0x2800))


def test_every_shipped_exercise_has_a_drawing() -> None:
    assert set(DRAWN) == set(SHIPPED.exercises)
    assert drawing_lines("no_such_exercise") == ()


def test_the_plank_lies_low_and_its_head_is_left() -> None:
    first, *_, floor = drawing_lines("plank")
    assert first.lstrip(chr(0x2800)) != first
    assert len(floor) == COLUMNS - 1
    assert len(first) < COLUMNS // 2


@pytest.mark.parametrize(
    "look", [Look(accessible=True), Look(ascii_only=True), Look(width=36)], ids=str
)
def test_there_is_no_drawing_where_it_would_not_be_read(look: Look) -> None:
    assert "⣿" in shown("plank", Look())
    assert not [each for each in shown("plank", look) if ord(each) in BRAILLE]
