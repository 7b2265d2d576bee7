"""The shipped program in a real pseudo-terminal."""

import json
import stat
from pathlib import Path

import pytest

from lowback.engine.answers import read_answers
from lowback.interview.next_question import Mode
from lowback.knowledge.load import load_knowledge
from lowback.knowledge.strict_yaml import read_file
from tests.interview.script import turns
from tests.interview.terminal import (
    CTRL_B,
    CTRL_C,
    CTRL_D,
    CTRL_U,
    DOWN,
    ENTER,
    ESCAPE,
    SPACE,
    UP,
    Terminal,
)

KNOWLEDGE = load_knowledge()
EXAMPLE = Path(__file__).parents[2] / "examples" / "runner.yaml"
GROUPS = (
    "Nerves and bladder",
    "Sudden or severe illness",
    "Infection and general health",
    "Bones",
    "Tummy, kidneys and blood vessels",
    "Pregnancy and pelvis",
)
FIRST = "> 1 [ ] Numb between the legs"
AGE = "> Age (s leaves it out):"


def tick_none(terminal: Terminal, titles: tuple[str, ...] = GROUPS) -> None:
    for title in titles:
        terminal.see(f"{title} > 1 [ ]")
        terminal.press("n", ENTER)


def screened(terminal: Terminal) -> None:
    """Answer the plain questions that decide whether more warning signs apply."""
    terminal.see(AGE)
    terminal.press("34", ENTER)
    terminal.see("Length of this episode 1 Under 6 weeks")
    terminal.press("1", ENTER)
    terminal.see("> Your choice:")


def confirm(terminal: Terminal) -> None:
    terminal.see("Is that right?")
    terminal.press(ENTER)


def keep_nothing(terminal: Terminal) -> None:
    terminal.see("Keep this result on this computer")
    terminal.press("2", ENTER)


def leave_the_answer(terminal: Terminal) -> None:
    terminal.see("[q] quit")
    terminal.press("q")


def leave(terminal: Terminal) -> None:
    terminal.press(CTRL_C)
    assert terminal.end() == 130


def run_through(terminal: Terminal, mode: Mode) -> None:
    """Give every answer of the example runner, then look at the review page."""
    said = read_answers(read_file(EXAMPLE).value, KNOWLEDGE, "typed")
    for turn in turns(said, KNOWLEDGE, mode):
        terminal.see(turn.see)
        terminal.press(turn.keys, ENTER)
    if terminal.see("Self-tests at home", "0 to see the result") == "Self-tests at home":
        terminal.press("n", ENTER)
        terminal.see("0 to see the result")


@pytest.mark.parametrize("mode", ["quick", "standard"])
def test_both_back_ends_give_the_same_result_for_the_same_keys(tmp_path: Path, mode: Mode) -> None:
    results = []
    for name in ("rich", "plain"):
        target = tmp_path / f"{name}.json"
        options = ["--quick"] if mode == "quick" else []
        options += ["--accessible"] if name == "plain" else []
        terminal = Terminal(
            "assess", *options, "-f", "json", "-o", str(target), home=tmp_path / name
        )
        run_through(terminal, mode)
        terminal.press("0", ENTER)
        keep_nothing(terminal)
        assert terminal.end() == 0
        assert not list((tmp_path / name).glob("*draft*"))
        results.append(target.read_bytes())
    assert results[0] == results[1]
    document = json.loads(results[0])
    assert document["triage"]["complete"]
    assert document["sources"][0]["id"] == "muscle_strain"


def test_an_emergency_sign_stops_at_once_with_the_card(tmp_path: Path) -> None:
    terminal = Terminal("assess", "--country", "GB", home=tmp_path)
    terminal.see(FIRST)
    terminal.press(SPACE, ENTER)
    confirm(terminal)
    leave_the_answer(terminal)
    assert terminal.end() == 0
    assert "Call 999" in terminal.everything()
    assert "What may hurt" not in terminal.everything()


@pytest.mark.parametrize("command", ["assess", "screen"])
def test_the_card_is_shown_even_when_the_report_goes_to_a_file(
    tmp_path: Path, command: str
) -> None:
    target = str(tmp_path / "r.json")
    terminal = Terminal(command, "-f", "json", "-o", target, home=tmp_path)
    terminal.see(FIRST)
    terminal.press("3", ENTER)
    confirm(terminal)
    assert terminal.end() == 0
    assert "[EMERGENCY]" in terminal.everything()
    assert json.loads(Path(target).read_text())["triage"]["urgency"] == "emergency"


