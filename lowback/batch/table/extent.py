"""How far the sheets of a workbook reach, looked up before anything makes room for them.

A reader lays a sheet out as one rectangle: a stray cell in the last corner of an otherwise small
sheet would ask for hundreds of gigabytes.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from xml.parsers import expat

from msgspec import Struct

from lowback.errors import LowbackError, Problem

MOST_CELLS = 10_000_000
MOST_BYTES = 1_500_000_000
PIECE, OVERLAP = 1 << 20, 1 << 12
CELL = re.compile(rb'<(?:\w+:)?c\b[^>]*?\sr="([A-Z]{1,3})(\d{1,7})"[^>]*[^/>]>')
SHEETS = re.compile(r"^xl/worksheets/[^/]+\.xml$")
LETTERS = 26
TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"


class Extent(Struct):
    """The rectangle of the cells with something in them; rows and columns count from 1."""

    rows: int = 0
    columns: int = 0


def check_extent(path: Path, name: str) -> None:
    """Refuse a workbook that no machine could lay out.

    Raises:
        LowbackError: naming how far it reaches, or that it is damaged.
    """
    if not zipfile.is_zipfile(path):
        return  # an old .xls is small by nature
    try:
        with zipfile.ZipFile(path) as book:
            if sum(each.file_size for each in book.infolist()) > MOST_BYTES:
                raise _too_large(name, "is larger than 1.5 GB when unpacked")
            cells = 0
            for extent in _extents(book, name):
                cells += extent.rows * extent.columns
                if cells > MOST_CELLS:
                    where = f"row {extent.rows:,} and column {extent.columns:,}"
                    raise _too_large(name, f"has a sheet that reaches to {where}")
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
        raise LowbackError([Problem(name, "is damaged, or locked with a password")]) from None


def _extents(book: zipfile.ZipFile, name: str) -> Iterator[Extent]:
    for each in book.namelist():
        if SHEETS.match(each):
            yield _of_sheet(book, each)
    if "content.xml" in book.namelist():
        yield from _of_open_document(book, name)


def _of_sheet(book: zipfile.ZipFile, sheet: str) -> Extent:
    letters: set[bytes] = set()
    rows = 0
    for piece in pieces(book, sheet):
        found = CELL.findall(piece)
        letters.update(column for column, _ in found)
        rows = max(rows, max((int(row) for _, row in found), default=0))
    return Extent(rows, max(map(column_number, letters), default=0))


def pieces(book: zipfile.ZipFile, sheet: str) -> Iterator[bytes]:
    """The text of a sheet in pieces that overlap, so that no cell is cut in two."""
    before = b""
    with book.open(sheet) as file:
        while read := file.read(PIECE):
            piece = before + read
            yield piece
            before = piece[-OVERLAP:]


def _of_open_document(book: zipfile.ZipFile, name: str) -> list[Extent]:
    reader = _OpenDocument()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = reader.start
    parser.CharacterDataHandler = reader.text
    parser.EndElementHandler = reader.end
    try:
        with book.open("content.xml") as file:
            parser.ParseFile(file)
    except expat.ExpatError:
        raise LowbackError([Problem(name, "is damaged")]) from None
    return reader.tables


class _OpenDocument:
    """Adds up repeated rows and cells, which take no room in the file."""

    def __init__(self) -> None:
        self.tables: list[Extent] = []
        self._row = self._column = self._row_repeats = self._cell_repeats = 1
        self._row_filled = self._cell_filled = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        def repeats(what: str) -> int:
            found = attributes.get(f"{TABLE} number-{what}-repeated", "1")
            return (
                int(found) if found.isdigit() and len(found) < len(str(MOST_BYTES)) else MOST_BYTES
            )

        match tag.removeprefix(f"{TABLE} "):
            case "table":
                self.tables.append(Extent())
                self._row = 0
            case "table-row":
                self._row_repeats, self._column, self._row_filled = repeats("rows"), 0, False
            case "table-cell" | "covered-table-cell":
                self._cell_repeats, self._cell_filled = repeats("columns"), False

    def text(self, said: str) -> None:
        self._cell_filled = self._cell_filled or bool(said.strip())

    def end(self, tag: str) -> None:
        match tag.removeprefix(f"{TABLE} "):
            case "table-cell" | "covered-table-cell":
                self._column += self._cell_repeats
                if self._cell_filled and self.tables:
                    self._row_filled = True
                    self.tables[-1].columns = max(self.tables[-1].columns, self._column)
            case "table-row":
                self._row += self._row_repeats
                if self._row_filled:
                    self.tables[-1].rows = self._row


def column_number(letters: bytes) -> int:
    """The number of a column, 1 for `A`."""
    number = 0
    for each in letters:
        number = number * LETTERS + each - ord("A") + 1
    return number


def _too_large(name: str, what: str) -> LowbackError:
    message = (
        f"{what}; delete the empty rows and columns below and beside the answers, or save it as csv"
    )
    return LowbackError([Problem(name, message)])
