"""Delimited text as spreadsheets and forms write it: which encoding, which separator, which rows.

Everything is UTF-8 with commas unless the file shows otherwise; what was found is said aloud.
"""

import codecs
import csv
import io
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import islice, takewhile
from pathlib import Path

from msgspec import Struct

from lowback.batch.table.heading_row import HeadingRow, find_headings, named_headings
from lowback.batch.table.meanings import Meanings
from lowback.errors import LowbackError, Problem

SEPARATORS = (",", ";", "\t", "|")
BEGINNING = 1 << 20
PIECE = 1 << 22
SHOWN, FEW = 20, 3
MARKS = ((codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
         (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"),
         (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip
SEP_LINE = "sep="
NO_HEADINGS = "begins with empty lines only; put the headings into the first row"


class CsvShape(Struct, frozen=True):
    """How a delimited file is written.

    `skip` counts the rows up to the headings and with them, `depth` those of the headings alone;
    `blank` lines above everything are no rows to Polars, and a spreadsheet does not count the
    `hidden` ones. `said` is what else was found.
    """

    separator: str
    encoding: str
    columns: tuple[str, ...]
    skip: int = 1
    depth: int = 1
    blank: int = 0
    hidden: int = 0
    said: tuple[str, ...] = ()

    @property
    def needs_utf8(self) -> bool:
        """Whether the file must be rewritten as UTF-8 before Polars can read it."""
        return self.encoding not in {"utf-8", "utf-8-sig"}

    @property
    def first_row(self) -> int:
        """The number of the first row below the headings, as a spreadsheet counts."""
        return self.skip + 1 - self.hidden

    @property
    def notes(self) -> tuple[str, ...]:
        """What the reader should know was assumed."""
        found = []
        if self.encoding != "utf-8":
            found.append(f"read as {_SPOKEN.get(self.encoding, self.encoding)}")
        if self.separator != ",":
            found.append(f"columns are separated by {_NAMED[self.separator]}")
        return (*found, *self.said)


_SPOKEN = {
    "utf-8-sig": "UTF-8 with a byte order mark",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16 without a mark",
    "utf-16-be": "UTF-16 without a mark",
    "utf-32": "UTF-32",
    "cp1252": "Windows-1252 (not valid UTF-8)",
}
_NAMED = {";": "semicolons", "\t": "tabs", "|": "bars"}


def shape_of(path: Path, meanings: Meanings, *, tabs: bool = False) -> CsvShape:
    """Look at the beginning of a file and say how it is written.

    Raises:
        LowbackError: if the file is empty or cannot be read as text.
    """
    with path.open("rb") as file:
        beginning = file.read(BEGINNING)
    encoding = _encoding(beginning)
    text = _decoded(beginning, encoding, path)
    whole = len(beginning) < BEGINNING
    tops = {each: _rows(text, each) for each in (("\t",) if tabs else SEPARATORS)}
    found = {each: find_headings(rows, meanings) for each, rows in tops.items()}

    def known(separator: str) -> tuple[bool, int, int, int]:
        """Questions in the top row count most: a cell below may list ids with `;` between."""
        row = found[separator]
        count = sum(meanings.of(each) is not None for each in row.headings)
        return count > 0, -row.at, count, len(row.headings)

    best = max(found, key=known)
    row, hidden = found[best], int(text.casefold().startswith(SEP_LINE))
    if not any(map(str.strip, row.headings)):
        raise LowbackError([Problem(str(path), "is empty" if whole else NO_HEADINGS)])
    headings, unnamed = named_headings(row.headings)
    short = _cut_short(tops[best] if whole else tops[best][:-1], row)
    notes = (
        *(row.notes if row.at > hidden or row.depth > 1 or row.told_apart else ()),
        *unnamed,
        *short,
    )
    blank = len(list(takewhile(lambda cells: not cells, tops[best])))
    return CsvShape(best, encoding, headings, row.end, row.depth, blank, hidden, notes)


def as_utf8(path: Path, encoding: str, target: Path) -> None:
    """Rewrite a file as UTF-8, piece by piece.

    Raises:
        LowbackError: if a byte has no meaning in that encoding.
    """
    try:
        with path.open(encoding=encoding, newline="") as source, target.open("wb") as out:
            while piece := source.read(PIECE):
                out.write(piece.encode())
    except UnicodeDecodeError as error:
        message = f"is neither UTF-8 nor Windows-1252 (byte {error.start}); save it as UTF-8"
        raise LowbackError([Problem(str(path), message)]) from None


def uneven_rows(path: Path, shape: CsvShape) -> list[Problem]:
    """Name the rows that have more cells than there are headings."""
    encoding = "utf-8" if shape.encoding == "utf-8-sig" else shape.encoding
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        rows = csv.reader(file, delimiter=shape.separator)
        try:
            found = list(islice(_uneven(rows, shape, str(path)), SHOWN))
        except csv.Error:
            message = "has a row with more cells than there are headings, and a cell of over 128 kB"
            return [Problem(str(path), message, "row")]
    message = (
        "has a line that ends in a lone carriage return, and others that do not; save it again"
    )
    return found or [Problem(str(path), f"{message} as CSV UTF-8", "row")]


def _uneven(rows: Iterator[list[str]], shape: CsvShape, name: str) -> Iterator[Problem]:
    width = len(shape.columns)
    for number, row in enumerate(rows, 1 - shape.hidden):
        if len(row) > width:
            message = (
                f"has {len(row)} cells for {width} headings; "
                "put quotes round a cell with a separator in it"
            )
            yield Problem(f"{name}, row {number}", message, "row")


def _cut_short(rows: Sequence[Sequence[str]], row: HeadingRow) -> tuple[str, ...]:
    """Name the first rows that end early: a download that was cut looks like that."""
    width = len(row.headings)
    short = [at for at, cells in enumerate(rows, 1) if at > row.end and 0 < len(cells) < width]
    if not short:
        return ()
    named = ", ".join(map(str, short[:FEW]))
    more = f" and {len(short) - FEW} more" if len(short) > FEW else ""
    return (f"fewer cells than headings in row {named}{more}: was the download cut?",)


def _encoding(beginning: bytes) -> str:
    for mark, encoding in MARKS:
        if beginning.startswith(mark):
            return encoding
    if unmarked := _unmarked(beginning[:PIECE]):
        return unmarked
    try:
        codecs.getincrementaldecoder("utf-8")().decode(beginning)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _unmarked(beginning: bytes) -> str | None:
    """UTF-16 shows by every second byte being zero, in text that is mostly Latin."""
    even, odd = beginning[0:200:2], beginning[1:200:2]
    if odd and odd.count(0) == len(odd) and not even.count(0):
        return "utf-16-le"
    return "utf-16-be" if even and even.count(0) == len(even) and not odd.count(0) else None


def _decoded(beginning: bytes, encoding: str, path: Path) -> str:
    try:
        return codecs.getincrementaldecoder(encoding)().decode(beginning)
    except UnicodeDecodeError:
        message = "is neither UTF-8 nor Windows-1252 text; save it as UTF-8"
        raise LowbackError([Problem(str(path), message)]) from None


def _rows(text: str, separator: str) -> list[list[str]]:
    rows: list[list[str]] = []
    with suppress(csv.Error):  # a cell of more than 128 kB: what came before it is enough
        rows.extend(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    return rows
