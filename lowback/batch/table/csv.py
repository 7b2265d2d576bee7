"""Delimited text as spreadsheets and forms write it: which encoding, which separator, which rows.

Everything is UTF-8 with commas unless the file shows otherwise; what was found is said aloud.
"""

import codecs
import csv
import io
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from msgspec import Struct

from lowback.batch.table.wording import fold, question_words
from lowback.errors import LowbackError, Problem
from lowback.knowledge.schema import Knowledge

SEPARATORS = (",", ";", "\t", "|")
BEGINNING = 1 << 20
PIECE = 1 << 22
SHOWN = 20
MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"),
         (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip
SEP_LINE = "sep="


class CsvShape(Struct, frozen=True):
    """How a delimited file is written; `skip` counts the lines before the headings."""

    separator: str
    encoding: str
    columns: tuple[str, ...]
    skip: int = 0

    @property
    def needs_utf8(self) -> bool:
        """Whether the file must be rewritten as UTF-8 before Polars can read it."""
        return self.encoding not in {"utf-8", "utf-8-sig"}

    @property
    def notes(self) -> tuple[str, ...]:
        """What the reader should know was assumed."""
        found = []
        if self.encoding != "utf-8":
            found.append(f"read as {_SPOKEN.get(self.encoding, self.encoding)}")
        if self.separator != ",":
            found.append(f"columns are separated by {_NAMED[self.separator]}")
        return tuple(found)


_SPOKEN = {
    "utf-8-sig": "UTF-8 with a byte order mark",
    "utf-16": "UTF-16",
    "cp1252": "Windows-1252 (not valid UTF-8)",
}
_NAMED = {";": "semicolons", "\t": "tabs", "|": "bars"}


def shape_of(path: Path, knowledge: Knowledge, *, tabs: bool = False) -> CsvShape:
    """Look at the beginning of a file and say how it is written.

    Raises:
        LowbackError: if the file is empty or cannot be read as text.
    """
    with path.open("rb") as file:
        beginning = file.read(BEGINNING)
    if not beginning.strip():
        raise LowbackError([Problem(str(path), "is empty")])
    encoding = _encoding(beginning)
    text = _decoded(beginning, encoding, path)
    skip = 0
    if text.casefold().startswith(SEP_LINE) and "\n" in text:
        text, skip = text.split("\n", 1)[1], 1
    separators = ("\t",) if tabs else SEPARATORS
    words = question_words(knowledge)
    headings = {each: _first_row(text, each) for each in separators}

    def known(separator: str) -> tuple[int, int]:
        row = headings[separator]
        return sum(fold(column) in words for column in row), len(row)

    best = max(separators, key=known)
    return CsvShape(best, encoding, headings[best], skip)


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
            return list(islice(_uneven(rows, len(shape.columns), str(path)), SHOWN))
        except csv.Error:
            message = "has a row with more cells than there are headings, and a cell of over 128 kB"
            return [Problem(str(path), message, "row")]


def _uneven(rows: Iterator[list[str]], width: int, name: str) -> Iterator[Problem]:
    lines: Iterator[list[str]] = rows
    for row in lines:
        if len(row) > width:
            line = getattr(rows, "line_num", 0)
            message = (
                f"has {len(row)} cells for {width} headings; "
                "put quotes round a cell with a separator in it"
            )
            yield Problem(f"{name}:{line}", message, "row")


def _encoding(beginning: bytes) -> str:
    for mark, encoding in MARKS:
        if beginning.startswith(mark):
            return encoding
    try:
        codecs.getincrementaldecoder("utf-8")().decode(beginning)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _decoded(beginning: bytes, encoding: str, path: Path) -> str:
    try:
        return codecs.getincrementaldecoder(encoding)().decode(beginning)
    except UnicodeDecodeError:
        message = "is neither UTF-8 nor Windows-1252 text; save it as UTF-8"
        raise LowbackError([Problem(str(path), message)]) from None


def _first_row(text: str, separator: str) -> tuple[str, ...]:
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        return tuple(next(rows, []))
    except csv.Error:  # a cell of more than 128 kB is no heading
        return ()
