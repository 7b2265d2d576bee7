"""How much an interview asks of a runner, what it leaves out, and how soon it begins.

python -m benchmarks.interview
"""

import os
import pty
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from benchmarks.pairs import USUAL
from lowback.engine.answers import Answer, Answers, read_answers
from lowback.engine.score import rank_causes
from lowback.engine.triage import check_red_flags
from lowback.interview.country import with_country
from lowback.interview.next_question import Mode, is_emergency, next_step
from lowback.interview.state import State, begin, take
from lowback.interview.steps import Step
from lowback.knowledge.load import load_knowledge
from lowback.knowledge.strict_yaml import read_file
from tests.interview.runners import RUNNERS, Runner
from tests.interview.terminal import Terminal
from tests.interview.walk import WORD, walk, walk_lines, words_drawn

ROOT = Path(__file__).parents[1]
CASES = ("published", "standardised")
PROGRAM = [sys.executable, "-m", "lowback", "assess"]
CARD = [sys.executable, "-c", "import typer, rich.console, questionary"]
LAST_OF_FIRST_SCREEN = b"Enter"
RUNS, A_MINUTE = 15, 220
AIMS = "aims: 25 screens, 60 keys, 1,400 words, 6.5 minutes"
LAST_PROMPT = "Answer: "
CTRL_C = b"\x03"
KNOWLEDGE = with_country(load_knowledge())


class Effort(NamedTuple):
    """What it took to come to the answer, and how many lines the answer has."""

    keys: int
    words: int
    answer: int


def main() -> None:
    """Print the effort of three runners, what a short interview leaves out, and the start."""
    print(AIMS)
    for runner in RUNNERS:
        print(f"{runner.name:36} {runner.columns}x{runner.rows}  {_effort(runner)}")
    for name in CASES:
        print(f"{name:13} {_same_as_full(name)}")
    ratio = first_question()
    print(f"{ratio:5.2f}x  must 1.5x  aim 1.25x  first screen against typer, rich, questionary")


def asked(said: Answers, mode: Mode) -> State:
    """Go through an interview; a sign that nobody mentions is no, a question is left out."""
    state = begin({})
    while not is_emergency(state, KNOWLEDGE):
        step = next_step(state, KNOWLEDGE, mode)
        if step is None:
            break
        given = {name: said.get(name) or _unsaid(name, step) for name in step.ids}
        state = take(state, step, given, KNOWLEDGE)
    return state


def first_question() -> float:
    """Return the median ratio of the pairs, after one warm-up of each."""
    _until_asked(), _import_card()
    return statistics.median(_until_asked() / _import_card() for _ in range(RUNS))


def _effort(runner: Runner) -> str:
    """Screens, keys, words and minutes up to the answer, and the lines of the answer."""
    said = read_answers(runner.answers, KNOWLEDGE, "typed")
    with tempfile.TemporaryDirectory() as home:
        terminal = Terminal(
            "assess", *runner.options, home=Path(home), columns=runner.columns, rows=runner.rows
        )
        found = (_in_lines if runner.options else _in_frames)(terminal, said)
        terminal.press(CTRL_C.decode())
    minutes = f"{found.words / A_MINUTE:.1f} minutes"
    screens = len(asked(said, "default").trail)
    return (
        f"{screens} screens  {found.keys} keys  {found.words} words  {minutes}  "
        f"answer {found.answer} lines"
    )


def _in_frames(terminal: Terminal, said: Answers) -> Effort:
    *before, answer = list(walk(terminal, said, KNOWLEDGE, "default"))
    return Effort(answer.keys, words_drawn(before), len(answer.lines))


def _in_lines(terminal: Terminal, said: Answers) -> Effort:
    keys = walk_lines(terminal, said, KNOWLEDGE, "default")
    everything = terminal.everything()
    asked_ = everything.index("Type a letter")
    begins = everything.rfind(LAST_PROMPT, 0, asked_)
    return Effort(keys, len(WORD.findall(everything[:begins])), len(terminal.lines()))


def _same_as_full(name: str) -> str:
    cases = read_file(ROOT / "tests" / "cases" / f"{name}.yaml").value["cases"]
    said = [read_answers(each["answers"], KNOWLEDGE, "typed") for each in cases]
    pairs = [(asked(each, "default"), asked(each, "full")) for each in said]
    alarms = [[check_red_flags(each.answers, KNOWLEDGE) for each in pair] for pair in pairs]
    urgency = sum(short.urgency is full.urgency for short, full in alarms)
    light = sum(short.running.light == full.running.light for short, full in alarms)
    ranked = [pair for pair, alarm in zip(pairs, alarms, strict=True) if alarm[1].ranked]
    first = sum(_first(short) == _first(full) for short, full in ranked)
    counts = sorted(len(short.trail) for short, _ in pairs)
    long = statistics.median(len(full.trail) for _, full in pairs)
    return (
        f"screens: median {statistics.median(counts):g} ({counts[0]} to {counts[-1]}), "
        f"--full {long:g}; "
        f"same as --full: urgency {urgency} of {len(pairs)}, light {light} of {len(pairs)}, "
        f"first source {first} of {len(ranked)}"
    )


def _unsaid(name: str, step: Step) -> Answer | None:
    return Answer(name, "no", ("no",)) if step.is_group else None


def _first(state: State) -> str:
    return rank_causes(state.answers, KNOWLEDGE).sources[0].cause.id


def _import_card() -> float:
    start = time.perf_counter()
    subprocess.run(CARD, check=True, env=USUAL)
    return time.perf_counter() - start


def _until_asked() -> float:
    """Start the program in a pseudo-terminal and wait for the end of its first screen."""
    with tempfile.TemporaryDirectory() as home:
        surroundings = {**USUAL, "LOWBACK_HOME": home, "TERM": "xterm-256color"}
        start = time.perf_counter()
        child, terminal = pty.fork()
        if child == 0:
            os.execve(PROGRAM[0], PROGRAM, surroundings)  # noqa: S606 - our own program
        seen = b""
        while LAST_OF_FIRST_SCREEN not in seen:
            seen += os.read(terminal, 4096)
        took = time.perf_counter() - start
        os.write(terminal, CTRL_C)
        _drain(terminal)
        os.waitpid(child, 0)
        os.close(terminal)
    return took


def _drain(terminal: int) -> None:
    """Read what is left; a pseudo-terminal whose program is gone ends with an error."""
    try:
        while os.read(terminal, 4096):
            pass
    except OSError:
        return


if __name__ == "__main__":
    main()
