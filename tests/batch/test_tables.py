"""Delimited text in the encodings and with the separators that people send."""

from pathlib import Path

import polars as pl
import pytest
from xlsxwriter import Workbook  # type: ignore[import-untyped]

from lowback.batch.run import Batch, Wish
from lowback.batch.summary.tally import Tally
from lowback.batch.table.files import Table, open_table
from lowback.batch.table.kinds import Kind
from lowback.errors import LowbackError
from lowback.knowledge.schema import Knowledge
from tests.batch.table_files import ROWS, read_any, write_csv

WANTED = [dict(each) for each in ROWS]


def opened(path: Path, knowledge: Knowledge) -> Table:
    scratch = path.parent / "scratch"
    scratch.mkdir(exist_ok=True)
    return open_table(str(path), knowledge, scratch)


def assessed(path: Path, knowledge: Knowledge) -> tuple[list[dict[str, object]], Batch, Tally]:
    batch = Batch(opened(path, knowledge), knowledge, Wish())
    out = path.parent / "out.csv"
    tally = batch.write(out, Kind.CSV, path.parent / "scratch")
    separator = batch.table.shape.separator if batch.table.shape else ","
    frame = pl.read_csv(out, infer_schema=False, separator=separator)
    return frame.with_columns(pl.all().fill_null("")).to_dicts(), batch, tally


@pytest.mark.parametrize(
    ("encoding", "note"),
    [
        ("utf-8", None),
        ("utf-8-sig", "byte order mark"),
        ("cp1252", "Windows-1252"),
        ("utf-16", "UTF-16"),
    ],
)
def test_encodings(encoding: str, note: str | None, tmp_path: Path, knowledge: Knowledge) -> None:
    path = write_csv(tmp_path / "in.csv", encoding=encoding)
    rows, batch, _ = assessed(path, knowledge)
    assert [{name: row[name] for name in WANTED[0]} for row in rows] == WANTED
    assert bool(note) == bool(batch.table.notes)
    assert note is None or note in batch.table.notes[0]
    assert (tmp_path / "out.csv").read_bytes().startswith(b"\xef\xbb\xbf") == bool(note)


def test_cp1252_far_down_a_file(tmp_path: Path, knowledge: Knowledge) -> None:
    rows = [{**ROWS[0], "who": f"runner {at}"} for at in range(40_000)] + [dict(ROWS[0])]
    path = write_csv(tmp_path / "in.csv", rows, encoding="cp1252")
    found, batch, tally = assessed(path, knowledge)
    assert found[-1]["who"] == "Zoë"
    assert tally.rows == len(rows)
    assert "Windows-1252" in batch.table.notes[0]


def test_bytes_without_a_meaning(tmp_path: Path, knowledge: Knowledge) -> None:
    (tmp_path / "in.csv").write_bytes(b"who,age\nx\x81,30\n")
    with pytest.raises(LowbackError, match="neither UTF-8 nor Windows-1252"):
        assessed(tmp_path / "in.csv", knowledge)


@pytest.mark.parametrize(
    ("separator", "named"), [(";", "semicolons"), ("\t", "tabs"), ("|", "bars")]
)
def test_separators(separator: str, named: str, tmp_path: Path, knowledge: Knowledge) -> None:
    rows = [{**ROWS[0], "weekly_km": "48,5"}, dict(ROWS[1])]
    path = write_csv(tmp_path / "in.csv", rows, separator=separator)
    table = opened(path, knowledge)
    assert table.notes == (f"columns are separated by {named}",)
    if separator != "\t":
        assert assessed(path, knowledge)[0][0]["weekly_km"] == "48,5"


def test_scores_have_a_decimal_comma_between_semicolons(
    tmp_path: Path, knowledge: Knowledge
) -> None:
    path = write_csv(tmp_path / "in.csv", separator=";")
    batch = Batch(opened(path, knowledge), knowledge, Wish(scores=True))
    batch.write(tmp_path / "out.csv", Kind.CSV, tmp_path)
    cells = (tmp_path / "out.csv").read_text().splitlines()[1].split(";")
    assert cells[-1].startswith("0,")


def test_excel_says_its_separator_itself(tmp_path: Path, knowledge: Knowledge) -> None:
    (tmp_path / "in.csv").write_text("sep=;\nwho;age\nBo;30\n")
    assert assessed(tmp_path / "in.csv", knowledge)[0][0]["age"] == "30"


