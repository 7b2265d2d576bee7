"""Results written by the real program, for the commands that read one."""

import json
from pathlib import Path
from typing import Any

from tests.program import EXAMPLE, lowback

Json = dict[str, Any]


def result(path: Path, **changed: str) -> Path:
    """Write the result of the example runner, with some answers changed, and return its path."""
    settings = [each for name, value in changed.items() for each in ("--set", f"{name}={value}")]
    done = lowback(
        "assess", "--answers", str(EXAMPLE), *settings, "--country", "GB", "-f", "json",
        "-o", str(path), "--force",
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    return path


def as_json(*arguments: str) -> Json:
    """Return what a command writes with `--format json`."""
    done = lowback(*arguments, "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    found: Json = json.loads(done.stdout)
    return found
