"""The shipped program in a real pseudo-terminal."""

import json
from pathlib import Path

import pytest

from lowback.interview.next_question import Mode
from tests.interview.terminal import (
    ENTER,
    ESCAPE,
    Terminal,
)
from tests.interview.terminal_steps import (
    AGE,
    GROUPS,
    NUMB,
    SEX,
    begin,
    confirm,
    keep_nothing,
    leave,
    read_on,
    run_through,
    tick_none,
    tick_none_in_a_small_window,
    unwell,
)


@pytest.mark.parametrize("mode", ["default", "full"])
def test_both_back_ends_give_the_same_result_for_the_same_keys(tmp_path: Path, mode: Mode) -> None:
    results = []
    for name in ("rich", "plain"):
        target = tmp_path / f"{name}.json"
        options = ["--full"] if mode == "full" else []
        options += ["--accessible"] if name == "plain" else []
        terminal = Terminal(
            "assess", *options, "-f", "json", "-o", str(target), home=tmp_path / name
        )
        run_through(terminal, mode)
        keep_nothing(terminal)
        assert terminal.end() == 0
        assert not list((tmp_path / name).glob("*draft*"))
        results.append(target.read_bytes())
    assert results[0] == results[1]
    document = json.loads(results[0])
    assert document["triage"]["complete"]
    assert document["contact"]["country"] == "GB"


def test_an_emergency_ends_with_the_card_once_it_is_confirmed(tmp_path: Path) -> None:
    terminal = Terminal("screen", "--country", "GB", home=tmp_path)
    begin(terminal, country=False)
    terminal.see(NUMB)
    terminal.press("1", ENTER)
    terminal.see("When did the numbness between the legs start")
    terminal.press("1", ENTER)
    terminal.see("You ticked: Numb between the legs.")
    confirm(terminal)
    terminal.see("[q] quit")
    assert "999" in terminal.everything()
    terminal.press("q")
    assert terminal.end() == 0
    assert (tmp_path / "screen-draft.json").exists()


def test_a_follow_up_can_explain_a_sign(tmp_path: Path) -> None:
    terminal = Terminal("screen", home=tmp_path)
    begin(terminal)
    terminal.see(NUMB)
    terminal.press("1", ENTER)
    terminal.see("When did the numbness between the legs start")
    terminal.press("4", ENTER)
    terminal.see("· Sudden or severe illness")
    leave(terminal)


@pytest.mark.parametrize("command", ["assess", "screen"])
def test_the_card_is_shown_even_when_the_report_goes_to_a_file(
    tmp_path: Path, command: str
) -> None:
    target = str(tmp_path / "r.json")
    terminal = Terminal(command, "-f", "json", "-o", target, home=tmp_path)
    begin(terminal)
    unwell(terminal)
    confirm(terminal)
    assert terminal.end() == 0
    assert "EMERGENCY" in terminal.everything()
    assert json.loads(Path(target).read_text())["triage"]["urgency"] == "emergency"


def test_enter_on_nothing_asks_again(tmp_path: Path) -> None:
    terminal = Terminal("assess", home=tmp_path)
    terminal.see("About")
    terminal.see(AGE)
    terminal.press(ENTER)
    terminal.see("Nothing was typed yet.")
    terminal.press("s", ENTER)
    terminal.see(SEX)
    terminal.press(ENTER)
    terminal.see("Nothing is chosen yet.")
    terminal.press("s", ENTER)
    terminal.see("Which country")
    terminal.press("s", ENTER)
    terminal.see("Where does it hurt?")
    terminal.press("s", ENTER)
    terminal.see("Which side")
    terminal.press("s", ENTER)
    terminal.see(NUMB)
    terminal.press(ENTER)
    terminal.see("Nothing is ticked yet.")
    leave(terminal)


def test_none_of_these_goes_with_nothing_else_and_not_sure_keeps_ticks(tmp_path: Path) -> None:
    terminal = Terminal("assess", home=tmp_path)
    begin(terminal)
    terminal.see(NUMB)
    terminal.press("1", "2")
    terminal.see("2 [x] New trouble")
    terminal.press("n")
    terminal.see("n [x] None of these")
    assert f"1 {NUMB}" in terminal.shown()
    terminal.press("2", "u")
    terminal.see("u [x] Not sure about some")
    assert "n [ ] None of these" in terminal.shown()
    assert "2 [x] New trouble" in terminal.shown()
    leave(terminal)


def test_not_sure_asks_which_ones_and_keeps_every_tick(tmp_path: Path) -> None:
    terminal = Terminal("screen", "-f", "json", "-o", str(tmp_path / "r.json"), home=tmp_path)
    begin(terminal)
    terminal.see(NUMB)
    terminal.press("7", "u", ENTER)
    terminal.see("Which of these are you not sure about?")
    terminal.see("7 [x] A foot that drops")
    terminal.press(ENTER)
    terminal.see("Nothing is marked [?] yet.")
    terminal.press("6", "7", "7")
    terminal.see("6 [?] New loss")
    terminal.press(ESCAPE)
    terminal.see("6 [?] New loss", "u [ ] Not sure")
    terminal.see("7 [x] A foot that drops")
    terminal.press(ENTER)
    terminal.see("s ( ) Leave this out")
    leave(terminal)
    draft = json.loads((tmp_path / "screen-draft.json").read_text())["asked"]
    assert draft["rf_foot_drop"]["value"] == "yes"
    assert draft["rf_sexual_feeling"]["value"] == "unsure"
    assert draft["rf_leaking"]["value"] == "no"


def test_a_stray_key_on_an_emergency_can_be_taken_back(tmp_path: Path) -> None:
    terminal = Terminal("assess", home=tmp_path)
    begin(terminal)
    unwell(terminal, ENTER + ENTER)
    terminal.see("You ticked: Confused, drowsy")
    terminal.press(ESCAPE)
    terminal.see("5 [x] Confused")
    terminal.press("n", ENTER)
    terminal.see("You take back: Confused, drowsy")
    terminal.press(ENTER)
    terminal.see(f"· {GROUPS[2].section.title}")
    leave(terminal)


@pytest.mark.parametrize("options", [(), ("--accessible",)])
def test_a_sign_given_beforehand_is_shown_and_stays(
    tmp_path: Path, options: tuple[str, ...]
) -> None:
    terminal = Terminal("screen", "--set", "rf_fever=yes", *options, home=tmp_path)
    begin(terminal)
    tick_none(terminal, GROUPS[:3])
    terminal.see(f"· {GROUPS[3].section.title}", "Please note")
    leave(terminal)
    draft = json.loads((tmp_path / "screen-draft.json").read_text())["asked"]
    assert draft["rf_fever"]["value"] == "yes"
    assert draft["rf_very_unwell"]["value"] == "no"


def test_a_note_that_someone_should_be_seen_waits_for_enter(tmp_path: Path) -> None:
    terminal = Terminal("screen", home=tmp_path, columns=40, rows=20)
    begin(terminal)
    tick_none_in_a_small_window(terminal, GROUPS[:3])
    terminal.press("2", ENTER)
    read_on(terminal, "s [ ] Leave this out")
    terminal.press("s", ENTER)
    terminal.see("Please note: Be seen")
    terminal.press(ENTER)
    terminal.see(f"· {GROUPS[3].section.title}")
    leave(terminal)
