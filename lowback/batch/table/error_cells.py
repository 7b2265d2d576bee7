"""Cells of an xlsx that hold an error such as `#REF!`: the reader shows them as empty ones."""

import re
import zipfile
import zlib
from pathlib import Path
from xml.etree import ElementTree as ET

from lowback.batch.table.extent import column_number, pieces

ERROR = re.compile(
    rb'<(?:\w+:)?c\b(?=[^>]*\st="e")[^>]*?\sr="([A-Z]{1,3})(\d{1,7})"[^>]*>'
    rb".{0,2000}?<(?:\w+:)?v>([^<]{1,20})<",
    re.DOTALL,
)
BOOK, LINKS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
Places = dict[tuple[int, int], str]


def error_cells(path: Path) -> dict[str, Places]:
    """The errors of each sheet by row and column, counted from 0; nothing for other workbooks."""
    if not zipfile.is_zipfile(path):
        return {}
    try:
        with zipfile.ZipFile(path) as book:
            if {BOOK, LINKS} - set(book.namelist()):
                return {}
            return {name: _errors(book, file) for name, file in _files(book).items()}
    except (zipfile.BadZipFile, zlib.error, ET.ParseError):
        return {}  # the reader says what is wrong with it


def _files(book: zipfile.ZipFile) -> dict[str, str]:
    """Which file holds which sheet."""
    links = ET.fromstring(book.read(LINKS))  # noqa: S314 - expat bounds what entities expand to
    sheets = ET.fromstring(book.read(BOOK))  # noqa: S314 - the same
    targets = {each.get("Id"): each.get("Target", "").removeprefix("/xl/") for each in links}
    known = set(book.namelist())
    found: dict[str, str] = {}
    for sheet in sheets.iter():
        link = next((value for key, value in sheet.attrib.items() if key.endswith("}id")), None)
        file = f"xl/{targets.get(link, '')}"
        if sheet.tag.endswith("}sheet") and file in known:
            found[sheet.get("name", "")] = file
    return found


def _errors(book: zipfile.ZipFile, file: str) -> Places:
    found = (match for piece in pieces(book, file) for match in ERROR.finditer(piece))
    return {(int(each[2]) - 1, column_number(each[1]) - 1): each[3].decode() for each in found}
