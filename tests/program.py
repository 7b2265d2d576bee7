"""The one way to start the program: `lowback` in a process of its own, as a script does."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

PROGRAM = (sys.executable, "-m", "lowback")
EXAMPLE = Path(__file__).parents[1] / "examples" / "runner.yaml"
STREAMS = ("stdin", "stdout", "stderr")


def run(
    *arguments: object,
    stdin: bytes = b"",
    environment: Mapping[str, str] | None = None,
    before: Callable[[], None] | None = None,
) -> subprocess.CompletedProcess[bytes]:
    """Run `lowback`; `before` is called in the new process before Python starts."""
    command = [*PROGRAM, *map(str, arguments)]
    around = {**os.environ, **(environment or {})}
    if before is None:
        return _forked(command, stdin, around)
    return subprocess.run(
        command, input=stdin, capture_output=True, check=False, env=around, preexec_fn=before
    )


def lowback(*arguments: object, text: str = "") -> subprocess.CompletedProcess[str]:
    """Run `lowback` with text in and out."""
    done = run(*arguments, stdin=text.encode())
    return subprocess.CompletedProcess(
        done.args, done.returncode, done.stdout.decode(), done.stderr.decode()
    )


def _forked(
    command: list[str], stdin: bytes, environment: Mapping[str, str]
) -> subprocess.CompletedProcess[bytes]:
    """Run it as a child of the warm process, with files for streams."""
    with TemporaryDirectory() as folder:
        streams = [Path(folder, each) for each in STREAMS]
        for path, content in zip(streams, (stdin, b"", b""), strict=True):
            path.write_bytes(content)
        start = {
            "arguments": command[len(PROGRAM) :],
            "environment": dict(environment),
            "folder": str(Path.cwd()),
            "streams": [str(each) for each in streams],
        }
        code = _ask(_warm(), json.dumps(start))
        _, out, err = (each.read_bytes() for each in streams)
    return subprocess.CompletedProcess(command, code, out, err)


def _ask(warm: "subprocess.Popen[str]", line: str) -> int:
    assert warm.stdin
    assert warm.stdout
    warm.stdin.write(f"{line}\n")
    warm.stdin.flush()
    return int(warm.stdout.readline())


@cache
def _warm() -> "subprocess.Popen[str]":
    """The warm process of this test run; it ends when its stdin does."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.warm"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[1],
    )  # fmt: skip
