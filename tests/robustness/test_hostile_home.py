"""What lies among saved results and drafts, and is none."""

import os
from pathlib import Path

import pytest

from tests.program import run
from tests.robustness.programs import bounded, run_python


@pytest.mark.parametrize("what", ["a link to a device", "a pipe", "a folder"])
def test_what_lies_among_the_saved_results(what: str, tmp_path: Path) -> None:
    """It is named, the others are shown, and nothing is waited for."""
    home = {"LOWBACK_HOME": str(tmp_path)}
    assert run("assess", "--set", "age=30", "--save", environment=home).returncode == 0
    (kept,) = (tmp_path / "assessments").iterdir()
    other = kept.with_name(kept.name.replace("-1.json", "-2.json"))
    match what:
        case "a link to a device":
            other.symlink_to("/dev/zero")
        case "a pipe":
            os.mkfifo(other)
        case _:
            other.mkdir()
    done = run("history", "list", environment=home, before=bounded)
    assert done.returncode == 1
    assert kept.stem.encode() in done.stdout
    assert str(other).encode() in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_draft_that_is_a_pipe(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "assess-draft.json")
    found = run_python(
        "from lowback.store.drafts import left_at; print(left_at('assess'))",
        environment={"LOWBACK_HOME": str(tmp_path)},
    )
    assert (found.returncode, found.stdout) == (0, b"None\n")
