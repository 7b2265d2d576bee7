"""What a runner said stays out of messages, tracebacks, logs and the disk."""

import ast
from collections.abc import Callable
from pathlib import Path

import pytest

import lowback
from tests.program import run
from tests.robustness.programs import run_python, small_disk

KM, FRACTURE = "123.456", "prior_back_or_pelvis_stress_fracture"
ANSWERS = f"weekly_km: {KM}\nbone_risk: {FRACTURE}\nrf_cancer_history: yes\nage: 37\n"
SECRETS = (KM, FRACTURE, "rf_cancer_history", "Zebedee")
CRASHES = {
    "while scoring": "import math; math.log = crash",
    "while writing": "import os; os.fsync = crash",
    "while reading": "import yaml; yaml.CSafeLoader.get_event = crash",
    "while encoding": "import msgspec; msgspec.json.encode = crash",
    "by Ctrl-C": "import math\ndef stop(*_): raise KeyboardInterrupt\nmath.log = stop",
    "out of memory": "import math\ndef stop(*_): raise MemoryError\nmath.log = stop",
}
CRASH = """
def crash(*arguments, **more):
    raise RuntimeError("broken on purpose")
{}
from lowback.cli import main
main()
"""


@pytest.fixture
def me(tmp_path: Path) -> Path:
    path = tmp_path / "me.yaml"
    path.write_text(ANSWERS)
    return path


def silent(said: bytes) -> bool:
    return not any(secret in said.decode() for secret in SECRETS)


@pytest.mark.parametrize("how", CRASHES)
def test_a_crash_tells_nothing(how: str, me: Path, tmp_path: Path) -> None:
    script = CRASH.format(CRASHES[how])
    done = run_python(
        script, "assess", "--answers", me, "-f", "json", "-o", tmp_path / "x.json"
    )  # fmt: skip
    assert done.returncode != 0
    assert silent(done.stderr)
    assert not (tmp_path / "x.json").exists()


@pytest.mark.parametrize(
    ("arguments", "before"),
    [
        (["--time-zone", "Nowhere/Land", "--log", "/nowhere"], None),
        (["--format", "no"], None),
        (["--fail-on", "no"], None),
        (["--data", "/nowhere"], None),
        (["--set", "onset=no"], None),
        (["--output", "/dev/null/x"], None),
        (["--log", "/nowhere"], None),
        (["--save"], small_disk),
    ],
)
def test_an_error_tells_nothing_of_the_other_answers(
    arguments: list[str], before: Callable[[], None] | None, me: Path
) -> None:
    done = run("assess", "--answers", me, "--no-input", *arguments, before=before)
    assert done.returncode == 2
    assert done.stderr
    assert silent(done.stderr)


@pytest.mark.parametrize(
    ("name", "broken"),
    [
        ("a.csv", "Zebedee,123.456,yes,and,more\n"),
        ("a.csv", '"Zebedee,123.456\n'),
        ("a.jsonl", '{"who": "Zebedee", "weekly_km": 123.456\n'),
    ],
)
def test_a_broken_table_tells_nothing_of_its_rows(name: str, broken: str, tmp_path: Path) -> None:
    good = "who,weekly_km,rf_cancer_history\nZebedee,123.456,yes\n"
    if name.endswith("jsonl"):
        good = '{"who": "Zebedee", "weekly_km": 123.456}\n'
    (tmp_path / name).write_text(good * 1 + broken)
    done = run("batch", tmp_path / name, tmp_path / "out.csv")
    assert done.returncode == 2
    said = done.stderr.decode()
    assert "Zebedee" not in said
    assert KM not in said


def test_nothing_is_kept_without_being_asked(me: Path, tmp_path: Path) -> None:
    places = {
        name: str(tmp_path / name)
        for name in ("HOME", "TMPDIR", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME",
                     "XDG_CONFIG_HOME", "LOWBACK_HOME")
    }  # fmt: skip
    for each in places.values():
        Path(each).mkdir()
    table = tmp_path / "in.csv"
    table.write_text("who,age,rf_fever\nZebedee,37,no\n")
    assert run("assess", "--answers", me, environment=places).returncode == 0
    assert run("batch", table, "-", environment=places).returncode == 0
    left = [path for each in places.values() for path in Path(each).rglob("*") if path.is_file()]
    assert [path for path in left if b"37" in path.read_bytes()] == []
    assert [path for path in left if path.suffix != ".pyc"] == []


def test_no_module_logs() -> None:
    package = Path(lowback.__file__).parent
    used = {
        node.func.attr
        for path in package.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_bytes()))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        and "logging" in ast.unparse(node.func)
    }  # fmt: skip
    assert used <= {"getLogger", "setLevel"}