def test_enter_on_nothing_asks_again(tmp_path: Path) -> None:
    terminal = Terminal("assess", home=tmp_path)
    terminal.see(FIRST)
    terminal.press(ENTER)
    terminal.see("Nothing is ticked yet.")
    tick_none(terminal)
    terminal.see(AGE)
    terminal.press(ENTER)
    terminal.see("Nothing was typed yet.")
    terminal.press("s", ENTER)
    terminal.see("3 Prefer not to say")
    terminal.press(ENTER)
    terminal.see("Nothing is chosen yet.")
    leave(terminal)


def test_none_of_these_goes_with_nothing_else(tmp_path: Path) -> None:
    terminal = Terminal("assess", home=tmp_path)
    terminal.see(FIRST)
    terminal.press("1", "2")
    terminal.see("2 [x] New trouble with peeing")
    terminal.press("n")
    terminal.see("n [x] None of these")
    assert "1 [ ] Numb between the legs" in terminal.shown()
    terminal.press("u")
    terminal.see("u [x] Not sure about one or more")
    assert "n [ ] None of these" in terminal.shown()
    leave(terminal)


def test_not_sure_asks_which_ones_and_keeps_every_tick(tmp_path: Path) -> None:
    terminal = Terminal("screen", "-f", "json", "-o", str(tmp_path / "r.json"), home=tmp_path)
    terminal.see(FIRST)
    terminal.press("7", "u")
    terminal.see("u [x] Not sure about one or more")
    terminal.see("7 [x] Foot drop or a weaker leg")
    terminal.press(ENTER)
    terminal.see("Which of these are you not sure about?")
    terminal.see("Number or Space marks [?]")
    terminal.see("7 [x] Foot drop or a weaker leg")
    terminal.press(ENTER)
    terminal.see("Nothing is marked [?] yet.")
    terminal.press("2", "7", "7")
    terminal.see("2 [?] New trouble with peeing")
    terminal.press(ESCAPE)
    terminal.see("2 [?] New trouble with peeing 3 [ ] New leaking")
    terminal.see("7 [x] Foot drop or a weaker leg")
    terminal.press(ENTER)
    terminal.see("Please note: Be seen today, or within 48 hours.")
    tick_none(terminal, GROUPS[1:])
    screened(terminal)
    told = "YES to Foot drop or a weaker leg; NOT SURE about New trouble with peeing; no to"
    assert told in terminal.everything()
    terminal.press("0", ENTER)
    assert terminal.end() == 0
    triage = json.loads((tmp_path / "r.json").read_text())["triage"]
    assert "bladder_change_unsure" in [each["id"] for each in triage["red_flags"]]
    assert triage["urgency"] == "urgent"


def test_a_stray_key_on_an_emergency_can_be_taken_back(tmp_path: Path) -> None:
    terminal = Terminal("assess", home=tmp_path)
    tick_none(terminal, GROUPS[:1])
    terminal.see("Sudden or severe illness > 1")
    terminal.press(ESCAPE)
    terminal.see("> n [x] None of these")
    terminal.press("1" + ENTER + ENTER)
    terminal.see("You ticked: Numb between the legs. Is that right?")
    terminal.press(ESCAPE)
    terminal.see("> 1 [x] Numb between the legs")
    terminal.press("1", "n", ENTER)
    terminal.see("You take back: Numb between the legs. Is that right?")
    terminal.press(ENTER)
    terminal.see("Sudden or severe illness > 1")
    leave(terminal)


@pytest.mark.parametrize("options", [(), ("--accessible",)])
def test_a_sign_given_beforehand_is_shown_and_stays(
    tmp_path: Path, options: tuple[str, ...]
) -> None:
    target = tmp_path / "r.json"
    terminal = Terminal(
        "screen", "--set", "rf_fever=yes", *options, "-f", "json", "-o", str(target), home=tmp_path
    )
    for title in GROUPS:
        terminal.see(f"{title} > 1 [", f"· {title}")
        terminal.see("n [ ] None of", "None of these", "None of the others")
        terminal.press("n", ENTER)
    terminal.see("How old are you?")
    terminal.press("34", ENTER)
    terminal.see("1 Under 6 weeks", "1. Under 6 weeks")
    terminal.press("1", ENTER)
    terminal.see("0 to see the result")
    terminal.press("0", ENTER)
    assert terminal.end() == 0
    triage = json.loads(target.read_text())["triage"]
    assert triage["urgency"] == "urgent"
    assert triage["complete"]