def test_headings_with_line_breaks_and_separators(tmp_path: Path, knowledge: Knowledge) -> None:
    asked = knowledge.questions["rf_saddle_numbness"].ask
    heading = asked.replace(" ", "\u00a0", 2).replace(". ", ".\n", 1)
    path = write_csv(tmp_path / "in.csv", [{heading: "Yes", "who": "x;y"}])
    rows, _, _ = assessed(path, knowledge)
    assert rows[0]["urgency"] == "emergency"


def test_blank_lines_and_short_rows_stay_rows(tmp_path: Path, knowledge: Knowledge) -> None:
    (tmp_path / "in.csv").write_text("who,age,rf_fever\na,30,yes\n\nb\n")
    rows, _, _ = assessed(tmp_path / "in.csv", knowledge)
    assert [row["urgency"] for row in rows] == ["urgent", "", "not_checked"]


def test_a_number_column_with_very_many_texts(tmp_path: Path, knowledge: Knowledge) -> None:
    numbers = [f"{at / 100:.2f}" for at in range(1500)]
    odd = ["400", "400.5", "30 mi", "-5", "1e3", "inf", "nan", ".5", "km_20_40", "", "٣"]
    rows = [{"weekly_km": each, "age": "30"} for each in [*numbers, *odd]]
    found, batch, _ = assessed(write_csv(tmp_path / "in.csv", rows), knowledge)
    assert batch.numeric == {"weekly_km"}
    verdicts = [row["urgency"] == "invalid" for row in found]
    wanted = [False, True, False, True, True, True, False, True, False, False, False]
    assert verdicts == [False] * 1500 + wanted


def test_new_texts_after_the_first_rows(tmp_path: Path, knowledge: Knowledge) -> None:
    rows = [dict(ROWS[0])] * 25_000 + [{**ROWS[0], "onset": "gradual weeks", "age": "abc"}]
    found, _, tally = assessed(write_csv(tmp_path / "in.csv", rows), knowledge)
    assert tally.rows == len(found) == 25_001
    assert (tally.bad, found[-1]["urgency"]) == (1, "invalid")
    assert "onset" not in str(found[-1]["problems"])


def test_jsonl_with_lists_truth_values_and_late_keys(tmp_path: Path, knowledge: Knowledge) -> None:
    lines = [
        '{"movement_pattern": ["lean_back", "forward_bend"], "rf_fever": false}',
        '{"age": 30, "rf_fever": true, "zip": "x"}',
    ]
    (tmp_path / "in.jsonl").write_text("\n".join(lines) + "\n")
    rows, batch, _ = assessed(tmp_path / "in.jsonl", knowledge)
    assert [row["urgency"] for row in rows] == ["not_checked", "urgent"]
    assert rows[0]["movement_pattern"] == "lean_back;forward_bend"
    assert set(batch.headers.questions) == {"movement_pattern", "rf_fever", "age"}


def test_numbers_of_a_parquet_file(tmp_path: Path, knowledge: Knowledge) -> None:
    frame = pl.DataFrame({"age": [30, 300, None], "weekly_km": [48.5, float("nan"), -1.0]})
    frame.write_parquet(tmp_path / "in.parquet")
    rows, _, _ = assessed(tmp_path / "in.parquet", knowledge)
    assert [row["urgency"] for row in rows] == ["not_checked", "invalid", "invalid"]
    assert "300, outside 5 to 110" in str(rows[1]["problems"])
    assert "`-1.0` is not an answer" in str(rows[2]["problems"])


def test_only_one_sheet_is_read_and_said(tmp_path: Path, knowledge: Knowledge) -> None:
    with Workbook(tmp_path / "in.xlsx") as book:
        for name in ("answers", "notes"):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, ["age", "rf_fever"])
            sheet.write_row(1, 0, [30, True])
    table = opened(tmp_path / "in.xlsx", knowledge)
    assert table.notes == ("only the sheet `answers` is read, not `notes` (--sheet chooses)",)
    rows, _, _ = assessed(tmp_path / "in.xlsx", knowledge)
    assert (rows[0]["age"], rows[0]["urgency"]) == ("30", "urgent")
    assert len(rows) == 1
    assert read_any(tmp_path / "in.xlsx")[0]["age"] == "30"
