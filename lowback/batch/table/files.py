"""Reading and writing tables: csv, tsv, xlsx, parquet, jsonl and the standard streams."""

import errno
import os
import re
import shutil
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import polars as pl
from msgspec import Struct, structs

from lowback.batch.program.encoding import PREFIX
from lowback.batch.table.csv import CsvShape, as_utf8, shape_of, uneven_rows
from lowback.batch.table.injection_guard import guarded
from lowback.batch.table.jsonl import check_keys
from lowback.batch.table.kinds import STREAM, Kind, kind_inside, kind_of
from lowback.batch.table.limits import check_holds
from lowback.batch.table.meanings import Given, Meanings
from lowback.batch.table.workbook import Sheet, read_workbook
from lowback.batch.table.workbook_out import write_workbook
from lowback.errors import LowbackError, Problem
from lowback.knowledge.schema import Knowledge

ROW = f"{PREFIX}row"


class NotUtf8Error(Exception):
    """A text file that began as UTF-8 turned out to be something else."""


class Table(Struct, frozen=True):
    """A table that is about to be read: its headings as written, and its rows, lazily.

    `first_row` is the number of the first row as a person counts in the file; the rows of a
    workbook bring their own numbers in the column `ROW`, because empty ones are left out. A
    joined table was put together from the files of a folder.
    """

    name: str
    path: Path
    kind: Kind
    columns: tuple[str, ...]
    rows: pl.LazyFrame
    notes: tuple[str, ...] = ()
    shape: CsvShape | None = None
    first_row: int = 1
    is_joined: bool = False

    @property
    def numbered(self) -> pl.LazyFrame:
        """The rows with their numbers in the file in the column `ROW`."""
        if self.kind is Kind.XLSX:
            return self.rows
        return self.rows.with_row_index(ROW, offset=self.first_row)


def open_table(
    name: str,
    knowledge: Knowledge,
    scratch: Path,
    *,
    given: Given | None = None,
    sheet: str | None = None,
) -> Table:
    """Find out how a table is written; its rows are not read yet.

    `scratch` is a folder for what must be rewritten before it can be read (stdin, or text that
    is not UTF-8); `given` comes from a map file, `sheet` names the one to read of a workbook.

    Raises:
        LowbackError: if it cannot be read, or stdin is a terminal.
    """
    path = _from_stdin(scratch) if name == STREAM else Path(name)
    shown = "stdin" if name == STREAM else name
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            message = f"is not a file; use `{STREAM}` to read what a program writes"
            raise LowbackError([Problem(shown, message)])
        with path.open("rb") as file:
            beginning = file.read(1024)
    except OSError as error:
        raise LowbackError([Problem(shown, f"cannot be read: {error.strerror}")]) from None
    kind = kind_inside(beginning) if name == STREAM else kind_of(name)
    if sheet is not None and kind is not Kind.XLSX:
        raise LowbackError([Problem("--sheet", f"{shown} is not a workbook; leave it out")])
    with readable(shown):
        found = _open(path, kind, Meanings(knowledge, given), scratch, sheet)
        return structs.replace(found, name=shown)


@contextmanager
def readable(name: str, table: Table | None = None, *, writing: bool = False) -> Iterator[None]:
    """Turn what Polars says of a broken file into a message that holds none of its content.

    While `writing`, a failure of the disk is left to whoever writes.
    """
    try:
        yield
    except OSError as error:
        if writing:
            raise
        raise LowbackError([Problem(name, f"cannot be read: {error.strerror or error}")]) from None
    except pl.exceptions.PanicException:
        raise LowbackError(_diagnosis(name, table, "")) from None
    except pl.exceptions.PolarsError as error:
        if writing and (failed := re.search(r"os error (\d+)|thrift: transport", str(error))):
            number = int(failed[1] or errno.EIO)
            raise OSError(number, os.strerror(number)) from None
        if "utf-8" in str(error) and table is not None and table.shape is not None:
            raise NotUtf8Error from None
        raise LowbackError(_diagnosis(name, table, str(error))) from None


def as_text(table: Table, scratch: Path) -> Table:
    """Return the table again, read as Windows-1252: it turned out not to be UTF-8.

    Raises:
        LowbackError: if it is neither.
    """
    if table.shape is None or table.shape.encoding == "cp1252":
        raise LowbackError([Problem(table.name, "holds text that is not UTF-8")])
    shape = structs.replace(table.shape, encoding="cp1252")
    return structs.replace(_csv(table.path, table.kind, shape, scratch), name=table.name)


