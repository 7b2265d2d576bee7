"""The shipped program in a real pseudo-terminal."""

import json
import stat
from itertools import pairwise
from pathlib import Path

import pytest

from lowback.engine.answers import read_answers
from lowback.interview.country import with_country
from lowback.interview.next_question import Mode
from lowback.interview.steps import Step, steps
from lowback.knowledge.load import load_knowledge
from lowback.knowledge.strict_yaml import read_file
from tests.interview.runners import RUNNERS
from tests.interview.script import turns
from tests.interview.terminal import (
    CTRL_B,
    CTRL_C,
    CTRL_D,
    CTRL_U,
    DOWN,
    ENTER,
    ESCAPE,
    UP,
    Terminal,
)

KNOWLEDGE = with_country(load_knowledge())
EXAMPLE = Path(__file__).parents[2] / "examples" / "runner.yaml"
MAN = read_answers({"age": 34, "sex": "male"}, KNOWLEDGE, "typed")
GROUPS = tuple(each for each in steps(KNOWLEDGE, MAN) if each.is_group)
NERVES = f"· {GROUPS[0].section.title}"
NUMB, PEE, LEAK = "[ ] New numbness", "2 [ ] New trouble", "3 [ ] New leaking"
AGE, SEX = "How old are you?", "Which applies to you?"


def begin(terminal: Terminal, *, country: bool = True) -> None:
    """Go past the welcome, and answer what comes before the signs: a man of 34."""
    terminal.see("About")
    terminal.see(AGE)
    terminal.press("34", ENTER)
    terminal.see(SEX)
    terminal.press("2", ENTER)
    if country:
        terminal.see("Which country")
        terminal.press("1", ENTER)
    terminal.see("Where does it hurt?")
    terminal.press("2", ENTER)
    terminal.see("Which side hurts?")
    terminal.press("1", ENTER)


def tick_none(terminal: Terminal, groups: tuple[Step, ...] = GROUPS) -> None:
    for each in groups:
        terminal.see(f"· {each.section.title}")
        terminal.see("n [ ] None of", "None of these", "None of the others")
        terminal.press("n", ENTER)


def confirm(terminal: Terminal) -> None:
    terminal.see("Is that right?")
    terminal.press(ENTER)


def keep_nothing(terminal: Terminal) -> None:
    terminal.see("Keep this result on this computer")
    terminal.press("2", ENTER)


def unwell(terminal: Terminal, ending: str = ENTER) -> None:
    """Tick the one emergency sign that no follow-up can explain."""
    tick_none(terminal, GROUPS[:1])
    terminal.see("5 [ ] Confused")
    terminal.press("5" + ending)


def read_on(terminal: Terminal, then: str) -> None:
    """Press Enter for as long as there are lines that were not in sight."""
    while terminal.see("Please read these too", then) != then:
        lines = terminal.lines()
        terminal.press(ENTER)
        terminal.see_another(lines)


def tick_none_in_a_small_window(terminal: Terminal, groups: tuple[Step, ...]) -> None:
    """Choose none, read what lies below, and choose again."""
    for each, after in pairwise(groups):
        terminal.see(f"· {each.section.title}")
        terminal.press("n", ENTER)
        read_on(terminal, f"· {after.section.title}")


def unbroken(terminal: Terminal) -> str:
    """All that was written without its blanks, since a long path may break a line anywhere."""
    return terminal.everything().replace(" ", "")


def leave(terminal: Terminal) -> None:
    terminal.press(CTRL_C)
    assert terminal.end() == 130


def run_through(terminal: Terminal, mode: Mode) -> None:
    """Give every answer of the example runner."""
    raw = {**read_file(EXAMPLE).value, "country": "GB"}
    said = read_answers(raw, KNOWLEDGE, "typed")
    terminal.see("About")
    for turn in turns(said, KNOWLEDGE, mode):
        terminal.see(turn.see.partition(" · ")[0])
        terminal.press(turn.keys, ENTER)
    if mode == "full":
        if terminal.see("No more tests", "Show me the answer") == "No more tests":
            terminal.press("3", ENTER)
        terminal.see("Show me the answer")
        terminal.press("0", ENTER)


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
