"""The keys under the answer: each leads somewhere, and back."""

import io
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
import typer
from msgspec.structs import replace

from lowback.commands.shared.answer_menu import Desk, keys_for, run_menu
from lowback.engine.assessment import Assessment
from lowback.interview.terminal.one_key import ENTER, typed_key
from lowback.knowledge.schema import Knowledge, Urgency
from lowback.render import Look
from lowback.store.saved import home, names
from tests.conftest import Run


@pytest.fixture
def made(run: Run) -> Assessment:
    return run.checked(
        age=34, pain_location="band_both_sides", pain_now=2, onset="within_48h_of_hard_run",
        duration="wk_under_6", run_pattern="warms_up", weekly_km=30,
    )  # fmt: skip


class Fingers:
    """Presses the given keys, one for each time the desk waits."""

    def __init__(self, keys: str) -> None:
        self.left: Iterator[str] = iter(keys)
        self.offered: list[Sequence[str]] = []

    def __call__(self, keys: Sequence[str]) -> str:
        self.offered.append(keys)
        pressed = next(self.left)
        return ENTER if pressed == "\n" else pressed


def pressed(
    keys: str, made: Assessment, knowledge: Knowledge, *, rows: int = 4000
) -> tuple[str, bool]:
    out, fingers = io.StringIO(), Fingers(keys)
    left = run_menu(made, knowledge, Desk(Look(), rows, out, fingers), saved=False)
    assert next(fingers.left, None) is None
    return out.getvalue(), left.saved


@pytest.mark.parametrize(
    ("key", "seen"),
    [
        ("w", "For ("),
        ("p", "Week 1"),
        ("e", "1. "),
        ("h", "Complaint and site"),
        ("f", "What this can and cannot tell you"),
    ],
)
def test_a_key_shows_its_page_and_the_answer_again(
    key: str, seen: str, made: Assessment, knowledge: Knowledge
) -> None:
    text, saved = pressed(f"{key}\nq", made, knowledge)
    assert seen in text.split("[q] quit")[1]
    assert text.count("Most likely") == (3 if key == "f" else 2)
    assert text.endswith("[q] quit\n")
    assert not saved
    assert names() == ()


@pytest.mark.parametrize("key", ["w", "p", "e", "h", "f"])
def test_no_page_behind_a_key_is_raw_markdown(
    key: str, made: Assessment, knowledge: Knowledge
) -> None:
    text, _ = pressed(f"{key}\nq", made, knowledge)
    shown = text.split("[q] quit")[1]
    assert not re.search(r"^#|\*\*|^> ", shown, re.MULTILINE)
    assert max(map(len, shown.splitlines())) <= 80


@pytest.mark.parametrize("key", ["w", "p", "e", "h", "f"])
def test_every_page_comes_in_plain_lines(key: str, made: Assessment, knowledge: Knowledge) -> None:
    out, fingers = io.StringIO(), Fingers(f"{key}\nq")
    run_menu(made, knowledge, Desk(Look(accessible=True), 24, out, fingers), saved=False)
    lines = out.getvalue().splitlines()
    assert not set("━─█░•") & set(out.getvalue())
    assert [each for each in lines if "  " in each.strip()] == []


def test_a_long_page_comes_a_screen_at_a_time(made: Assessment, knowledge: Knowledge) -> None:
    text, _ = pressed("f\n\nqq", made, knowledge, rows=24)
    between = text.split("[q] quit\n")[1].split("Enter: more.")
    assert [len(each.splitlines()) <= 24 for each in between] == [True] * len(between)
    assert len(between) == 4


def test_saving_keeps_the_result_once(made: Assessment, knowledge: Knowledge) -> None:
    text, saved = pressed("sq", made, knowledge)
    assert saved
    assert len(names()) == 1
    first, second = text.split("[q] quit\n")[:2]
    assert "[s] save" in first
    assert "[s] save" not in second


def test_the_browser_gets_a_private_page(
    made: Assessment, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(typer, "launch", opened.append)
    text, _ = pressed("bq", made, knowledge)
    path = home() / "report.html"
    assert opened == [str(path)]
    assert path.stat().st_mode & 0o777 == 0o600
    assert str(path) in text


def test_what_cannot_be_done_is_said(made: Assessment, knowledge: Knowledge) -> None:
    waits = replace(made, triage=replace(made.triage, urgency=Urgency.URGENT))
    text, _ = pressed("pq", waits, knowledge)
    assert "plan" in text.split("[q] quit\n")[1]


def test_an_emergency_offers_no_plan_and_no_exercise(run: Run, knowledge: Knowledge) -> None:
    keys = {each.key for each in keys_for(run(rf_leaking="yes"), knowledge, saved=False)}
    assert keys == {"h", "s", "f", "b", "q"}


def test_a_full_disk_does_not_end_the_menu(
    made: Assessment, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("LOWBACK_HOME", str(tmp_path / "file" / "home"))
    text, saved = pressed("sq", made, knowledge)
    assert not saved
    assert text.count("Most likely") == 2


@pytest.mark.parametrize(
    ("lines", "key"),
    [("p\n", "p"), (" P \n", "p"), ("x\np\n", "p"), ("", "q"), ("\nq\n", "q")],
)
def test_a_letter_is_typed(lines: str, key: str) -> None:
    assert typed_key(["p", "q"], io.StringIO(lines).readline) == key


def test_enter_alone_is_a_key_where_it_is_offered() -> None:
    assert typed_key([ENTER, "q"], io.StringIO("\n").readline) == ENTER
