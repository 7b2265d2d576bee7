"""Reading a workbook: its first sheet, or all sheets of a filled-in template side by side."""

import logging
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import fastexcel
import polars as pl
from msgspec import Struct

from lowback.batch.table.wording import fold
from lowback.errors import LowbackError, Problem

ATHLETE = "athlete"
HEADING_ROW = 1
SAME_BYTES = datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None)


class Sheet(Struct, frozen=True):
    """The headings of a sheet as written (they may repeat), and its columns."""

    headings: tuple[str, ...]
    columns: tuple[pl.Series, ...]

    @property
    def rows(self) -> int:
        """How many rows it has below the headings."""
        return len(self.columns[0]) if self.columns else 0

    @property
    def is_part(self) -> bool:
        """Whether it is one sheet of a template: its first column names the athlete."""
        return len(self.headings) > 1 and fold(self.headings[0]) == ATHLETE


def read_workbook(path: Path) -> tuple[Sheet, tuple[str, ...]]:
    """Return the rows of a workbook, and what should be said about it.

    Raises:
        LowbackError: if it is no workbook, is empty, or the sheets of a template disagree.
    """
    logging.getLogger("fastexcel").setLevel(logging.ERROR)
    try:
        book = fastexcel.read_excel(path)
        sheets = {each: _read_sheet(book, each) for each in book.sheet_names}
    except fastexcel.FastExcelError:
        raise LowbackError([Problem(str(path), "is not an xlsx workbook")]) from None
    filled = {name: sheet for name, sheet in sheets.items() if sheet.headings}
    if not filled:
        raise LowbackError([Problem(str(path), "is empty")])
    parts = {name: sheet for name, sheet in filled.items() if sheet.is_part}
    if len(parts) > 1:
        joined = _side_by_side(parts, str(path))
        return joined, (f"{len(parts)} sheets of a template, joined row by row",)
    first, *others = filled
    return filled[first], (f"only the first sheet, `{first}`, is read",) if others else ()


def _read_sheet(book: fastexcel.ExcelReader, name: str) -> Sheet:
    try:
        top = book.load_sheet(name, header_row=None, n_rows=1, dtypes="string").to_polars()
    except fastexcel.InvalidParametersError:
        return Sheet((), ())
    if top.is_empty():
        return Sheet((), ())
    rows = book.load_sheet(
        name, header_row=None, skip_rows=1, schema_sample_rows=None, dtype_coercion="strict"
    ).to_polars()
    headings = ["" if each is None else str(each) for each in top.row(0)]
    headings += [""] * (rows.width - len(headings))
    empty = pl.Series([None] * rows.height, dtype=pl.String)
    columns = [
        _tidy(rows.to_series(at)) if at < rows.width else empty for at in range(len(headings))
    ]
    kept = [at for at, each in enumerate(columns) if headings[at] or each.null_count() < len(each)]
    return Sheet(tuple(headings[at] for at in kept), tuple(columns[at] for at in kept))


def _tidy(column: pl.Series) -> pl.Series:
    """Whole numbers as whole numbers: a workbook keeps every number as a fraction."""
    if not column.dtype.is_float():
        return column
    whole = column.drop_nulls()
    return column.cast(pl.Int64) if (whole == whole.round()).all() else column


def _side_by_side(parts: Mapping[str, Sheet], file: str) -> Sheet:
    tall = max(sheet.rows for sheet in parts.values())
    names = _athletes(parts, tall, file)
    answers = [
        (heading, column.extend_constant(None, tall - len(column)))
        for sheet in parts.values()
        for heading, column in zip(sheet.headings[1:], sheet.columns[1:], strict=True)
    ]
    used = _last_used([names, *(column for _, column in answers)])
    headings = (next(iter(parts.values())).headings[0], *(heading for heading, _ in answers))
    return Sheet(headings, tuple(each.head(used) for each in (names, *(c for _, c in answers))))


def _athletes(parts: Mapping[str, Sheet], tall: int, file: str) -> pl.Series:
    """The name in each row; a row that names two athletes on two sheets is an error."""
    names: list[str | None] = [None] * tall
    problems = []
    for sheet, part in parts.items():
        for at, cell in enumerate(part.columns[0].cast(pl.String).to_list()):
            name = (cell or "").strip() or None
            if name and names[at] and name != names[at]:
                where = f"{file}, sheet `{sheet}`, row {at + HEADING_ROW + 1}"
                message = "names another athlete than the first sheet does in this row"
                problems.append(Problem(where, f"{message}; keep one row for each", "row"))
            names[at] = names[at] or name
    if problems:
        raise LowbackError(problems)
    return pl.Series(names, dtype=pl.String)


def _last_used(columns: Sequence[pl.Series]) -> int:
    """How many rows there are up to the last one with anything in it."""
    return max((_last_filled(each) for each in columns), default=0)


def _last_filled(column: pl.Series) -> int:
    filled = column.cast(pl.String).str.strip_chars().fill_null("") != ""
    places = filled.arg_true()
    return int(places[-1]) + 1 if len(places) else 0
