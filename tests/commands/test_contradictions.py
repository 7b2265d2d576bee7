"""Where nobody is asked, two answers that can hardly both be true are named beside the result."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from lowback.cli import app

FOOT = {"rf_foot_drop": "no", "leg_sensation": "weakness"}
BONE = {"bone_risk": ["none"], "past_episodes": ["earlier_stress_fracture"]}
NOTE = (
    "note: `Foot drop or a weaker leg: No` and `Tingling, numbness or weakness: Weakness (toe "
    "drags, cannot tiptoe)` do not fit together: a leg or foot is weak, or it is not; the more "
    "careful one counts; ask again, and correct `rf_foot_drop` or `leg_sensation` if it is wrong\n"
)


def run(*arguments: object) -> Result:
    done = CliRunner().invoke(app, list(map(str, arguments)))
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def answers(tmp_path: Path, raw: Mapping[str, object]) -> Path:
    file = tmp_path / "me.json"
    file.write_text(json.dumps(raw))
    return file


@pytest.mark.parametrize("command", ["assess", "screen"])
def test_a_pair_is_named_on_stderr_and_the_result_stays_the_same(
    command: str, tmp_path: Path
) -> None:
    file = answers(tmp_path, FOOT)
    done = run(command, "--answers", file, "--format", "json")
    assert (done.exit_code, done.stderr) == (0, NOTE)
    found = json.loads(done.stdout)
    assert "contradict" not in done.stdout
    told = {each["question"]: each["value"] for each in found["answers"]}
    assert told == FOOT


def test_settings_are_named_like_a_file_and_each_pair_once() -> None:
    wanted = {**FOOT, "bone_risk": "none", "past_episodes": "earlier_stress_fracture"}
    settings = [part for name, value in wanted.items() for part in ("--set", f"{name}={value}")]
    done = run("assess", *settings, "--fail-on", "emergency")
    assert (done.exit_code, done.stderr.count("note: ")) == (0, 2)
    assert "`bone_risk` or `past_episodes`" in done.stderr
    assert "do not fit together" not in done.stdout


def test_a_setting_that_mends_the_pair_leaves_nothing_to_name(tmp_path: Path) -> None:
    file = answers(tmp_path, {**FOOT, **BONE})
    done = run("assess", "--answers", file, "--set", "rf_foot_drop=yes")
    assert done.stderr.count("note: ") == 1
    assert "`bone_risk`" in done.stderr


def test_nothing_talks_an_emergency_down(tmp_path: Path) -> None:
    file, sign = answers(tmp_path, FOOT), "rf_saddle_numbness"
    assert run("assess", "--answers", file, "--set", f"{sign}=no").stderr == NOTE
    done = run("assess", "--answers", file, "--set", f"{sign}=yes")
    assert "[EMERGENCY]" in done.stdout
    assert done.stderr == ""
