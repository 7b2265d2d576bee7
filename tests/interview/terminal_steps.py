"""How a person goes through the interview at a pseudo-terminal, step by step."""

from itertools import pairwise

from lowback.engine.answers import read_answers
from lowback.interview.country import with_country
from lowback.interview.next_question import Mode
from lowback.interview.steps import Step, steps
from lowback.knowledge.load import load_knowledge
from lowback.knowledge.strict_yaml import read_file
from tests.interview.script import turns
from tests.interview.terminal import (
    CTRL_C,
    ENTER,
    Terminal,
)
from tests.program import EXAMPLE

KNOWLEDGE = with_country(load_knowledge())
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
