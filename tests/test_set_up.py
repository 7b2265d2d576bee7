"""`make assess`: says what it does before it does it, and ends after Ctrl-C without a complaint."""

import signal
import subprocess
from pathlib import Path

import pexpect

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


def test_ctrl_c_leaves_the_last_word_to_the_program(tmp_path: Path) -> None:
    program = tmp_path / "lowback"
    program.write_text(
        "#!/bin/sh\ntrap 'echo kept; exit 130' INT\necho ready\nread answer\n", encoding="utf-8"
    )
    program.chmod(0o755)
    talk = pexpect.spawn(
        "make",
        ["--assume-old", ".venv/runs", f"BIN={tmp_path}", "assess"],
        cwd=str(ROOT),
        encoding="utf-8",
        timeout=60,
        preexec_fn=_can_be_interrupted,
    )
    talk.expect("ready")
    talk.sendintr()
    said = talk.read()
    assert "kept" in said
    assert "make:" not in said


def _can_be_interrupted() -> None:
    """Where `nohup` started the tests, what they start would ignore Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
