"""`lowback assess` as a script uses it: the real program in a process of its own."""

import json
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.program import EXAMPLE, lowback


def result(*arguments: str, text: str = "") -> dict[str, Any]:
    done = lowback("assess", "--format", "json", *arguments, text=text)
    assert (done.returncode, done.stderr) == (0, "")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_one_emergency_answer_gives_an_emergency_and_nothing_else() -> None:
    found = result("--answers", "-", text='{"rf_saddle_numbness": "yes"}')
    assert found["triage"]["urgency"] == "emergency"
    assert found["triage"]["red_flags"][0]["say"]
    for key in ("sources", "contributors", "treatments", "exercises"):
        assert found[key] == []


def test_not_sure_about_the_bladder_is_urgent() -> None:
    assert result("--set", "rf_bladder_change=unsure")["triage"]["urgency"] == "urgent"


def test_nothing_answered_leaves_every_warning_sign_unchecked() -> None:
    triage = result("--answers", "-", text="{}")["triage"]
    questions = json.loads(lowback("questions", "--format", "json").stdout)
    signs = [each["id"] for each in questions if each["kind"] == "yes_no_unsure"]
    assert triage["complete"] is False
    assert triage["unchecked"] == signs


def test_the_same_answers_give_the_same_bytes_in_any_order() -> None:
    lines = [line for line in EXAMPLE.read_text().splitlines() if not line.startswith("#")]
    one = lowback("assess", "--answers", "-", "-f", "json", text="\n".join(lines))
    other = lowback("assess", "--answers", "-", "-f", "json", text="\n".join(reversed(lines)))
    assert one.stdout == other.stdout != ""


def test_four_mistakes_are_all_named_with_their_lines_and_the_nearest_id() -> None:
    text = "age: old\nsexx: male\nonset: sudden_momant\nmovement_pattern: [none_clear, lean_back]\n"
    done = lowback("assess", "--answers", "-", text=text)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.splitlines() == [
        "stdin:1:1: `old` is not an answer to `age`: write a number in years or one of"
        " `age_under_20`, `age_20_39`, `age_40_54`, `age_55_plus`",
        "stdin:2:1: `sexx` is not a question we know; did you mean `sex`?",
        "stdin:3:1: `sudden_momant` is not an answer to `onset`: write `sudden_moment`,"
        " `cough_or_sneeze`, `sudden_no_cause`, `within_48h_of_hard_run`, `after_other_effort`,"
        " `gradual_weeks`, `jolt_fall_or_pregnancy`, `around_pregnancy`, `after_other_injury`,"
        " `no_clear_start`; did you mean `sudden_moment`?",
        "stdin:4:1: `movement_pattern`: `none_clear` cannot be ticked together with other choices",
    ]


@pytest.mark.parametrize("arguments", [(), ("--no-input",)])
def test_without_a_terminal_it_never_asks_and_names_every_missing_id(
    arguments: tuple[str, ...],
) -> None:
    done = lowback("assess", *arguments)
    assert done.returncode == 2
    assert "rf_saddle_numbness, rf_bladder_change" in done.stderr
    assert "pain_location" in done.stderr


def test_settings_win_over_the_file_and_both_report_their_problems(tmp_path: Path) -> None:
    file = tmp_path / "me.yaml"
    file.write_text("age: 30\n")
    found = result("--answers", str(file), "--set", "age=40")
    assert found["answers"][0] == {"question": "age", "value": 40.0, "origin": "typed"}
    file.write_text("agee: 30\n")
    done = lowback("assess", "--answers", str(file), "--set", "age")
    assert f"{file}:1:1: `agee`" in done.stderr
    assert "--set: `age` must be id=value" in done.stderr


