"""Walk the shipped program through a whole interview and look at every frame on the way."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lowback.engine.answers import Answers
from lowback.interview.next_question import Mode
from lowback.knowledge.schema import Knowledge
from tests.interview.script import turns
from tests.interview.terminal import ENTER, Terminal

WORD = re.compile(r"[^\W\d_]{2,}|\b[aI]\b")
MORE_BELOW, DONE = "Please read these too,", "[q] quit"


class Frame(NamedTuple):
    """What stands on the screen, line by line, before a key is pressed; and the keys so far."""

    place: str
    lines: tuple[str, ...]
    keys: int


def walk(terminal: Terminal, said: Answers, knowledge: Knowledge, mode: Mode) -> Iterator[Frame]:
    """Yield every frame up to the answer, which is the last one."""
    keys = 0
    every = [(_start(turn.see), turn.keys) for turn in turns(said, knowledge, mode)]
    for (place, keyed), (after, _) in zip(every, [*every[1:], (DONE, "")], strict=True):
        terminal.see(place)
        terminal.see("Enter")
        yield Frame(place, terminal.lines(), keys)
        typed = keyed.replace(",", "")
        terminal.press(*typed, ENTER)
        keys += len(typed) + 1
        while terminal.see(after, MORE_BELOW, "Please note") != after:
            lines = terminal.lines()
            yield Frame(place, lines, keys)
            terminal.press(ENTER)
            keys += 1
            terminal.see_another(lines)
    yield Frame(DONE, terminal.lines(), keys)


def walk_lines(terminal: Terminal, said: Answers, knowledge: Knowledge, mode: Mode) -> int:
    """Answer in plain lines up to the answer, and return how many keys that took."""
    keys = 0
    for turn in turns(said, knowledge, mode):
        counter = turn.see.partition(" · ")[0]
        while counter not in terminal.everything():
            assert terminal.reads(), f"it ended before {turn.see}"
        terminal.press(turn.keys + ENTER)
        keys += len(turn.keys) + 1
    while "Type a letter" not in terminal.everything():
        assert terminal.reads(), "it ended without the answer"
    return keys


def words_drawn(frames: list[Frame]) -> int:
    """How many words were drawn: those of every line that did not stand there before.

    Keys, marks, numbers and the strokes of a drawing are no words.
    """
    drawn, before = 0, tuple[str, ...]()
    for frame in frames:
        drawn += sum(len(WORD.findall(line)) for line in frame.lines if line not in before)
        before = frame.lines
    return drawn


def _start(place: str) -> str:
    """The number of a screen and what follows it, as far as a narrow window shows it."""
    return place.split(" · ", maxsplit=1)[0] + " ·"


def _lines(terminal: Terminal) -> tuple[str, ...]:
    return terminal.lines()
