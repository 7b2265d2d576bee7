"""Writing a workbook: text stays text, and what a workbook cannot hold is an error."""

import io
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import polars as pl
from xlsxwriter import Workbook  # type: ignore[import-untyped]
from xlsxwriter.exceptions import FileCreateError  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from lowback.errors import LowbackError, Problem

MOST_ROWS, MOST_COLUMNS, LONGEST = 1_048_575, 16_384, 32_767
SAME_BYTES = datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None)
WIDTH = 18
OPTIONS = {
    "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
    "strings_to_numbers": False, "nan_inf_to_errors": True, "remove_timezone": True,
    "default_date_format": "yyyy-mm-dd hh:mm:ss",
}  # fmt: skip


def write_workbook(rows: pl.DataFrame, target: Path) -> None:
    """Write one sheet, headings frozen; numbers that are none or infinite become errors.

    Raises:
        LowbackError: for more rows, columns or letters in a cell than a workbook holds.
        OSError: if the file cannot be written.
    """
    if rows.height > MOST_ROWS or rows.width > MOST_COLUMNS:
        message = (
            f"holds {MOST_ROWS:,} rows of {MOST_COLUMNS:,} columns and there are {rows.height:,} "
            f"of {rows.width:,}; write csv or parquet"
        )
        raise LowbackError([Problem("xlsx", message)])
    if problems := list(_too_long(rows)):
        raise LowbackError(problems)
    try:
        file = _Once(target, "wb")
        with Workbook(file, OPTIONS) as book:
            book.set_properties({"created": SAME_BYTES})
            _fill(book.add_worksheet("lowback"), rows, book.add_format({"bold": True}))
        file.close()
    except FileCreateError as error:
        raise OSError(*getattr(error.args[0], "args", (str(error),))) from None


class _Once(io.FileIO):
    """A file that fails once: the zip in it would complain again when it is thrown away."""

    failed = False

    def write(self, data: Any) -> int:  # noqa: ANN401 - any bytes
        if self.failed:
            return len(data)
        try:
            return super().write(data)
        except OSError:
            self.failed = True
            raise


def _fill(sheet: Worksheet, rows: pl.DataFrame, bold: object) -> None:
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, max(rows.width - 1, 0), WIDTH)
    for column, name in enumerate(rows.columns):
        sheet.write_string(0, column, name, bold)
    for at, row in enumerate(rows.iter_rows(), 1):
        for column, cell in enumerate(row):
            if cell is not None and cell != "":
                _write(sheet, at, column, cell)


def _write(sheet: Worksheet, row: int, column: int, cell: object) -> None:
    match cell:
        case str():
            sheet.write_string(row, column, cell)
        case bool():
            sheet.write_boolean(row, column, cell)
        case int() | float():
            sheet.write_number(row, column, cell)
        case date() | time() | timedelta():
            sheet.write_datetime(row, column, cell)
        case _:
            sheet.write_string(row, column, str(cell))


def _too_long(rows: pl.DataFrame) -> Iterator[Problem]:
    for name, dtype in rows.schema.items():
        if dtype == pl.String and bool((rows[name].str.len_chars() > LONGEST).any()):
            message = f"holds a text of more than {LONGEST:,} letters; write csv or parquet"
            yield Problem(f"xlsx, column `{name}`", message)
