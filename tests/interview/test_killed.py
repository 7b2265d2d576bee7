"""A window that is closed, a line that drops, a program that is killed: one question is lost."""

import json
import signal
import tempfile
from itertools import islice
from pathlib import Path
from random import Random

import pytest

from lowback.engine.answers import read_answers
from lowback.interview.country import with_country
from lowback.knowledge.load import load_knowledge
from tests.interview.script import turns
from tests.interview.terminal import CTRL_C, ENTER, Terminal

KNOWLEDGE = with_country(load_knowledge())
SAID = read_answers(
    {
        "age": 34,
        "sex": "male",
        "country": "GB",
        "pain_location": ["band_both_sides"],
        "pain_side": "both",
    },
    KNOWLEDGE,
    "typed",
)
TURNS = tuple(islice(turns(SAID, KNOWLEDGE, "default"), 9))
ENDS = ("SIGHUP", "SIGTERM", "SIGKILL", "a closed window", "Ctrl-C twice")


def lost(random: Random, end: str) -> set[str]:
    """Kill a talk at some moment; which answers are gone that were given before the last one."""
    answered = random.randrange(1, len(TURNS))
    with tempfile.TemporaryDirectory() as home:
        terminal = Terminal("assess", home=Path(home))
        terminal.see("About")
        for turn in TURNS[:answered]:
            terminal.see(turn.see)
            terminal.press(turn.keys, ENTER)
        terminal.see(TURNS[answered].see)
        terminal.press(*random.choice([(), ("?",), ("1",)]))
        _kill(terminal, end)
        kept = _kept(Path(home))
    return {name for turn in TURNS[:answered] for name in turn.asks} - kept


def _kill(terminal: Terminal, end: str) -> None:
    process = terminal.process
    if end == "Ctrl-C twice":
        process.send(CTRL_C + CTRL_C)
        while terminal.reads():
            pass
    elif end == "a closed window":
        process.close(force=False)
    else:
        process.kill(getattr(signal, end))
    process.wait() if process.isalive() else None


def _kept(home: Path) -> set[str]:
    draft = home / "assess-draft.json"
    return set(json.loads(draft.read_bytes())["asked"]) if draft.exists() else set()


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("seed", range(4))
def test_whatever_ends_the_program_only_the_open_question_is_lost(end: str, seed: int) -> None:
    assert lost(Random(f"{end}{seed}"), end) == set()  # noqa: S311 - a moment, not a secret
