"""The shipped program in a real pseudo-terminal."""

import json
import stat
from pathlib import Path

import pytest

from tests.interview.terminal import (
    CTRL_C,
    CTRL_D,
    DOWN,
    ENTER,
    ESCAPE,
    SPACE,
    UP,
    Terminal,
)

GROUPS = (
    "Nerves and bladder",
    "Sudden or severe illness",
    "Infection and general health",
    "Bones",
    "Tummy, kidneys and blood vessels",
    "Pregnancy and pelvis",
)
FIRST = "? Nerves and bladder ("


def tick_none(terminal: Terminal) -> None:
    """Answer "none of these", the last but one entry, on every screen of warning signs."""
    for title in GROUPS:
        terminal.see(f"? {title} (space ticks, Enter goes on):")
        terminal.press(UP, UP, SPACE, ENTER)


def leave(terminal: Terminal) -> None:
    terminal.press(CTRL_C)
    assert terminal.end() == 130


def test_an_emergency_sign_stops_at_once_with_the_card(tmp_path: Path) -> None:
    terminal = Terminal("assess", "--country", "GB", home=tmp_path)
    terminal.see(FIRST)
    terminal.press(SPACE, ENTER)
    assert terminal.end() == 0
    assert "[EMERGENCY] Call 999" in terminal.everything()
    assert "What may hurt" not in terminal.everything()


def test_enter_on_nothing_asks_again(tmp_path: Path) -> None:
    terminal = Terminal("assess", home=tmp_path)
    terminal.see(FIRST)
    terminal.press(ENTER)
    terminal.see("Tick at least one")
    leave(terminal)


def test_none_of_these_goes_with_nothing_else(tmp_path: Path) -> None:
    terminal = Terminal("assess", home=tmp_path)
    terminal.see(FIRST)
    terminal.press(SPACE, UP, UP, SPACE, ENTER)
    terminal.see("cannot go together")
    leave(terminal)


def test_not_sure_asks_which_and_counts_as_urgent(tmp_path: Path) -> None:
    terminal = Terminal("screen", "-f", "json", "-o", str(tmp_path / "r.json"), home=tmp_path)
    terminal.see(FIRST)
    terminal.press(UP, SPACE, ENTER)
    terminal.see("Which of these are you not sure about?")
    terminal.press(DOWN, SPACE, ENTER)
    for title in GROUPS[1:]:
        terminal.see(f"? {title} (space ticks, Enter goes on):")
        terminal.press(UP, UP, SPACE, ENTER)
    terminal.see("0 to see the result")
    terminal.press(ENTER)
    assert terminal.end() == 0
    triage = json.loads((tmp_path / "r.json").read_text())["triage"]
    assert [each["id"] for each in triage["red_flags"]] == ["bladder_change_unsure"]
    assert triage["urgency"] == "urgent"


@pytest.mark.parametrize("key", [CTRL_C, CTRL_D])
def test_leaving_keeps_a_private_draft_and_resume_goes_on(tmp_path: Path, key: str) -> None:
    terminal = Terminal("assess", home=tmp_path)
    tick_none(terminal)
    terminal.see("? Age (Enter leaves it out):")
    terminal.press("34", ENTER)
    terminal.see("? Sex:")
    terminal.press(key)
    assert terminal.end() == 130
    assert "lowback assess --resume" in terminal.everything()
    draft = tmp_path / "draft.json"
    assert stat.S_IMODE(draft.stat().st_mode) == 0o600
    again = Terminal("assess", "--resume", home=tmp_path)
    again.see("? Sex:")
    assert "How old are you?" not in again.everything()
    leave(again)


def test_back_crosses_sections_and_keeps_the_old_answer(tmp_path: Path) -> None:
    terminal = Terminal("assess", home=tmp_path)
    tick_none(terminal)
    terminal.see("? Age (Enter leaves it out):")
    terminal.press(ESCAPE)
    terminal.see("● None of these")
    terminal.press(ENTER)
    terminal.see("? Age (Enter leaves it out):")
    leave(terminal)


def test_a_question_mark_says_what_is_meant_and_why(tmp_path: Path) -> None:
    terminal = Terminal("assess", home=tmp_path)
    terminal.see(FIRST)
    terminal.press("?")
    terminal.see("Why we ask:")
    leave(terminal)


def test_an_answer_typed_before_the_screen_is_ready_is_not_lost(tmp_path: Path) -> None:
    terminal = Terminal("assess", home=tmp_path)
    terminal.press(SPACE, ENTER)
    assert terminal.end() == 0
    assert "[EMERGENCY]" in terminal.everything()


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_no_word_of_a_warning_sign_is_lost(tmp_path: Path, columns: int) -> None:
    terminal = Terminal("assess", home=tmp_path, columns=columns)
    terminal.see("Not sure about one or more")
    wording = "have you started to leak pee or poo, or stopped feeling the need to go?"
    assert wording in terminal.everything()
    leave(terminal)


def test_a_resized_window_goes_on(tmp_path: Path) -> None:
    terminal = Terminal("assess", home=tmp_path)
    terminal.see(FIRST)
    terminal.process.setwinsize(30, 60)
    terminal.screen.resize(30, 60)
    terminal.press(SPACE, ENTER)
    assert terminal.end() == 0
    assert "[EMERGENCY]" in terminal.everything()


def test_an_answer_can_be_changed_from_the_review_page(tmp_path: Path) -> None:
    terminal = Terminal("screen", "-f", "json", "-o", str(tmp_path / "r.json"), home=tmp_path)
    tick_none(terminal)
    terminal.see("0 to see the result")
    terminal.press("\x7f", "1", ENTER)
    terminal.see("? Numb between the legs:")
    terminal.press(UP, ENTER)
    assert terminal.end() == 0
    triage = json.loads((tmp_path / "r.json").read_text())["triage"]
    assert triage["urgency"] == "emergency"


def test_plain_lines_give_the_same_result_as_the_screens(tmp_path: Path) -> None:
    rich = Terminal("screen", "-f", "json", "-o", str(tmp_path / "rich.json"), home=tmp_path)
    tick_none(rich)
    rich.see("0 to see the result")
    rich.press(ENTER)
    assert rich.end() == 0
    target = str(tmp_path / "plain.json")
    plain = Terminal("screen", "--accessible", "-f", "json", "-o", target, home=tmp_path)
    for title, none in zip(GROUPS, (9, 7, 9, 6, 8, 5), strict=True):
        plain.see(f"· {title}")
        plain.press(f"{none}\n")
    plain.see("0 to see the result")
    plain.press("0\n")
    assert plain.end() == 0
    assert (tmp_path / "plain.json").read_bytes() == (tmp_path / "rich.json").read_bytes()