def test_output_is_written_whole_and_never_over_another_file(tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    assert lowback("assess", "--set", "age=30", "-f", "json", "-o", str(report)).returncode == 0
    first = report.read_bytes()
    again = lowback("assess", "--set", "age=50", "-f", "json", "-o", str(report))
    assert (again.returncode, again.stderr) == (
        2,
        f"{report}: already exists; add --force to replace it\n",
    )
    assert report.read_bytes() == first
    forced = lowback("assess", "--set", "age=50", "-f", "json", "-o", str(report), "--force")
    assert (forced.returncode, report.read_bytes() != first) == (0, True)
    assert [each.name for each in tmp_path.iterdir()] == ["report.json"]
    assert stat.S_IMODE(report.stat().st_mode) == 0o600


@pytest.mark.parametrize(("level", "code"), [("soon", 3), ("urgent", 3), ("emergency", 0)])
def test_fail_on_exits_three_at_that_urgency_or_worse(level: str, code: int) -> None:
    done = lowback("assess", "--set", "rf_fever=yes", "--fail-on", level)
    assert done.returncode == code
    assert "[URGENT]" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--format", "jsn"), "--format: `jsn` is not a format; use"),
        (("--fail-on", "urgend"), "did you mean `urgent`?"),
        (("--answers", "/nowhere/a.yaml"), "/nowhere/a.yaml: cannot be read: No such file"),
        (("--data", "/nowhere"), "/nowhere: is not a folder; --data needs a folder"),
    ],
)
def test_a_wrong_option_says_what_would_be_right(arguments: tuple[str, ...], message: str) -> None:
    done = lowback("assess", "--set", "age=30", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr


@pytest.mark.parametrize(
    ("country", "number", "note"),
    [
        ("uk", "999", ""),
        ("de", "112", ""),
        ("U.S.A.", "911", ""),
        ("England", "999", ""),
        ("the netherlands", "112", ""),
        ("BR", "000 (Australia)", "no help lines for `BR`"),
    ],
)
def test_every_country_gets_a_number(country: str, number: str, note: str) -> None:
    done = lowback("assess", "--set", "rf_leaking=yes", "--country", country)
    assert done.returncode == 0
    assert number in " ".join(done.stdout.split())
    assert note in done.stderr
    assert bool(note) == bool(done.stderr)


def test_at_the_terminal_the_answer_comes_alone_unless_the_whole_is_wanted() -> None:
    short, whole = (
        lowback("assess", "--answers", str(EXAMPLE), *more).stdout
        for more in ((), ("--full-report",))
    )
    assert len(short.splitlines()) <= 22 < len(whole.splitlines())
    assert short.splitlines()[0].startswith("[SELF-CARE]")
    assert "What this can and cannot tell you" in whole


def test_the_country_is_never_guessed() -> None:
    assert result("--set", "age=30")["contact"]["country"] == "XX"
    assert "NHS 111 (UK)" in result("--set", "age=30", "--country", "gb")["contact"]["urgent"]


def test_a_club_can_swap_the_contact_block_alone(tmp_path: Path) -> None:
    shipped = (EXAMPLE.parents[1] / "data" / "clinic.yaml").read_text()
    (tmp_path / "clinic.yaml").write_text(shipped.replace("ProHealth Clinic", "Our Club Physio"))
    own, ours = result("--set", "age=30", "--data", str(tmp_path)), result("--set", "age=30")
    assert own["contact"]["clinic"] == "Our Club Physio"
    assert own["knowledge"]["sha256"] != ours["knowledge"]["sha256"]


def test_importing_the_command_line_loads_nothing_heavy() -> None:
    heavy = {
        "jinja2",
        "narwhals",
        "polars",
        "questionary",
        "prompt_toolkit",
        "rich",
        "yaml",
        "icalendar",
    }
    probe = f"import sys, lowback.cli; print(sorted({heavy!r} & sys.modules.keys()))"
    loaded = subprocess.run(
        [sys.executable, "-c", probe], capture_output=True, text=True, check=True
    )
    assert loaded.stdout.strip() == "[]"
