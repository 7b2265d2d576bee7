"""What stands on the screen, in any window and in plain lines: at a real pseudo-terminal."""

import json
from pathlib import Path

import pytest

from tests.interview.terminal import (
    CTRL_B,
    DOWN,
    ENTER,
    ESCAPE,
    UP,
    Terminal,
)
from tests.interview.terminal_steps import (
    GROUPS,
    KNOWLEDGE,
    LEAK,
    NUMB,
    begin,
    leave,
    tick_none,
)


def test_back_crosses_sections_and_keeps_what_was_ticked(tmp_path: Path) -> None:
    terminal = Terminal("assess", home=tmp_path)
    begin(terminal)
    tick_none(terminal, GROUPS[:1])
    terminal.see(f"· {GROUPS[1].section.title}")
    terminal.press("8", ESCAPE)
    terminal.see("n [x] None of these")
    terminal.press(CTRL_B)
    terminal.see("1 (x) Left")
    terminal.press(ENTER)
    terminal.see("8 [x] One leg newly swollen")
    leave(terminal)


def test_a_question_mark_explains_and_loses_no_tick(tmp_path: Path) -> None:
    terminal = Terminal("assess", home=tmp_path)
    begin(terminal)
    terminal.see(NUMB)
    terminal.press("2", "?")
    terminal.see("Why we ask: The same nerves control the bladder.")
    terminal.press(ENTER)
    terminal.see("> 2 [x] New trouble")
    leave(terminal)


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_no_word_of_a_warning_sign_is_lost(tmp_path: Path, columns: int) -> None:
    terminal = Terminal("assess", home=tmp_path, columns=columns)
    begin(terminal)
    terminal.see("Not sure about some")
    shown = terminal.shown()
    for question in GROUPS[0].questions:
        assert " ".join(question.ask.split()) in shown
    leave(terminal)


def test_in_a_small_window_every_sign_has_to_be_seen(tmp_path: Path) -> None:
    terminal = Terminal("assess", home=tmp_path, columns=40, rows=20)
    begin(terminal)
    terminal.see("more below")
    terminal.press("n", ENTER)
    terminal.see("Please read these too")
    terminal.press(UP)
    leave(terminal)


def test_a_resized_window_is_drawn_anew_and_goes_on(tmp_path: Path) -> None:
    terminal = Terminal("assess", home=tmp_path)
    begin(terminal)
    terminal.see(NUMB)
    terminal.press("2")
    terminal.see("2 [x] New trouble")
    terminal.process.setwinsize(30, 60)
    terminal.screen.resize(30, 60)
    terminal.press(DOWN)
    terminal.see(f"> {LEAK}")
    assert "2 [x] New trouble" in terminal.shown()
    leave(terminal)


@pytest.mark.parametrize("term", ["dumb", "xterm-256color"])
def test_a_dumb_terminal_gets_plain_lines_without_asking_for_them(
    tmp_path: Path, term: str
) -> None:
    terminal = Terminal("screen", home=tmp_path, term=term)
    terminal.see("Press Enter after each answer" if term == "dumb" else "Esc back")
    leave(terminal)


def test_lines_send_no_control_codes_and_take_words(tmp_path: Path) -> None:
    terminal = Terminal("screen", "--accessible", home=tmp_path)
    terminal.process.expect_exact("Answer: ")
    for question, line in (
        ("Answer: ", "34 years old"),
        ("Answer: ", "Male"),
        ("One or more: ", "united kingdom"),
        ("Answer: ", "2"),
        ("Type all that are true: ", "left"),
        ("Type all that are true: ", "none"),
    ):
        terminal.process.sendline(line)
        terminal.process.expect_exact(question)
        assert "\x1b" not in str(terminal.process.before)
    terminal.process.sendline("q")
    assert terminal.end() == 130
    draft = json.loads((tmp_path / "screen-draft.json").read_text())["asked"]
    assert draft["age"]["value"] == 34
    assert draft["rf_leaking"]["value"] == "no"


def test_plain_lines_ask_each_sign_itself_and_tell_more_behind_help(tmp_path: Path) -> None:
    terminal = Terminal("assess", "--accessible", home=tmp_path)
    for line, prompt in (("34", "Answer: "), ("2", "Answer: "), ("1", "Answer: ")):
        terminal.process.expect_exact(prompt)
        terminal.process.sendline(line)
    for line, prompt in (("1", "One or more: "), ("3", "Answer: ")):
        terminal.process.expect_exact(prompt)
        terminal.process.sendline(line)
    terminal.process.expect_exact("Type all that are true: ")
    sign = KNOWLEDGE.questions["rf_foot_drop"]
    assert f"7. {sign.ask}" in str(terminal.process.before)
    terminal.process.sendline("? 7")
    terminal.process.expect_exact("heels")
    leave(terminal)
