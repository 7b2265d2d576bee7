"""Text tables with titles, without marks, cut short, or written by something odd."""

import datetime as dt
import os
from pathlib import Path

import polars as pl
import pytest
from xlsxwriter import Workbook  # type: ignore[import-untyped]

from lowback.knowledge.schema import Knowledge
from tests.batch.table_files import ROWS, read_any, write_csv
from tests.commands.batch_run import batch

SIGN = "rf_saddle_numbness"


@pytest.mark.parametrize(
    "above", ["The squad,,\n", "\n\n", '"Our\nclub",,\n,,\n', "sep=,\n", "\n" * 30]
)
def test_titles_on_top(above: str, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text(f"{above}Name,{SIGN},age\nAna,no,30\nBo,yes,40\n")
    done = batch(tmp_path / "in.csv", tmp_path / "out.csv", "--summary")
    rows = {"The squad,,\n": 4, "\n\n": 5, '"Our\nclub",,\n,,\n': 5, "sep=,\n": 3}
    rows["\n" * 30] = 33
    assert f"emergency   row {rows[above]}" in done.out
    assert [each["Name"] for each in read_any(tmp_path / "out.csv")] == ["Ana", "Bo"]
    assert ("the headings are in row" in done.err) == (above != "sep=,\n")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("\n\n,,\n", "in.csv: is empty"),
        ("  \n \n", "in.csv: is empty"),
        ("\n" * (1 << 20) + "age\n34\n", "in.csv: begins with empty lines only; put the headings"),
    ],
)
def test_no_headings_are_an_error_of_their_own(text: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text(text, newline="")
    done = batch(tmp_path / "in.csv", tmp_path / "out.csv")
    assert done.code == 2
    assert message in done.err


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32"])
def test_wide_text_without_a_mark(encoding: str, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "in.csv", encoding=encoding)
    done = batch(path, tmp_path / "out.csv")
    assert f"read as {encoding[:6].upper()}" in done.err
    assert [each["who"] for each in read_any(tmp_path / "out.csv")] == [r["who"] for r in ROWS]


def test_rows_cut_short_are_said(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text(f"Name,{SIGN},age\nAna,no,30\nBo,no\n")
    said = batch(tmp_path / "in.csv", tmp_path / "out.csv").err
    assert "fewer cells than headings in row 3: was the download cut?" in said


def test_a_lone_carriage_return_is_named(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_bytes(b"athlete,rf_fever\r\nA,yes\nB,no\rC,no\r\n")
    done = batch(tmp_path / "in.csv", tmp_path / "out.csv")
    assert done.code == 2
    assert "lone carriage return" in done.err


def test_columns_without_a_heading_get_one(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text(f"Name,{SIGN},,\nAna,no,x,\n")
    done = batch(tmp_path / "in.csv", tmp_path / "out.csv")
    assert "columns without a heading are called `column C`, `column D`" in done.err
    assert read_any(tmp_path / "out.csv")[0]["column C"] == "x"


def test_one_heading_in_sixty_columns_is_said_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("age" + ",Note" * 60 + "\n")
    said = batch(tmp_path / "in.csv", tmp_path / "out.csv").err
    assert "columns B, C, D, E and 56 more: have the same heading `Note`" in said


def test_a_key_twice_with_two_values_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(
        '{"rf_fever":"no"}\n{"rf_fever":"no","rf_fever":"yes"}\n{"age":30,"age":30}\n'
    )
    done = batch(tmp_path / "in.jsonl", tmp_path / "out.csv")
    assert done.code == 2
    assert "in.jsonl, row 2: `rf_fever` is given twice with two values" in done.err
    assert "row 3" not in done.err


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "in.csv")
    done = batch(tmp_path / "in.csv", tmp_path / "out.csv")
    assert "is not a file; use `-`" in done.err


@pytest.mark.parametrize("kind", ["csv", "jsonl", "xlsx"])
def test_a_kind_that_cannot_hold_bytes_says_so(kind: str, tmp_path: Path) -> None:
    pl.DataFrame({"age": [30], "photo": [b"\x00\x01"]}).write_parquet(tmp_path / "in.parquet")
    done = batch(tmp_path / "in.parquet", tmp_path / f"out.{kind}")
    assert done.code == 2
    assert f"column `photo`: holds Binary values, which {kind} cannot; write parquet" in done.err
    assert batch(tmp_path / "in.parquet", tmp_path / "out.parquet").code == 0


def test_numbers_that_are_none_in_a_workbook(tmp_path: Path) -> None:
    frame = pl.DataFrame({"age": [30, 31], "x": [float("inf"), float("nan")]})
    frame.write_parquet(tmp_path / "in.parquet")
    assert batch(tmp_path / "in.parquet", tmp_path / "out.xlsx").code == 0


@pytest.mark.parametrize(
    ("column", "message"),
    [
        (pl.Series("rf_fever", [dt.date(2026, 1, 1)]), "`2026-01-01` is not an answer"),
        (pl.Series("rf_fever", [b"\xff"]), "damaged or is not what its name says"),
        (pl.Series("rf_fever", [{"a": 1}]), "`{1}` is not an answer"),
    ],
)
def test_a_question_in_a_column_of_an_odd_kind(
    column: pl.Series, message: str, tmp_path: Path
) -> None:
    pl.DataFrame([column]).write_parquet(tmp_path / "in.parquet")
    done = batch(tmp_path / "in.parquet", tmp_path / "out.parquet")
    assert done.code in {1, 2}
    assert message in done.err


def test_ticks_in_an_array_of_a_parquet_file(tmp_path: Path, knowledge: Knowledge) -> None:
    name = next(each.id for each in knowledge.questions.values() if each.kind == "several")
    ids = [each.id for each in knowledge.questions[name].choices if not each.exclusive][:2]
    frame = pl.DataFrame({name: pl.Series([ids], dtype=pl.Array(pl.String, 2))})
    frame.write_parquet(tmp_path / "in.parquet")
    assert batch(tmp_path / "in.parquet", tmp_path / "out.csv").code == 0
    assert read_any(tmp_path / "out.csv")[0][name] == ";".join(ids)


def test_headings_and_cells_that_a_workbook_may_garble(tmp_path: Path) -> None:
    rows = [{"age": "30", "a\x0bb": "x", "long": "y" * 32_767}]
    result = tmp_path / "out.xlsx"
    assert batch(write_csv(tmp_path / "in.csv", rows), result).code == 0
    found = read_any(result)[0]
    assert len(str(found["long"])) == 32_767
    too_long = write_csv(tmp_path / "long.csv", [{"age": "30", "long": "y" * 32_768}])
    done = batch(too_long, tmp_path / "no.xlsx")
    assert (done.code, "more than 32,767 letters" in done.err) == (2, True)


def test_a_nonsense_number_of_threads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLARS_MAX_THREADS", "0")
    done = batch(write_csv(tmp_path / "in.csv"), tmp_path / "out.csv")
    assert "POLARS_MAX_THREADS: must be a whole number from 1" in done.err


def test_sheets_of_other_programs(tmp_path: Path) -> None:
    with Workbook(tmp_path / "in.xlsm") as book:
        book.add_worksheet().write_row(0, 0, ["age", "rf_fever"])
    done = batch(tmp_path / "in.xlsm", tmp_path / "out.csv")
    assert "0 rows" in done.err
