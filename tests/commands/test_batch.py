"""`lowback batch`, run as a coach or a script runs it."""

import os
import pty
import stat
import subprocess
from pathlib import Path

import polars as pl
import pytest

from tests.batch.table_files import ROWS, read_any, write_any, write_csv
from tests.commands.batch_run import batch
from tests.program import PROGRAM

KINDS = ("csv", "tsv", "xlsx", "parquet", "jsonl")
VERDICT = ["urgency", "red_flags", "unchecked_red_flags", "source_1", "source_1_fit"]


@pytest.mark.parametrize("source", KINDS)
@pytest.mark.parametrize("target", KINDS)
def test_every_kind_in_and_out(source: str, target: str, tmp_path: Path) -> None:
    table = write_any(tmp_path / f"in.{source}")
    result = tmp_path / f"out.{target}"
    assert batch(table, result).code == 0
    rows = read_any(result)
    assert [{name: row[name] for name in ROWS[0]} for row in rows] == [dict(each) for each in ROWS]
    assert [row["urgency"] for row in rows] == ["not_checked", "urgent"]
    assert list(rows[0])[len(ROWS[0]) :][:5] == VERDICT


def test_stdin_to_stdout(tmp_path: Path) -> None:
    table = write_csv(tmp_path / "in.csv")
    done = batch("-", "-", stdin=table.read_bytes())
    assert done.code == 0
    assert done.out.splitlines()[0].startswith("who,age,weekly_km,rf_fever,onset,urgency,red_flags")
    assert "2 rows: 1 not_checked, 1 urgent" in done.err


@pytest.mark.parametrize("kind", ["parquet", "xlsx", "jsonl"])
def test_the_kind_of_stdin_is_seen(kind: str, tmp_path: Path) -> None:
    table = write_any(tmp_path / f"in.{kind}")
    done = batch("-", "-", "--to", "jsonl", stdin=table.read_bytes())
    assert done.code == 0
    assert '"urgency":"urgent"' in done.out


def test_stdin_that_is_a_terminal_is_an_error(tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    command = [*PROGRAM, "batch", "-", str(tmp_path / "out.csv")]
    done = subprocess.run(command, stdin=theirs, capture_output=True, text=True, check=False)
    os.close(ours)
    os.close(theirs)
    assert done.returncode == 2
    assert "stdin: is a terminal" in done.stderr


def test_a_bad_row_stays_and_says_everything(tmp_path: Path) -> None:
    rows = [*ROWS, {**ROWS[0], "age": "abc", "rf_fever": "maybe", "onset": "slowly"}]
    table, result = write_csv(tmp_path / "in.csv", rows), tmp_path / "out.csv"
    done = batch(table, result)
    assert done.code == 1
    assert "3 rows: 1 invalid, 1 not_checked, 1 urgent" in done.err
    assert "row 4: age: `abc` is not an answer to `age`" in done.err
    bad = read_any(result)[2]
    assert bad["urgency"] == "invalid"
    for part in ("age: `abc`", "rf_fever: `maybe`", "onset: `slowly`"):
        assert part in str(bad["problems"])
    assert bad["source_1"] == bad["clear_source"] == ""
    assert "rf_fever" in str(bad["unchecked_red_flags"])


def test_an_emergency_beside_a_bad_answer_is_still_named(tmp_path: Path) -> None:
    rows = [{"rf_saddle_numbness": "yes", "age": "old"}]
    result = tmp_path / "out.csv"
    done = batch(write_csv(tmp_path / "in.csv", rows), result, "--summary")
    assert done.code == 1
    assert read_any(result)[0]["red_flags"] == "saddle_numbness"
    assert "New numbness between the legs" in done.out


def test_scores_are_added_on_demand(tmp_path: Path) -> None:
    result = tmp_path / "out.parquet"
    batch(write_csv(tmp_path / "in.csv"), result, "--scores")
    frame = pl.read_parquet(result)
    assert frame.columns[-9:] == [
        f"score_{each}"
        for each in (
            "muscle_strain", "hamstring", "bone_stress_injury", "sacroiliac_joint",
            "facet_joint", "sciatica", "weak_core", "training_and_form", "weight_and_shoes",
        )
    ]  # fmt: skip
    assert frame["score_muscle_strain"].dtype == pl.Float64


def test_formulas_are_made_harmless_and_numbers_stay(tmp_path: Path) -> None:
    cells = ["=1+1", "+cmd", "-5", "@x", "\tx", "-x", "\uff1d1", "+44", "plain"]
    rows = [{"note": each, "age": "30"} for each in cells]
    table = write_csv(tmp_path / "in.csv", rows)
    wanted = ["'=1+1", "'+cmd", "-5", "'@x", "'\tx", "'-x", "'\uff1d1", "+44", "plain"]
    for kind in ("csv", "xlsx"):
        result = tmp_path / f"out.{kind}"
        batch(table, result)
        assert [row["note"] for row in read_any(result)] == wanted
    batch(table, tmp_path / "out.jsonl")
    assert [row["note"] for row in read_any(tmp_path / "out.jsonl")] == cells


def test_a_formula_in_an_answer_or_a_heading_is_made_harmless(tmp_path: Path) -> None:
    rows = [{"age": "=HYPERLINK(1)", "=cmd": "x"}]
    result = tmp_path / "out.csv"
    assert batch(write_csv(tmp_path / "in.csv", rows), result).code == 1
    assert read_any(result)[0]["age"] == "'=HYPERLINK(1)"
    assert "'=cmd" in read_any(result)[0]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["in.csv"], "OUTPUT: is missing"),
        (["in.csv", "out.csv", "more.csv"], "needs INPUT and OUTPUT"),
        (["in.csv", "out.csv", "page.html"], "write `--summary` before it"),
        (["in.csv", "out.csv", "--since", "old.csv"], "needs --id-column"),
        (["in.csv", "out.csv", "--to", "cvs"], "did you mean `csv`?"),
    ],
)
def test_wrong_use(arguments: list[str], message: str, tmp_path: Path) -> None:
    write_csv(tmp_path / "in.csv")
    done = batch(*(tmp_path / each if "." in each else each for each in arguments))
    assert done.code == 2
    assert message in done.err