def test_a_report_that_cannot_be_written_hides_no_emergency_and_loses_nothing(
    tmp_path: Path,
) -> None:
    target = tmp_path / "r.json"
    terminal = Terminal("assess", "-f", "json", "-o", str(target), home=tmp_path)
    terminal.see(FIRST)
    target.write_text("what was here before")
    terminal.press("1", ENTER)
    confirm(terminal)
    assert terminal.end() == 2
    told = terminal.everything()
    assert "[EMERGENCY]" in told
    assert "add --force to replace it" in told
    assert "--resume" in told
    assert target.read_text() == "what was here before"
    again = Terminal("assess", "--resume", home=tmp_path)
    again.see("You ticked: Numb between the legs. Is that right?")
    again.press(ESCAPE)
    again.see("> 1 [x] Numb between the legs")
    leave(again)


def test_a_file_in_the_way_is_said_before_anything_is_asked(tmp_path: Path) -> None:
    (tmp_path / "r.json").write_text("what was here before")
    terminal = Terminal("assess", "-f", "json", "-o", str(tmp_path / "r.json"), home=tmp_path)
    assert terminal.end() == 2
    assert "add --force to replace it" in terminal.everything()
    assert "Numb" not in terminal.everything()


def test_a_finished_interview_asks_once_whether_to_keep_the_result(tmp_path: Path) -> None:
    terminal = Terminal("assess", "--quick", "--no-input", home=tmp_path)
    assert terminal.end() == 2
    target = str(tmp_path / "r.json")
    terminal = Terminal("assess", "--quick", "-f", "json", "-o", target, home=tmp_path)
    run_through(terminal, "quick")
    terminal.press("0", ENTER)
    terminal.see("Keep this result on this computer")
    assert (tmp_path / "assess-draft.json").exists()
    terminal.press("1", ENTER)
    assert terminal.end() == 0
    assert len(list((tmp_path / "assessments").iterdir())) == 1
    assert not (tmp_path / "assess-draft.json").exists()


def test_nothing_answered_leaves_nothing(tmp_path: Path) -> None:
    terminal = Terminal("assess", home=tmp_path)
    terminal.see(FIRST)
    terminal.press("n")
    terminal.see("n [x] None of these")
    leave(terminal)
    assert "answers are kept" not in terminal.everything()
    assert not (tmp_path / "assess-draft.json").exists()


@pytest.mark.parametrize("key", [CTRL_C, CTRL_D])
@pytest.mark.parametrize("options", [(), ("--accessible",)])
def test_leaving_keeps_a_private_draft_and_resume_goes_on(
    tmp_path: Path, key: str, options: tuple[str, ...]
) -> None:
    terminal = Terminal("assess", *options, home=tmp_path, columns=200)
    for title in GROUPS:
        terminal.see(f"· {title}")
        terminal.press("n", ENTER)
    terminal.see("How old are you?")
    terminal.press("34", ENTER)
    terminal.see("Which applies to you?")
    terminal.press("s", ENTER)
    terminal.see("How tall are you?")
    terminal.press(key)
    assert terminal.end() == 130
    assert "-m lowback assess" in terminal.everything()
    assert "--resume" in terminal.everything()
    draft = tmp_path / "assess-draft.json"
    assert stat.S_IMODE(draft.stat().st_mode) == 0o600
    again = Terminal("assess", "--resume", *options, home=tmp_path)
    again.see("How tall are you?")
    assert "How old are you?" not in again.everything()
    assert "Which applies to you?" not in again.everything()
    leave(again)


def test_a_draft_that_was_left_is_offered_first(tmp_path: Path) -> None:
    terminal = Terminal("assess", home=tmp_path)
    tick_none(terminal, GROUPS[:1])
    terminal.see("Sudden or severe illness > 1")
    leave(terminal)
    again = Terminal("assess", home=tmp_path)
    again.see("2 Delete it and start again")
    again.press("2", ENTER)
    again.see(FIRST)
    assert not (tmp_path / "assess-draft.json").exists()
    leave(again)


def test_back_crosses_sections_and_keeps_the_old_answer(tmp_path: Path) -> None:
    terminal = Terminal("assess", home=tmp_path)
    tick_none(terminal)
    terminal.see(AGE)
    terminal.press(ESCAPE)
    terminal.see("> n [x] None of these")
    terminal.press(CTRL_B)
    terminal.see("Tummy, kidneys and blood vessels 1 [ ] Pulsing tummy")
    terminal.press(ENTER)
    terminal.see(AGE)
    leave(terminal)


