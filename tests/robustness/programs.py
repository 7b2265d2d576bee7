"""Run scripts in a process of their own, and what a program may need: memory, time, disk."""

import os
import resource
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

MEGABYTE = 1_000_000
SECONDS_OF_WORK = 60
MEMORY = 1_500 * MEGABYTE


def run_python(
    script: str,
    *arguments: str | Path,
    environment: Mapping[str, str] | None = None,
    before: Callable[[], None] | None = None,
) -> subprocess.CompletedProcess[bytes]:
    """Run a script in a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", script, *map(str, arguments)],
        capture_output=True,
        check=False,
        env={**os.environ, **(environment or {})},
        preexec_fn=before,
    )


def bounded() -> None:
    """Whoever works too long is killed, whoever takes too much memory fails."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS_OF_WORK, SECONDS_OF_WORK))
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))


def small_disk() -> None:
    """No file may grow beyond 64 bytes, as if the disk were full."""
    import signal

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (64, 64))
