"""`latest` and the ids of saved results, wherever a result is read; hints that can be typed."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from lowback import invocation
from tests.program import EXAMPLE, lowback

KEEP = ("assess", "--answers", str(EXAMPLE), "--country", "GB", "--save")
READERS = (
    ("report", "-f", "json"),
    ("explain", "--format", "json"),
    ("plan", "--no-input", "-f", "json"),
    ("compare", "--format", "json"),
)


@pytest.mark.parametrize("command", READERS, ids=lambda each: each[0])
def test_latest_and_a_saved_id_are_read(command: tuple[str, ...]) -> None:
    name = lowback(*KEEP).stderr.split("Saved as ")[1].split(" ")[0]
    assert lowback(*KEEP, "--set", "pain_now=2", "--set", "duration=wk_over_12").returncode == 0
    verb, *options = command
    first = (name,) if verb == "compare" else ()
    old, new = lowback(verb, *first, name, *options), lowback(verb, *first, "latest", *options)
    assert (old.returncode, new.returncode) == (0, 0), old.stderr + new.stderr
    assert json.loads(old.stdout) != json.loads(new.stdout)
    assert lowback(verb, *first, *options).stdout == new.stdout


@pytest.mark.parametrize("command", READERS, ids=lambda each: each[0])
def test_what_is_not_there_says_what_to_type(command: tuple[str, ...]) -> None:
    verb, *options = command
    times = 2 if verb == "compare" else 1
    done = lowback(verb, *["latest"] * times, *options)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"keep a result with `{sys.executable} -m lowback assess --save`" in done.stderr
    done = lowback(verb, *["2026-99-99-1"] * times, *options)
    assert done.returncode == 2
    assert f"`{sys.executable} -m lowback history list` names what is saved" in done.stderr


def test_a_hint_is_typed_as_the_program_was_started(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "argv", [".venv/bin/lowback", "assess"])
    assert invocation.as_typed("use `lowback plan latest` or `lowback`") == (
        "use `.venv/bin/lowback plan latest` or `.venv/bin/lowback`"
    )
    here = tmp_path / "lowback"
    here.write_text("#!/bin/sh\n")
    here.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(sys, "argv", [str(here), "assess"])
    assert invocation.program() == "lowback"


def test_a_command_that_a_report_names_works_as_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    lowback(*KEEP)
    text = lowback("report", "latest").stdout
    named = [each for each in text.split("`") if each.startswith(f"{sys.executable} -m lowback")]
    assert len(named) >= 2
    for each in named:
        done = subprocess.run(["/bin/sh", "-c", each], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, ""), each


@pytest.mark.parametrize("given", ["pain_now=3", "rf_limp=yes", "rf_fever=yes", "rf_leaking=yes"])
def test_what_to_type_next_works_as_typed(tmp_path: Path, given: str) -> None:
    said = lowback(*KEEP, "--set", given).stderr
    named = [each.strip("`") for each in said.split("Next: ")[1:]]
    assert bool(named) == (given != "rf_leaking=yes")
    for each in named:
        done = subprocess.run(
            ["/bin/sh", "-c", each.strip().strip("`")],
            capture_output=True, text=True, check=False, cwd=tmp_path,
        )  # fmt: skip
        assert (done.returncode, done.stderr) == (0, ""), each


def test_history_alone_lists() -> None:
    lowback(*KEEP)
    done = lowback("history")
    assert (done.returncode, done.stdout) == (0, lowback("history", "list").stdout)
    assert "very likely" in done.stdout
