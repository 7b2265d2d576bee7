"""A full disk, a killed process, two processes at once: nothing lost, nothing half-written."""

import json
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.program import EXAMPLE, PROGRAM, run
from tests.robustness.programs import run_python, small_disk

OLD = b"what was here before"
KILLED_BEFORE_RENAME = """
import os, signal, sys
def kill(*arguments, **more):
    os.kill(os.getpid(), signal.SIGKILL)
os.replace = os.rename = os.link = kill
from lowback.cli import main
main()
"""
Command = Callable[[Path, Path], list[str]]


def squad(folder: Path) -> str:
    path = folder / "squad.csv"
    path.write_text("who,age,rf_fever,pain_now\n" + "A,30,no,3\nB,40,yes,7\n" * 50)
    return str(path)


def result(folder: Path) -> str:
    path = folder / "result.json"
    if not path.exists():
        done = run("assess", "--answers", EXAMPLE, "--format", "json")
        path.write_bytes(done.stdout)
    return str(path)


WRITERS: dict[str, Command] = {
    "me.json": lambda _, to: ["assess", "--answers", str(EXAMPLE), "-f", "json", "-o", str(to)],
    "me.html": lambda _, to: ["assess", "--answers", str(EXAMPLE), "-f", "html", "-o", str(to)],
    "again.md": lambda at, to: ["report", result(at), "-f", "markdown", "-o", str(to)],
    "plan.ics": lambda at, to: ["plan", result(at), "-f", "ics", "-o", str(to)],
    "blank.csv": lambda _, to: ["template", str(to)],
    "blank.xlsx": lambda _, to: ["template", str(to)],
    "form.html": lambda _, to: ["form", str(to)],
    "done.csv": lambda at, to: ["batch", squad(at), str(to)],
    "done.xlsx": lambda at, to: ["batch", squad(at), str(to)],
    "done.parquet": lambda at, to: ["batch", squad(at), str(to)],
    "done.jsonl": lambda at, to: ["batch", squad(at), str(to)],
    "squad.html": lambda at, to: ["batch", squad(at), "--summary", str(to)],
    "map.yaml": lambda at, to: ["batch", squad(at), "--propose-map", str(to)],
}
FEW = ("me.json", "plan.ics", "blank.xlsx", "done.parquet")
RACING = ("me.json", "blank.csv", "done.csv")


@pytest.fixture(params=WRITERS)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def target(tmp_path: Path, name: str) -> Path:
    (tmp_path / "out").mkdir()
    return tmp_path / "out" / name