def write_table(
    rows: pl.LazyFrame, target: Path, kind: Kind, table: Table, safe: frozenset[str]
) -> None:
    """Stream the rows into a file, with text that a spreadsheet might run made harmless.

    `table` is what they were read from; `safe` columns are known to hold no such text.

    Raises:
        OSError: if the disk is full or the file cannot be written.
    """
    check_holds(rows.collect_schema(), kind)
    match kind:
        case Kind.CSV | Kind.TSV:
            _write_text(guarded(_flat(rows), safe), target, kind, table.shape)
        case Kind.XLSX:
            write_workbook(guarded(_flat(rows), safe).collect(engine="streaming"), target)
        case Kind.PARQUET:
            rows.sink_parquet(target)
        case Kind.JSONL:
            rows.sink_ndjson(target)


def _open(path: Path, kind: Kind, meanings: Meanings, scratch: Path, sheet: str | None) -> Table:
    match kind:
        case Kind.CSV | Kind.TSV:
            shape = shape_of(path, meanings, tabs=kind is Kind.TSV)
            return _csv(path, kind, shape, scratch)
        case Kind.XLSX:
            found = read_workbook(path, meanings, sheet)
            return Table(str(path), path, kind, found.headings, _rows_of(found), found.notes)
        case Kind.PARQUET:
            rows = pl.scan_parquet(path)
        case Kind.JSONL:
            check_keys(path)
            rows = pl.scan_ndjson(path, infer_schema_length=None)
    return Table(str(path), path, kind, tuple(rows.collect_schema().names()), rows)


def _rows_of(sheet: Sheet) -> pl.LazyFrame:
    """The columns of a sheet; headings that repeat are an error found by `match_headers`."""
    columns = dict(zip(_unique(sheet.headings), sheet.columns, strict=True))
    return pl.LazyFrame({**columns, ROW: pl.Series(sheet.numbers, dtype=pl.UInt32)})


def _unique(headings: tuple[str, ...]) -> tuple[str, ...]:
    once = len(set(headings)) == len(headings)
    return headings if once else tuple(map(str, range(len(headings))))


def _csv(path: Path, kind: Kind, shape: CsvShape, scratch: Path) -> Table:
    source = path
    if shape.needs_utf8:
        source = scratch / "utf8.csv"
        as_utf8(path, shape.encoding, source)
    rows = pl.scan_csv(
        source,
        infer_schema=False,
        separator=shape.separator,
        skip_rows=shape.skip - shape.depth - shape.blank,
        skip_rows_after_header=shape.depth - 1,
    )
    names = rows.collect_schema().names()
    if len(names) != len(shape.columns):
        message = "has headings with a stray line break or quote; save it again as CSV UTF-8"
        raise LowbackError([Problem(str(path), message, "header")])
    rows = rows.rename(dict(zip(names, _unique(shape.columns), strict=True)))
    return Table(str(path), path, kind, shape.columns, rows, shape.notes, shape, shape.first_row)


def _from_stdin(scratch: Path) -> Path:
    if sys.stdin.isatty():
        message = "is a terminal; pipe a table in, or name a file"
        raise LowbackError([Problem("stdin", message)])
    spooled = scratch / "stdin"
    try:
        with spooled.open("wb") as out:
            shutil.copyfileobj(sys.stdin.buffer, out)
    except OSError as error:
        message = f"cannot be kept in {scratch.parent}: {error.strerror}; TMPDIR names another"
        raise LowbackError([Problem("stdin", message)]) from None
    return spooled


def _diagnosis(name: str, table: Table | None, said: str) -> list[Problem]:
    if "more fields" in said and table is not None and table.shape is not None:
        return uneven_rows(table.path, table.shape)
    if table is not None and table.shape is not None:
        message = "has a row that cannot be read; look for a quote that is opened and never closed"
        return [Problem(name, message)]
    return [Problem(name, "cannot be read: the file is damaged or is not what its name says")]


def _write_text(rows: pl.LazyFrame, target: Path, kind: Kind, shape: CsvShape | None) -> None:
    separator = "\t" if kind is Kind.TSV else ","
    if kind is Kind.CSV and shape is not None and shape.separator != "\t":
        separator = shape.separator
    marked = kind is Kind.CSV and shape is not None and shape.encoding != "utf-8"
    rows.sink_csv(target, separator=separator, include_bom=marked, decimal_comma=separator == ";")


def _flat(rows: pl.LazyFrame) -> pl.LazyFrame:
    """Lists as text with `;` between, because a cell holds one value."""
    schema = rows.collect_schema()
    lists = [name for name, dtype in schema.items() if isinstance(dtype, pl.List | pl.Array)]
    joined = pl.col(lists).cast(pl.List(pl.String)).list.join(";")
    return rows.with_columns(joined) if lists else rows
