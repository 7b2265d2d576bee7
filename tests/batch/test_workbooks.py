"""Workbooks as people keep them: mixed columns, titles on top, stray cells, several sheets."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
import xlwt
from odf import opendocument, table, text
from xlsxwriter import Workbook  # type: ignore[import-untyped]

from lowback.batch.summary.template import asked
from lowback.batch.summary.template_xlsx import workbook_template
from lowback.batch.table.extent import check_extent
from lowback.batch.table.meanings import Meanings
from lowback.batch.table.wording import choice_labels
from lowback.batch.table.workbook import Sheet, read_workbook
from lowback.errors import LowbackError
from lowback.knowledge.schema import Knowledge, QuestionKind
from tests.batch.table_files import read_any
from tests.commands.batch_run import batch

Rows = Sequence[Sequence[object]]
SIGN = "rf_saddle_numbness"


def write(path: Path, rows: Rows) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))
    book.save(path)
    return path


def read(path: Path, knowledge: Knowledge, sheet: str | None = None) -> Sheet:
    return read_workbook(path, Meanings(knowledge), sheet)


@pytest.mark.parametrize(
    ("heading", "cells", "wanted"),
    [
        ("weekly_km", [42, "30 mi"], ["42", "30 mi"]),
        ("age", [34, "34 years"], ["34", "34 years"]),
        ("Notes", ["tired", 7], ["tired", "7"]),
        ("Id", ["A", 7.5], ["A", "7.5"]),
        ("rf_fever", [True, "Not sure"], ["TRUE", "Not sure"]),
        ("Seen", ["4-5", dt.datetime(2026, 5, 4)], ["4-5", "2026-05-04"]),
        ("weekly_km", ["x", 1.125], ["x", "1.1250"]),
    ],
)
def test_a_column_of_many_kinds(
    heading: str, cells: list[object], wanted: list[str], tmp_path: Path, knowledge: Knowledge
) -> None:
    rows: Rows = [[heading, SIGN], *([each, "no"] for each in cells)]
    sheet = read(write(tmp_path / "in.xlsx", rows), knowledge)
    assert sheet.columns[0].to_list() == wanted


def test_numbers_and_truth_values_stay_what_they_are(tmp_path: Path, knowledge: Knowledge) -> None:
    rows: Rows = [["age", "rf_fever", "weekly_km"], [30, True, 40.5], [None, None, 30]]
    sheet = read(write(tmp_path / "in.xlsx", rows), knowledge)
    assert [each.to_list() for each in sheet.columns] == [[30, None], [True, None], [40.5, 30.0]]


def test_an_emergency_in_a_mixed_workbook_is_seen(tmp_path: Path) -> None:
    rows: Rows = [["Name", SIGN, "weekly_km"], ["Ana", "no", 42], [12, "yes", "30 mi"]]
    done = batch(write(tmp_path / "in.xlsx", rows), tmp_path / "out.csv", "--summary")
    assert read_any(tmp_path / "out.csv")[1]["urgency"] == "emergency"
    assert "emergency   row 3" in done.out


@pytest.mark.parametrize("above", [[["The squad"]], [[], []], [["Our club"], [], ["Autumn", 2026]]])
def test_titles_and_blank_rows_on_top(above: Rows, tmp_path: Path, knowledge: Knowledge) -> None:
    rows = [*above, ["Name", SIGN, "age"], ["Ana", "no", 30], [None, None, None], ["Bo", "yes", 40]]
    sheet = read(write(tmp_path / "in.xlsx", rows), knowledge)
    assert sheet.headings == ("Name", SIGN, "age")
    assert sheet.numbers == (len(above) + 2, len(above) + 4)
    assert f"the headings are in row {len(above) + 1}" in sheet.notes[0]


def test_empty_rows_are_nobody_and_keep_the_numbers(tmp_path: Path) -> None:
    rows: Rows = [["Name", SIGN], ["Ana", "no"], [None, " "], [None, None], ["Bo", "yes"]]
    done = batch(write(tmp_path / "in.xlsx", rows), tmp_path / "out.csv", "--summary")
    assert "2 rows" in done.err
    assert "emergency   row 5" in done.out


@pytest.mark.parametrize("corner", ["XFD1048576", "A1048576", "XFD1"])
def test_a_stray_cell_far_away_makes_no_million_athletes(corner: str, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["Name", SIGN, *("x" * 10)], ["Ana", "no"]):
        book.active.append(row)
    book.active[corner] = "stray"
    book.save(tmp_path / "in.xlsx")
    done = batch(tmp_path / "in.xlsx", tmp_path / "out.csv")
    assert done.code == 2
    assert "has a sheet that reaches to row" in done.err or "have the same heading" in done.err


def test_formats_without_content_do_not_count(tmp_path: Path, knowledge: Knowledge) -> None:
    with Workbook(tmp_path / "in.xlsx") as book:
        sheet, bold = book.add_worksheet(), book.add_format({"bold": True})
        sheet.write_row(0, 0, ["Name", SIGN])
        sheet.write_row(1, 0, ["Ana", "no"])
        sheet.write_blank(1_000_000, 16_000, None, bold)
    assert read(tmp_path / "in.xlsx", knowledge).rows == 1


def test_an_error_of_the_spreadsheet_is_not_an_empty_cell(tmp_path: Path) -> None:
    with Workbook(tmp_path / "in.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Name", SIGN])
        sheet.write_string(1, 0, "Ana")
        sheet.write_formula(1, 1, "=Gone!A1", None, "#REF!")
    done = batch(tmp_path / "in.xlsx", tmp_path / "out.csv")
    assert done.code == 1
    assert read_any(tmp_path / "out.csv")[0]["urgency"] == "invalid"
    assert "#REF!" in done.err


def test_the_sheet_with_the_questions_is_read_or_the_one_that_is_named(
    tmp_path: Path, knowledge: Knowledge
) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Our club"
    book.active.append(["Welcome"])
    for title, cell in (("Answers", "no"), ("Older", "yes")):
        sheet = book.create_sheet(title)
        sheet.append(["Name", SIGN])
        sheet.append(["Ana", cell])
    book.save(tmp_path / "in.xlsx")
    found = read(tmp_path / "in.xlsx", knowledge)
    assert found.notes == (
        "only the sheet `Answers` is read, not `Our club`, `Older` (--sheet chooses)",
    )
    assert read(tmp_path / "in.xlsx", knowledge, "Older").columns[1].to_list() == ["yes"]
    with pytest.raises(LowbackError, match=r"has no sheet `Oldr`.*did you mean `Older`"):
        read(tmp_path / "in.xlsx", knowledge, "Oldr")


def test_old_and_open_workbooks(tmp_path: Path, knowledge: Knowledge) -> None:
    rows: Rows = [["Name", SIGN, "weekly_km"], ["Ana", "no", 42], ["Bo", "yes", "30 mi"]]
    old = xlwt.Workbook()
    sheet = old.add_sheet("one")
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            sheet.write(at, column, cell)
    old.save(str(tmp_path / "in.xls"))
    write_ods(tmp_path / "in.ods", rows)
    for name in ("in.xls", "in.ods"):
        found = read(tmp_path / name, knowledge)
        assert [each.to_list() for each in found.columns] == [
            ["Ana", "Bo"], ["no", "yes"], ["42", "30 mi"],
        ]  # fmt: skip
        assert batch(tmp_path / name, tmp_path / f"{name}.csv").code == 0


def write_ods(path: Path, rows: Rows, *, repeated: int = 1) -> None:
    document = opendocument.OpenDocumentSpreadsheet()
    sheet = table.Table(name="one")
    for row in rows:
        line = table.TableRow(numberrowsrepeated=repeated)
        for cell in row:
            kind = "float" if isinstance(cell, int | float) else "string"
            value = {"value": cell} if kind == "float" else {}
            written = table.TableCell(valuetype=kind, numbercolumnsrepeated=repeated, **value)
            written.addElement(text.P(text=str(cell)))
            line.addElement(written)
        sheet.addElement(line)
    document.spreadsheet.addElement(sheet)
    document.save(str(path))


def test_cells_repeated_without_end_are_refused(tmp_path: Path) -> None:
    write_ods(tmp_path / "in.ods", [["age"], [30]], repeated=1_000_000)
    with pytest.raises(LowbackError, match="has a sheet that reaches to row"):
        check_extent(tmp_path / "in.ods", "in.ods")


def test_no_workbook_says_why(tmp_path: Path, knowledge: Knowledge) -> None:
    for name, content in (("a.xlsx", b"PK\x03\x04 no"), ("b.xls", b"\xd0\xcf\x11\xe0" * 9)):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(LowbackError, match="damaged"):
            read(tmp_path / name, knowledge)
    done = batch(write(tmp_path / "in.xlsx", [["age"], [30]]), tmp_path / "out.ods")
    assert ".ods is only read here" in done.err


def test_the_template_filled_in_as_its_notes_say(tmp_path: Path, knowledge: Knowledge) -> None:
    """Saved by another program: numbers, units, labels, ticks and bands in one column."""
    (tmp_path / "t.xlsx").write_bytes(workbook_template(knowledge))
    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    athletes = ("Ana", "Bo", "Cy")
    labels = {each.label: each for _, questions in asked(knowledge) for each in questions}
    for at, sheet in enumerate(each for each in book.worksheets if each["A1"].value == "Athlete"):
        for row, name in enumerate(athletes, 2):
            if at == 0:
                sheet.cell(row, 1, name)
            for column in range(2, sheet.max_column + 1):
                sheet.cell(row, column, filling(labels[sheet.cell(1, column).value], row))
    book.save(tmp_path / "filled.xlsx")
    done = batch(tmp_path / "filled.xlsx", tmp_path / "out.csv", "--id-column", "Athlete")
    assert done.code == 0, done.err
    rows = read_any(tmp_path / "out.csv")
    assert [each["Athlete"] for each in rows] == list(athletes)
    assert all(each["problems"] == "" for each in rows)


def filling(question: object, row: int) -> object:
    """Another way of answering in each row, as the note of the column allows."""
    assert hasattr(question, "kind")
    choices = list(choice_labels(question).values())  # type: ignore[arg-type]
    if question.kind is not QuestionKind.NUMBER:
        return choices[min(row - 2, len(choices) - 1)]
    least = question.at_least if row == 2 else question.at_most  # type: ignore[attr-defined]
    return choices[0] if row == 4 and choices else (least if row == 2 else f"{least:g}")
