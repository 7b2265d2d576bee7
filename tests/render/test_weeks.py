"""The picture of twelve weeks: every line fits, every mark is said in words, the SVG is safe."""

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from lowback.engine.training import Spike, TrainingPicture, TrainingWeek
from lowback.render import Format, Look, render
from lowback.render.parts.weeks import weeks_lines, weeks_notes, weeks_svg
from tests.hand_made import knowledge, ordinary


def week(start: str, km: float | None, longest: float | None) -> TrainingWeek:
    return TrainingWeek(start=start, km=km, longest_km=longest, runs=None if km is None else 3)


PICTURE = TrainingPicture(
    weeks=(
        week("2026-10-26", None, None),
        week("2026-11-02", 20.0, 9.0),
        week("2026-11-09", 0.0, 0.0),
        week("2026-11-16", 142.5, 21.1),
    ),
    pain_began="2026-11-20",
    spike=Spike(date="2026-11-18", km=21.1, longest_before_km=9.0, ratio=21.1 / 9),
    longest_30_days_km=21.1,
)


@pytest.mark.parametrize("width", [40, 60, 80, 200])
def test_lines_fit_and_hold_every_number(width: int) -> None:
    lines = weeks_lines(PICTURE, Look(width=width))
    assert all(len(line) <= min(width, 100) for line in lines)
    assert lines[1].endswith("not known")
    assert lines[2].split()[-2:] == ["20.0", "9.0"]
    assert lines[4].endswith("142.5  21.1 spike pain")
    assert len(lines[4]) > len(lines[2])


def test_ascii() -> None:
    text = "".join(weeks_lines(PICTURE, Look(width=40, ascii_only=True)))
    assert text.isascii()
    assert "#" in text


def test_marks_are_said_in_words() -> None:
    assert weeks_notes(PICTURE) == (
        "pain: the pain began on 20 November 2026.",
        "spike: 21.1 km on 18 November 2026, 2.3 times the longest run of the 30 days before "
        "(9.0 km).",
        "not known: the log had not begun.",
    )


def test_terminal_report_shows_the_weeks() -> None:
    assessment = replace(ordinary(), training=PICTURE)
    text = render(assessment, knowledge(), Format.TERMINAL, Look(width=40))
    assert "spike pain" in text
    assert all(len(line) <= 40 for line in text.splitlines())


def test_svg_has_a_bar_for_each_known_week_and_a_description() -> None:
    root = ET.fromstring(weeks_svg(PICTURE))  # noqa: S314 - our own text
    space = "{http://www.w3.org/2000/svg}"
    assert len(root.findall(f"{space}rect")) == 2 * 3
    description = root.findtext(f"{space}desc") or ""
    assert "week of 2 Nov: 20.0 km, longest 9.0" in description
    assert "the pain began on 20 November 2026" in description


@given(st.text(), st.text())
def test_whatever_a_stored_result_holds_the_svg_stays_well_formed(start: str, began: str) -> None:
    picture = replace(PICTURE, weeks=(week(start, 3.0, 2.0),), pain_began=began)
    ET.fromstring(weeks_svg(picture))  # noqa: S314 - that it parses is the test
    assert "<script" not in weeks_svg(picture)