def test_a_question_mark_explains_and_loses_no_tick(tmp_path: Path) -> None:
    terminal = Terminal("assess", home=tmp_path)
    terminal.see(FIRST)
    terminal.press("2", "?")
    terminal.see("Why we ask: The same nerves control the bladder.")
    terminal.see("> 2 [x] New trouble with peeing")
    leave(terminal)


def test_an_answer_typed_before_the_screen_is_ready_is_not_lost(tmp_path: Path) -> None:
    terminal = Terminal("assess", home=tmp_path)
    terminal.press(SPACE, ENTER)
    confirm(terminal)
    leave_the_answer(terminal)
    assert terminal.end() == 0
    assert "[EMERGENCY]" in terminal.everything()


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_no_word_of_a_warning_sign_is_lost(tmp_path: Path, columns: int) -> None:
    terminal = Terminal("assess", home=tmp_path, columns=columns)
    terminal.see("Not sure about one or more")
    everything = terminal.everything()
    for question in KNOWLEDGE.red_flag_questions():
        if question.section == "nerves":
            assert " ".join(question.ask.split()) in everything
            assert question.label in everything
    leave(terminal)


def test_in_a_small_window_the_pointer_stays_in_sight(tmp_path: Path) -> None:
    terminal = Terminal("assess", home=tmp_path, columns=40, rows=12)
    terminal.see("New trouble with peeing")
    terminal.press(*[DOWN] * 7)
    terminal.see("> 8 [ ] Unsteady legs or clumsy hands")
    terminal.press(UP)
    terminal.see("> 7 [ ] Foot drop or a weaker leg")
    leave(terminal)


def test_a_resized_window_is_drawn_anew_and_goes_on(tmp_path: Path) -> None:
    terminal = Terminal("assess", home=tmp_path)
    terminal.see(FIRST)
    terminal.press("2")
    terminal.see("2 [x] New trouble with peeing")
    terminal.process.setwinsize(30, 60)
    terminal.screen.resize(30, 60)
    terminal.press(DOWN)
    terminal.see("> 3 [ ] New leaking of pee or poo")
    assert "2 [x] New trouble with peeing" in terminal.shown()
    terminal.press(ENTER)
    confirm(terminal)
    leave_the_answer(terminal)
    assert terminal.end() == 0
    assert "[EMERGENCY]" in terminal.everything()


def test_an_answer_can_be_changed_from_the_review_page(tmp_path: Path) -> None:
    terminal = Terminal("screen", "-f", "json", "-o", str(tmp_path / "r.json"), home=tmp_path)
    tick_none(terminal)
    screened(terminal)
    terminal.see("7 Age: 34 years")
    terminal.press("7", ENTER)
    terminal.see("> Age (s leaves it out): 34")
    terminal.press(CTRL_U, "9", ENTER)
    terminal.see("9 years is unusual. Is it right?")
    terminal.press("2", ENTER)
    terminal.see(AGE)
    terminal.press(CTRL_U, "15", ENTER)
    terminal.see("15 years is unusual. Is it right?")
    terminal.press("1", ENTER)
    terminal.see("we do not rank causes")
    terminal.see("> Your choice:")
    terminal.press("4", ENTER)
    terminal.see("Bones 1 [ ]")
    terminal.press("1", ENTER)
    terminal.see("YES to New lump, shape change or lost height; no to the other 4")
    terminal.press("0", ENTER)
    assert terminal.end() == 0
    triage = json.loads((tmp_path / "r.json").read_text())["triage"]
    assert {each["id"] for each in triage["red_flags"]} >= {"under_16"}


@pytest.mark.parametrize("term", ["dumb", "xterm-256color"])
def test_a_dumb_terminal_gets_plain_lines_without_asking_for_them(
    tmp_path: Path, term: str
) -> None:
    terminal = Terminal("screen", home=tmp_path, term=term)
    terminal.see("n. None of these" if term == "dumb" else "n [ ] None of these")
    leave(terminal)


def test_lines_send_no_control_codes(tmp_path: Path) -> None:
    terminal = Terminal("screen", "--accessible", home=tmp_path)
    terminal.process.expect_exact("between them: ")
    assert "\x1b" not in str(terminal.process.before)
    terminal.process.sendline("q")
    assert terminal.end() == 130