def left_in(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def test_a_full_disk_keeps_the_old_file(name: str, target: Path, tmp_path: Path) -> None:
    arguments = WRITERS[name](tmp_path, target)
    target.write_bytes(OLD)
    done = run(*arguments, "--force", before=small_disk)
    assert done.returncode == 2, done.stderr
    assert b"cannot be written" in done.stderr
    assert b"Traceback" not in done.stderr
    assert target.read_bytes() == OLD
    assert left_in(target.parent) == [name]


@pytest.mark.parametrize("name", FEW)
def test_a_folder_that_takes_no_file(name: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(OLD)
    done = run(*WRITERS[name](tmp_path, tmp_path / "file" / name))
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    assert (tmp_path / "file").read_bytes() == OLD


def test_killed_before_the_rename(name: str, target: Path, tmp_path: Path) -> None:
    arguments = WRITERS[name](tmp_path, target)
    target.write_bytes(OLD)
    done = run_python(KILLED_BEFORE_RENAME, *arguments, "--force")
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert target.read_bytes() == OLD
    assert run(*arguments, "--force").returncode == 0
    assert target.read_bytes() != OLD


@pytest.mark.parametrize("name", FEW)
def test_killed_before_the_name_is_given(name: str, target: Path, tmp_path: Path) -> None:
    done = run_python(KILLED_BEFORE_RENAME, *WRITERS[name](tmp_path, target))
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert not target.exists()


def at_once(arguments: list[str], count: int) -> list[int]:
    """Start so many at the same moment and return how each ended."""
    started = [
        subprocess.Popen([*PROGRAM, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(count)
    ]
    for each in started:
        each.communicate()
    return sorted(each.returncode for each in started)


@pytest.mark.parametrize("name", RACING)
def test_of_four_at_once_one_writes_and_none_overwrites(
    name: str, target: Path, tmp_path: Path
) -> None:
    arguments = WRITERS[name](tmp_path, target)
    assert at_once(arguments, 4) == [0, 2, 2, 2]
    alone = tmp_path / f"alone-{name}"
    run(*WRITERS[name](tmp_path, alone))
    assert target.read_bytes() == alone.read_bytes()
    assert left_in(target.parent) == [name]


def test_four_saved_at_once_are_all_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOWBACK_HOME", str(tmp_path))
    assert at_once(["assess", "--answers", str(EXAMPLE), "--save"], 4) == [0, 0, 0, 0]
    kept = list((tmp_path / "assessments").glob("*"))
    assert len(kept) == 4
    assert all(json.loads(each.read_bytes())["schema"] == "lowback/assessment/1" for each in kept)


def test_a_full_disk_saves_nothing_and_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOWBACK_HOME", str(tmp_path))
    assert run("assess", "--answers", EXAMPLE, "--save").returncode == 0
    (kept,) = (tmp_path / "assessments").iterdir()
    before = kept.read_bytes()
    done = run("assess", "--answers", EXAMPLE, "--save", before=small_disk)
    assert done.returncode == 2
    assert b"cannot be written" in done.stderr
    assert [(each.name, each.read_bytes()) for each in (tmp_path / "assessments").iterdir()] == [
        (kept.name, before)
    ]


def test_what_a_killed_process_left_goes_with_a_purge(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOWBACK_HOME", str(tmp_path))
    run_python(KILLED_BEFORE_RENAME, "assess", "--answers", EXAMPLE, "--save")
    assert len(left_in(tmp_path / "assessments")) == 1
    assert run("history", "list").returncode == 0
    run("assess", "--answers", EXAMPLE, "--save")
    assert run("history", "purge", "--yes").returncode == 0
    assert left_in(tmp_path / "assessments") == []


DRAFT = """
import sys
from datetime import UTC, datetime
from lowback.engine.answers import read_answers
from lowback.errors import LowbackError
from lowback.store.drafts import keep
from lowback.knowledge.load import load_knowledge
knowledge = load_knowledge()
raw = {each.id: "no" for each in knowledge.red_flag_questions()} | {"age": int(sys.argv[1])}
answers = read_answers(raw, knowledge, "typed")
try:
    keep("assess", answers, frozenset(answers), knowledge, datetime.now(UTC))
except LowbackError as error:
    sys.exit(str(error))
"""


def test_a_full_disk_keeps_the_old_draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOWBACK_HOME", str(tmp_path))
    assert run_python(DRAFT, "30").returncode == 0
    before = (tmp_path / "assess-draft.json").read_bytes()
    full = run_python(DRAFT, "40", before=small_disk)
    assert b"cannot be written" in full.stderr
    assert left_in(tmp_path) == ["assess-draft.json"]
    assert (tmp_path / "assess-draft.json").read_bytes() == before


def test_a_draft_killed_before_the_rename_keeps_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOWBACK_HOME", str(tmp_path))
    run_python(DRAFT, "30")
    before = (tmp_path / "assess-draft.json").read_bytes()
    script = KILLED_BEFORE_RENAME.split("from lowback", maxsplit=1)[0] + DRAFT
    assert run_python(script, "40").returncode == -signal.SIGKILL
    assert (tmp_path / "assess-draft.json").read_bytes() == before


def test_the_reports_of_a_squad_are_whole_or_absent(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    arguments = [
        "batch", squad(tmp_path), str(tmp_path / "done.csv"), "--reports", str(folder),
        "--report-format", "json",
    ]  # fmt: skip
    assert run_python(KILLED_BEFORE_RENAME, *arguments).returncode == -signal.SIGKILL
    assert not (tmp_path / "done.csv").exists()
    assert run(*arguments).returncode == 0
    assert len(left_in(folder)) == 100
    assert all(json.loads(each.read_bytes())["triage"] for each in folder.iterdir())


def test_a_broken_pipe_is_no_crash() -> None:
    reader = subprocess.Popen(["true"], stdin=subprocess.PIPE)
    reader.wait()
    assert reader.stdin is not None
    done = subprocess.run(
        [*PROGRAM, "references"],
        stdout=reader.stdin, stderr=subprocess.PIPE, check=False,
    )  # fmt: skip
    assert b"Traceback" not in done.stderr
