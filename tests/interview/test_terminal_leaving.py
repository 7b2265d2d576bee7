"""What is kept when a talk ends, and what goes on from it: at a real pseudo-terminal."""

import stat
from pathlib import Path

import pytest

from lowback.engine.answers import read_answers
from tests.interview.runners import RUNNERS
from tests.interview.script import turns
from tests.interview.terminal import (
    CTRL_C,
    CTRL_D,
    CTRL_U,
    DOWN,
    ENTER,
    ESCAPE,
    Terminal,
)
from tests.interview.terminal_steps import (
    AGE,
    KNOWLEDGE,
    NERVES,
    SEX,
    begin,
    confirm,
    keep_nothing,
    leave,
    run_through,
    unbroken,
    unwell,
)


def test_a_report_that_cannot_be_written_hides_no_emergency_and_loses_nothing(
    tmp_path: Path,
) -> None:
    target = tmp_path / "r.json"
    terminal = Terminal("assess", "-f", "json", "-o", str(target), home=tmp_path)
    begin(terminal)
    terminal.see(NERVES)
    target.write_text("what was here before")
    unwell(terminal)
    confirm(terminal)
    assert terminal.end() == 2
    told = unbroken(terminal)
    assert "EMERGENCY" in told
    assert "add--forcetoreplaceit" in told
    assert "--resume" in told
    assert target.read_text() == "what was here before"
    again = Terminal("assess", "--resume", home=tmp_path)
    again.see("About")
    again.see("You ticked: Confused, drowsy")
    again.press(ESCAPE)
    again.see("5 [x] Confused")
    leave(again)


def test_a_file_in_the_way_is_said_before_anything_is_asked(tmp_path: Path) -> None:
    (tmp_path / "r.json").write_text("what was here before")
    terminal = Terminal("assess", "-f", "json", "-o", str(tmp_path / "r.json"), home=tmp_path)
    assert terminal.end() == 2
    assert "add--forcetoreplaceit" in unbroken(terminal)
    assert "About" not in terminal.everything()


def test_a_finished_interview_asks_once_whether_to_keep_the_result(tmp_path: Path) -> None:
    target = str(tmp_path / "r.json")
    terminal = Terminal("assess", "-f", "json", "-o", target, home=tmp_path)
    run_through(terminal, "default")
    terminal.see("Keep this result on this computer")
    assert (tmp_path / "assess-draft.json").exists()
    terminal.press("1", ENTER)
    assert terminal.end() == 0
    assert len(list((tmp_path / "assessments").iterdir())) == 1
    assert not (tmp_path / "assess-draft.json").exists()


def test_after_the_answer_one_may_go_on_change_and_see_it_again(tmp_path: Path) -> None:
    terminal = Terminal("assess", home=tmp_path)
    run_through(terminal, "default")
    terminal.see("more could change the order")
    terminal.press("c")
    terminal.see("Enter shows the answer. Or choose a line to change it.")
    terminal.press(DOWN, ENTER)
    terminal.see(AGE)
    terminal.press(CTRL_U, "36", ENTER)
    terminal.see("Age: 36 years")
    terminal.press("0", ENTER)
    terminal.see("more could change the order")
    terminal.press("m")
    terminal.see("s ( ) Leave this out", "s leaves it out", "s [ ] Leave this out")
    leave(terminal)


def test_enough_shows_the_answer_once_nothing_open_could_make_it_worse(tmp_path: Path) -> None:
    terminal = Terminal("assess", "-f", "json", "-o", str(tmp_path / "r.json"), home=tmp_path)
    raw = {**RUNNERS[1].answers, "rf_weight_loss": "yes"}
    said = read_answers(raw, KNOWLEDGE, "typed")
    terminal.see("About")
    for turn in turns(said, KNOWLEDGE, "default"):
        if terminal.see(turn.see, "Please note") == "Please note":
            terminal.press(ENTER)
            terminal.see(turn.see)
        if "e enough" in terminal.shown():
            break
        terminal.press(turn.keys, ENTER)
    assert "e enough" in terminal.shown()
    terminal.press("e")
    keep_nothing(terminal)
    assert terminal.end() == 0


def test_nothing_answered_leaves_nothing(tmp_path: Path) -> None:
    terminal = Terminal("assess", home=tmp_path)
    terminal.see("About")
    terminal.see(AGE)
    leave(terminal)
    assert "answers are kept" not in terminal.everything()
    assert not (tmp_path / "assess-draft.json").exists()


@pytest.mark.parametrize("key", [CTRL_C, CTRL_D])
@pytest.mark.parametrize("options", [(), ("--accessible",)])
def test_leaving_keeps_a_private_draft_and_resume_goes_on(
    tmp_path: Path, key: str, options: tuple[str, ...]
) -> None:
    terminal = Terminal("assess", *options, home=tmp_path, columns=200)
    terminal.see("About")
    terminal.see(AGE)
    terminal.press("34", ENTER)
    terminal.see(SEX)
    terminal.press("s", ENTER)
    terminal.see("Which country")
    terminal.press(key)
    assert terminal.end() == 130
    assert "-mlowbackassess" in unbroken(terminal)
    assert "--resume" in unbroken(terminal)
    draft = tmp_path / "assess-draft.json"
    assert stat.S_IMODE(draft.stat().st_mode) == 0o600
    again = Terminal("assess", "--resume", *options, home=tmp_path)
    again.see("About")
    again.see("Which country")
    assert AGE not in again.everything()
    assert SEX not in again.everything()
    leave(again)


def test_a_draft_that_was_left_is_offered_first(tmp_path: Path) -> None:
    terminal = Terminal("assess", home=tmp_path)
    terminal.see("About")
    terminal.see(AGE)
    terminal.press("34", ENTER)
    terminal.see(SEX)
    leave(terminal)
    again = Terminal("assess", home=tmp_path)
    again.see("2 ( ) Delete it and start again")
    again.press("2", ENTER)
    again.see("About")
    assert not (tmp_path / "assess-draft.json").exists()
    leave(again)