def test_an_unknown_id_column_has_a_suggestion(tmp_path: Path) -> None:
    table = write_csv(tmp_path / "in.csv")
    assert "did you mean `who`?" in batch(table, "-", "--id-column", "whom").err


def test_a_table_without_rows(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("age,onset\n")
    done = batch(tmp_path / "in.csv", tmp_path / "out.csv")
    assert done.code == 0
    assert "0 rows: none" in done.err
    assert (tmp_path / "out.csv").read_text().startswith("age,onset,urgency")


def test_one_report_for_each_athlete(tmp_path: Path) -> None:
    rows = [*ROWS, {**ROWS[0], "who": "../Eve", "age": "abc"}, {**ROWS[0], "who": "../../Ann"}]
    table, folder = write_csv(tmp_path / "in.csv", rows), tmp_path / "reports"
    done = batch(
        table, tmp_path / "out.csv", "--id-column", "who",
        "--reports", folder, "--report-format", "json",
    )  # fmt: skip
    assert done.code == 1
    names = sorted(each.name for each in folder.iterdir())
    assert names == ["0002-Zoë.json", "0003-Bo.json", "0005-Ann.json"]
    assert "wrote 3 reports" in done.err
    assert "1 row has problems and got none" in done.err
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert '"urgency": "urgent"' in (folder / "0003-Bo.json").read_text()
    unnamed = tmp_path / "unnamed"
    batch(table, tmp_path / "two.csv", "--reports", unnamed)
    assert all("Zo" not in each.name for each in unnamed.iterdir())


def test_a_bar_on_a_terminal_only(tmp_path: Path) -> None:
    wide = [{**ROWS[0], "note": "x" * 100}] * 50_000
    table = write_csv(tmp_path / "in.csv", wide)
    assert table.stat().st_size > 5_000_000
    command = [*PROGRAM, "batch", str(table), str(tmp_path / "out.csv")]
    piped = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "Assessing" not in piped.stderr
    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm"}
    with subprocess.Popen([*command, "--force"], stderr=theirs, env=environment) as shown:
        os.close(theirs)
        seen = b""
        while True:
            try:
                piece = os.read(ours, 4096)
            except OSError:
                break
            if not piece:
                break
            seen += piece
        assert shown.wait() == 0
    os.close(ours)
    assert b"Assessing" in seen
    assert (tmp_path / "out.csv").stat().st_size > table.stat().st_size
