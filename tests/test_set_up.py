"""`make assess`: says what it does before it does it, and ends after Ctrl-C without a complaint."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_set_up_says_in_one_line_what_it_does_before_it_does_it() -> None:
    make = ["make", "--dry-run", "--what-if", "pyproject.toml", "assess"]
    done = subprocess.run(make, cwd=ROOT, capture_output=True, text=True, check=True)
    lines = done.stdout.splitlines()
    said = next(at for at, line in enumerate(lines) if "Setting up lowback" in line)
    assert said < next(at for at, line in enumerate(lines) if "pip install" in line)


def test_being_interrupted_is_no_error_of_make_and_every_other_end_is(tmp_path: Path) -> None:
    for code, expected in ((130, 0), (0, 0), (2, 2), (3, 2)):
        program = tmp_path / "lowback"
        program.write_text(f"#!/bin/sh\nexit {code}\n", encoding="utf-8")
        program.chmod(0o755)
        make = ["make", "--assume-old", ".venv/runs", f"BIN={tmp_path}", "assess"]
        done = subprocess.run(make, cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == expected
        assert ("Error" in done.stderr) == (expected != 0)
