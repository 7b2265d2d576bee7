"""Closed, full and broken streams, signals, early Ctrl-C: a message or nothing, and one code."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.program import EXAMPLE, PROGRAM, run

RESULT = ("assess", "--answers", str(EXAMPLE), "--format", "json")


def in_shell(redirection: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-c", f'"$@" {redirection}', "bash", *PROGRAM, *arguments],
        capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("redirection", "arguments"),
    [
        (">&-", RESULT),
        (">&-", ("--version",)),
        ("<&-", ("assess", "--answers", "-")),
        ("<&-", ("assess",)),
        ("<&-", ("batch", "-", "-")),
        (">/dev/full", ("--version",)),
        (">/dev/full", ("references",)),
        (">/dev/full", ("--help",)),
        (">/dev/full", RESULT),
    ],
)
def test_a_stream_that_fails_is_said_once(redirection: str, arguments: tuple[str, ...]) -> None:
    done = in_shell(redirection, *arguments)
    assert done.returncode == 2
    assert done.stderr
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


def test_without_stderr_the_result_is_written_all_the_same() -> None:
    assert in_shell("2>&-", *RESULT).stdout == in_shell("", *RESULT).stdout


def test_a_closed_stream_never_lends_its_number_to_a_file(tmp_path: Path) -> None:
    done = in_shell(">&- 2>&-", *RESULT, "-o", str(tmp_path / "me.json"))
    assert done.returncode == 0
    assert (tmp_path / "me.json").read_text(encoding="utf-8").endswith("}\n")


@pytest.mark.parametrize("arguments", [RESULT, ("references",)])
def test_a_reader_that_left_is_told_by_the_code_alone(arguments: tuple[str, ...]) -> None:
    read_end, write_end = os.pipe()
    os.close(read_end)
    done = subprocess.run(
        [*PROGRAM, *arguments], stdout=write_end, stderr=subprocess.PIPE, check=False
    )
    os.close(write_end)
    assert (done.returncode, done.stderr) == (141, b"")


STOPPED = """
import os, signal, sys
number = signal.Signals[sys.argv.pop(1)]
real = os.fsync
if number is signal.SIGHUP:
    signal.signal(number, signal.SIG_DFL)  # tests may run where hang-ups are ignored
def stop(handle):
    real(handle)
    os.kill(os.getpid(), number)
os.fsync = stop
from lowback.cli import main
main()
"""


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_a_signal_leaves_nothing_half_written(name: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", STOPPED, name, *RESULT, "-o", str(tmp_path / "me.json")],
        capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 128 + signal.Signals[name]
    assert done.stderr == b""
    assert list(tmp_path.iterdir()) == []


EARLY = """
import os, signal, sys
class Finder:
    def find_spec(self, name, *rest):
        if name == {name!r}:
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Finder())
sys.argv[0] = "lowback"
from lowback.__main__ import main
main()
"""


@pytest.mark.parametrize("name", ["lowback.cli", "lowback.errors", "typer", "msgspec"])
def test_ctrl_c_while_the_program_is_loaded(name: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", EARLY.format(name=name), "assess"],
        capture_output=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (130, b"")


@pytest.mark.parametrize(
    "seconds", ["99999999999999999999", "253402300800", "253402200000", "²", "-1", "1e9", ""]
)
def test_a_date_nobody_can_use_is_refused(seconds: str) -> None:
    done = run(*RESULT, environment={"SOURCE_DATE_EPOCH": seconds})
    assert done.returncode == 2
    assert b"SOURCE_DATE_EPOCH: must be whole seconds" in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_name_that_no_file_can_have(tmp_path: Path) -> None:
    name = "a" * 300 + ".json"
    for arguments in ([*RESULT, "-o", tmp_path / name], ["report", tmp_path / name]):
        done = run(*map(str, arguments))
        assert done.returncode == 2
        assert b"File name too long" in done.stderr
        assert b"Traceback" not in done.stderr


def test_a_pipe_that_was_named_is_read_once(tmp_path: Path) -> None:
    """As `--answers <(…)` does it."""
    os.mkfifo(tmp_path / "pipe")
    writer = subprocess.Popen(["bash", "-c", 'cat "$0" >"$1"', EXAMPLE, tmp_path / "pipe"])
    done = run("assess", "--answers", tmp_path / "pipe", "--format", "json")
    assert (writer.wait(), done.returncode) == (0, 0)
    assert done.stdout == run(*RESULT).stdout
