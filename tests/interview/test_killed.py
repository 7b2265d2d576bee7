"""A window that is closed, a line that drops, a program that is killed: one question is lost."""

import json
import signal
import tempfile
from pathlib import Path
from random import Random

import pytest

from lowback.interview.steps import steps
from lowback.knowledge.load import load_knowledge
from tests.interview.terminal import CTRL_C, ENTER, Terminal

KNOWLEDGE = load_knowledge()
GROUPS = [each for each in steps(KNOWLEDGE, {}) if each.is_group]
ENDS = ("SIGHUP", "SIGTERM", "SIGKILL", "a closed window", "Ctrl-C twice")


def lost(random: Random, end: str) -> set[str]:
    """Kill a talk at some moment; which answers are gone that were given before the last one."""
    plain = random.random() < 0.5
    answered = random.randrange(len(GROUPS))
    with tempfile.TemporaryDirectory() as home:
        terminal = Terminal("assess", *(["--accessible"] if plain else []), home=Path(home))
        for step in GROUPS[:answered]:
            terminal.see(f"· {step.section.title}")
            terminal.press("n", ENTER)
        terminal.see(f"· {GROUPS[answered].section.title}")
        terminal.press(*random.choice([(), ("n",), ("1",), ("n", ENTER), ("u", ENTER)]))
        _kill(terminal, end)
        kept = _kept(Path(home))
    return {each.id for step in GROUPS[:answered] for each in step.questions} - kept


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
