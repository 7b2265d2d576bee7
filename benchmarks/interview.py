"""How much an interview asks of a runner, and how soon its first question stands on the screen.

python -m benchmarks.interview
"""

import os
import pty
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks.pairs import USUAL
from lowback.engine.answers import Answer, Answers, read_answers
from lowback.engine.score import rank_causes
from lowback.interview.next_question import Mode, next_step
from lowback.interview.self_tests import unlocked, useful_tests
from lowback.interview.state import State, begin, take
from lowback.interview.steps import Step
from lowback.knowledge.load import load_knowledge
from lowback.knowledge.strict_yaml import read_file
from tests.interview.script import turns

ROOT = Path(__file__).parents[1]
WORKED = ("first_marathon", "college_runner", "desk_and_leg")
CASES = ("published", "standardised")
MODES: tuple[Mode, ...] = ("quick", "standard", "full")
PROGRAM = [sys.executable, "-m", "lowback", "assess"]
CARD = [sys.executable, "-c", "import typer, rich.console, questionary"]
LAST_OF_FIRST_SCREEN = b"Not sure about one or more"
RUNS = 15
CTRL_C = b"\x03"
KNOWLEDGE = load_knowledge()


class Asked(NamedTuple):
    """The screens of warning signs, the ordinary questions, and where they led."""

    screens: int
    questions: int
    state: State


def main() -> None:
    """Print the effort of the worked runners, that of the cases, and the start."""
    for runner in read_file(ROOT / "tests" / "worked.yaml").value:
        if runner["id"] in WORKED:
            for mode in MODES:
                print(f"{runner['id']:15} {mode:9} {_effort(_read(runner['answers']), mode)}")
    for name in CASES:
        for line in _of_cases(name):
            print(line)
    ratio = first_question()
    print(f"{ratio:5.2f}x  must 1.5x  aim 1.25x  first question against typer, rich, questionary")


def asked(said: Answers, mode: Mode) -> Asked:
    """Go through an interview; a sign that nobody mentions is no, a question is left out."""
    state, screens, questions = begin({}), 0, 0
    while not is_emergency(state, KNOWLEDGE):
        step = next_step(state, KNOWLEDGE, mode)
        if step is None:
            break
        screens, questions = screens + step.is_group, questions + (not step.is_group)
        given = {name: said.get(name) or _unsaid(name, step) for name in step.ids}
        state = take(state, step, given, KNOWLEDGE)
    return Asked(screens, questions, state)


def first_question() -> float:
    """Return the median ratio of the pairs, after one warm-up of each."""
    _until_asked(), _import_card()
    return statistics.median(_until_asked() / _import_card() for _ in range(RUNS))


def _read(raw: dict[str, object]) -> Answers:
    return read_answers(raw, KNOWLEDGE, "typed")


def _unsaid(name: str, step: Step) -> Answer | None:
    return Answer(name, "no", ("no",)) if step.is_group else None


def _effort(said: Answers, mode: Mode) -> str:
    """Screens, questions and keys up to the result, the review page and its Enter included."""
    result = asked(said, mode)
    keys = sum(len(turn.keys) + 1 for turn in turns(said, KNOWLEDGE, mode)) + len("0\r")
    answers = result.state.answers
    tests = {"quick": (), "standard": useful_tests(answers, KNOWLEDGE)}.get(
        mode, unlocked(answers, KNOWLEDGE)
    )
    offered = f"{len(tests)} self-tests {'to lead through' if mode == 'full' else 'offered'}"
    return f"{result.screens} screens  {result.questions:2} questions  {keys:3} keys  {offered}"


def _of_cases(name: str) -> Iterator[str]:
    cases = [
        _read(each["answers"])
        for each in read_file(ROOT / "tests" / "cases" / f"{name}.yaml").value["cases"]
    ]
    runs = {mode: [asked(said, mode) for said in cases] for mode in MODES}
    for mode, results in runs.items():
        counts = sorted(each.questions for each in results if not _over(each))
        middle = f"median {statistics.median(counts):g}, {counts[0]} to {counts[-1]}"
        yield f"{name:13} {mode:9} ordinary questions: {middle}"
    pairs = [
        (_first(short), _first(long))
        for short, long in zip(runs["quick"], runs["full"], strict=True)
        if not _over(long)
    ]
    kept = sum(short == long for short, long in pairs)
    yield f"{name:13} --quick keeps the first source of --full in {kept} of {len(pairs)} cases"


def _over(result: Asked) -> bool:
    return is_over(result.state.answers, KNOWLEDGE)


def _first(result: Asked) -> str:
    return rank_causes(result.state.answers, KNOWLEDGE).sources[0].cause.id


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
