"""The page of plain lines behind every report at a terminal: what may be cut, and where."""

import pytest

from lowback.render import Look
from tests.hand_made import ordinary
from tests.render.test_terminal import shown


@pytest.mark.parametrize("width", range(60, 101))
def test_a_command_stands_on_one_line_where_it_fits(width: int) -> None:
    started = "/a b/bin/python -m lowback"
    look = Look(width=width, program=started)
    lines = shown(ordinary(), look=look, width=width).splitlines()
    named = [each for each in lines if f"`{started}" in each]
    assert named
    assert all(each.count("`") % 2 == 0 for each in named)
