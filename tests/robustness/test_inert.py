"""Control characters and markup from data, answers and tables are inert in every command."""

import re
import sys
from pathlib import Path

import pexpect
import pytest

from tests.hand_made import emergency, ordinary, urgent
from tests.program import EXAMPLE, run
from tests.robustness.poison import MARKUP, TAG, poisoned, poisoned_result

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
ASCII_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
ESCAPE = "\x1b[31m\x1b]0;title\x07\u202e[bold]x"
BROWSE = {
    "contact": (), "questions": ("age", "rf_fever", "t_slump"), "causes": ("sciatica",),
    "treatments": (), "exercises": (), "faq": (), "references": (), "docs": (),
}  # fmt: skip
FORMATS = ("terminal", "json", "markdown", "html", "fhir")
SITUATIONS = {
    "emergency": ["--set", "rf_leaking=yes"],
    "urgent": ["--set", "rf_leaking=unsure"],
    "soon": ["--set", "rf_night_pain=yes", "--set", "age=30"],
    "self_care": ["--answers", str(EXAMPLE)],
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(poisoned(tmp_path_factory.mktemp("poisoned")))


def on_a_terminal(*arguments: str | Path) -> str:
    """Run on a pseudo-terminal, where nothing is taken out because the output is a pipe."""
    child = pexpect.spawn(
        sys.executable, ["-m", "lowback", *map(str, arguments)],
        encoding="utf-8", codec_errors="replace", dimensions=(50, 100), timeout=120,
    )  # fmt: skip
    shown: str = child.read()
    child.close()
    return shown.replace("\r\n", "\n")


def first_ids(command: str, given: tuple[str, ...]) -> list[list[str]]:
    return [[command], *([command, each] for each in given)]


@pytest.mark.parametrize("command", BROWSE)
def test_what_is_browsed(command: str, data: str) -> None:
    for arguments in first_ids(command, BROWSE[command]):
        more = [] if command == "docs" else ["--data", data]
        shown = on_a_terminal(*arguments, *more)
        assert not CONTROL.findall(shown)
        assert "Traceback" not in shown
        if len(arguments) > 1 or command == "contact":
            assert MARKUP[:16] in shown


@pytest.mark.parametrize("command", ["treatments", "exercises", "faq"])
def test_one_entry(command: str, data: str) -> None:
    listed = run(command, "--format", "json").stdout
    name = re.findall(rb'"id": ?"(\w+)"', listed)[0].decode()
    shown = on_a_terminal(command, name, "--data", data)
    assert not CONTROL.findall(shown)
    assert MARKUP[:16] in shown.replace("\n", "")


@pytest.mark.parametrize("situation", SITUATIONS)
def test_reports_on_a_terminal(situation: str, data: str) -> None:
    shown = on_a_terminal("assess", *SITUATIONS[situation], "--no-input", "--data", data)
    assert not CONTROL.findall(shown)
    assert MARKUP[:10] in shown
    assert "Traceback" not in shown


@pytest.mark.parametrize("as_format", FORMATS)
@pytest.mark.parametrize("situation", ["emergency", "self_care"])
def test_reports_in_files(situation: str, as_format: str, data: str) -> None:
    """JSON is for programs and keeps every letter; what a terminal obeys is escaped in it."""
    done = run("assess", *SITUATIONS[situation], "--data", data, "--format", as_format)
    shown = done.stdout.decode()
    assert done.returncode == 0
    assert not (ASCII_CONTROL if as_format == "json" else CONTROL).findall(shown)
    if as_format in {"html", "markdown"}:
        assert TAG not in shown
        assert "<script>alert" not in shown


@pytest.mark.parametrize("kind", ["csv", "yaml", "form"])
def test_blank_sheets(kind: str, data: str) -> None:
    shown = on_a_terminal("template", "-", "--kind", kind, "--data", data)
    assert not CONTROL.findall(shown)


def test_plans_and_explanations(data: str, tmp_path: Path) -> None:
    made = run("assess", "--answers", EXAMPLE, "--data", data, "--format", "json").stdout
    (tmp_path / "result.json").write_bytes(made)
    for command, *more in (("plan", "--no-input"), ("explain",), ("report",)):
        shown = on_a_terminal(command, tmp_path / "result.json", "--data", data, *more)
        assert not CONTROL.findall(shown), command
        assert "Traceback" not in shown


RESULTS = {"ordinary": ordinary, "urgent": urgent, "emergency": emergency}


@pytest.mark.parametrize("name", RESULTS)
@pytest.mark.parametrize(
    "command", ["report", "report --again", "plan --no-input", "explain", "compare"]
)
def test_what_a_result_says(command: str, name: str, tmp_path: Path) -> None:
    """Every field of a result, its hash of the knowledge too, may hold anything."""
    path = tmp_path / "result.json"
    path.write_bytes(poisoned_result(RESULTS[name]()))
    verb, *more = command.split()
    shown = on_a_terminal(verb, path, *([path] if verb == "compare" else []), *more)
    assert verb == "compare" or MARKUP[:10] in shown
    assert not CONTROL.findall(shown)
    assert "Traceback" not in shown


def test_check(data: str) -> None:
    assert not CONTROL.findall(on_a_terminal("check", data))


def test_error_messages(tmp_path: Path) -> None:
    answers = tmp_path / "me.yaml"
    answers.write_text(
        f'"{ESCAPE}age": 3\nonset: "{ESCAPE}"\n'.replace("\x1b", "\\e").replace("\x07", "\\a")
    )
    shown = [
        on_a_terminal("assess", "--answers", answers, "--no-input"),
        on_a_terminal("assess", "--set", f"{ESCAPE}=3", "--no-input"),
        on_a_terminal("assess", "--answers", f"/nowhere/{ESCAPE}", "--no-input"),
        on_a_terminal("assess", "--format", ESCAPE),
        on_a_terminal("assess", "--country", ESCAPE, "--set", "age=30", "--no-input"),
        on_a_terminal("questions", ESCAPE),
        on_a_terminal("docs", ESCAPE),
    ]
    for each in shown:
        assert "[bold]x" in each
        assert not CONTROL.findall(each), each


def test_tables(tmp_path: Path) -> None:
    table = tmp_path / "in.csv"
    table.write_text(f"who,{ESCAPE}head,age\n{ESCAPE}name,x,{ESCAPE}cell\nB{ESCAPE},x,30\n")
    shown = on_a_terminal("batch", table, tmp_path / "out.csv", "--summary", "--id-column", "who")
    assert "[bold]x" in shown
    assert not CONTROL.findall(shown)
    page = run("batch", table, "--summary", tmp_path / "page.html", "--id-column", "who")
    assert page.returncode == 1
    assert not CONTROL.findall((tmp_path / "page.html").read_text())
