"""Time work, or two commands in turn, A B A B …, so that a drifting machine does not decide."""

import os
import statistics
import subprocess
import time
from collections.abc import Callable, Sequence

Command = Sequence[str]
COMPILE_EACH_TIME = "PYTHONDONTWRITEBYTECODE"  # an installed program is compiled once
USUAL = {name: value for name, value in os.environ.items() if name != COMPILE_EACH_TIME}
QUIET = {**USUAL, "NO_COLOR": "1", "COLUMNS": "80"}


def ratio(command: Command, reference: Command, runs: int = 15) -> float:
    """Return the median of the pairwise wall-time ratios, after one warm-up of each."""
    _seconds(command), _seconds(reference)
    return statistics.median(_seconds(command) / _seconds(reference) for _ in range(runs))


def timed(work: Callable[[], object]) -> float:
    """Seconds that some work takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _seconds(command: Command) -> float:
    return timed(lambda: subprocess.run(command, check=True, env=QUIET, stdout=subprocess.DEVNULL))
