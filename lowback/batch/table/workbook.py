"""Reading a workbook (xlsx, xls, ods): one sheet, or all sheets of a template side by side."""

import zipfile
from collections.abc import Mapping
from pathlib import Path

import polars as pl
import python_calamine
from msgspec import Struct

from lowback.batch.table.error_cells import Places, error_cells
from lowback.batch.table.extent import check_extent
from lowback.batch.table.heading_row import LOOKED_AT, find_headings, named_headings
from lowback.batch.table.meanings import Meanings
from lowback.batch.table.sheet_cells import column_of, is_empty, text_of
from lowback.errors import LowbackError, Problem, suggest
from lowback.knowledge.headings import fold

ATHLETE = "athlete"
Cell = object
Rows = list[list[Cell]]


class Sheet(Struct, frozen=True):
    """The headings of a sheet, its columns, and the number that each row has in the file."""

    headings: tuple[str, ...]
    columns: tuple[pl.Series, ...]
    numbers: tuple[int, ...]
    notes: tuple[str, ...] = ()

    @property
    def rows(self) -> int:
        """How many rows have anything in them, below the headings."""
        return len(self.numbers)

    @property
    def is_part(self) -> bool:
        """Whether it is one sheet of a template: its first column names the athlete."""
        return len(self.headings) > 1 and fold(self.headings[0]) == ATHLETE


def read_workbook(path: Path, meanings: Meanings, wanted: str | None = None) -> Sheet:
    """Return the rows of a workbook that are not empty; `wanted` names the only sheet to read.

    Raises:
        LowbackError: if it is no workbook, is empty, lacks that sheet, or the sheets of a
            template disagree.
    """
    check_extent(path, str(path))
    sheets = _sheets(path, meanings, wanted)
    filled = {name: sheet for name, sheet in sheets.items() if sheet.headings}
    if not filled:
        raise LowbackError([Problem(str(path), "is empty")])
    parts = {name: sheet for name, sheet in filled.items() if sheet.is_part}
    if len(parts) > 1:
        return _side_by_side(parts, str(path))
    return _best(filled, meanings)


def _sheets(path: Path, meanings: Meanings, wanted: str | None) -> dict[str, Sheet]:
    try:
        book = python_calamine.CalamineWorkbook.from_path(path)
        names = [wanted] if wanted is not None else _shown(book)
        if wanted is not None and wanted not in book.sheet_names:
            known = ", ".join(f"`{each}`" for each in book.sheet_names)
            message = f"has no sheet `{wanted}`; it has {known}{suggest(wanted, book.sheet_names)}"
            raise LowbackError([Problem(str(path), message)])
        read: dict[str, Rows] = {}
        lefts: dict[str, int] = {}
        for name in names:
            sheet = book.get_sheet_by_name(name)
            read[name] = [list(row) for row in sheet.iter_rows()]
            lefts[name] = sheet.start[1] if sheet.start else 0
    except (python_calamine.CalamineError, OSError, zipfile.BadZipFile) as error:
        raise LowbackError([Problem(str(path), _why(error))]) from None
    errors = error_cells(path)
    for name in names:
        _put_back(read[name], lefts[name], errors.get(name, {}))
    return {name: _sheet(read[name], meanings) for name in names}


def _why(error: Exception) -> str:
    if isinstance(error, python_calamine.PasswordError):
        return "is locked with a password; save a copy without it"
    return "is not a workbook, or is damaged; save it again as xlsx or csv"


def _shown(book: python_calamine.CalamineWorkbook) -> list[str]:
    """The sheets that a person sees."""
    visible = python_calamine.SheetVisibleEnum.Visible
    work = python_calamine.SheetTypeEnum.WorkSheet
    sheets = [each for each in book.sheets_metadata if each.typ == work]
    return [each.name for each in sheets if each.visible == visible] or [e.name for e in sheets]


def _put_back(rows: Rows, left: int, errors: Places) -> None:
    """Put `#REF!` and its like where the reader leaves nothing; it starts `left` columns in."""
    for (row, column), said in errors.items():
        if row < len(rows) and 0 <= column - left < len(rows[row]):
            rows[row][column - left] = said


def _sheet(rows: Rows, meanings: Meanings) -> Sheet:
    top = [[text_of(cell) or "" for cell in row] for row in rows[:LOOKED_AT]]
    found = find_headings(top, meanings)
    if not any(each.strip() for each in found.headings):
        return Sheet((), (), ())
    body = [
        (number, row)
        for number, row in enumerate(rows[found.end :], found.end + 1)
        if not all(map(is_empty, row))
    ]
    columns = [column_of([row[at] for _, row in body]) for at in range(len(found.headings))]
    used = [at for at, each in enumerate(columns) if found.headings[at].strip() or each.count()]
    headings, notes = named_headings(found.headings)
    return Sheet(
        tuple(headings[at] for at in used),
        tuple(columns[at] for at in used),
        tuple(number for number, _ in body),
        (*found.notes, *(notes if len(used) == len(headings) else ())),
    )


def _best(sheets: Mapping[str, Sheet], meanings: Meanings) -> Sheet:
    """The sheet with the most questions, the first of them if there are several."""

    def known(name: str) -> int:
        return sum(meanings.of(each) is not None for each in sheets[name].headings)

    chosen = max(sheets, key=known)
    sheet = sheets[chosen]
    if len(sheets) == 1:
        return sheet
    others = ", ".join(f"`{each}`" for each in sheets if each != chosen)
    note = f"only the sheet `{chosen}` is read, not {others} (--sheet chooses)"
    return Sheet(sheet.headings, sheet.columns, sheet.numbers, (note, *sheet.notes))


def _side_by_side(parts: Mapping[str, Sheet], file: str) -> Sheet:
    numbers = sorted({number for sheet in parts.values() for number in sheet.numbers})
    names = _athletes(parts, file)
    place = {number: at for at, number in enumerate(numbers)}
    columns = [pl.Series([names.get(each) for each in numbers], dtype=pl.String)]
    headings = [next(iter(parts.values())).headings[0]]
    for sheet in parts.values():
        for heading, column in zip(sheet.headings[1:], sheet.columns[1:], strict=True):
            cells: list[Cell] = [None] * len(numbers)
            for number, cell in zip(sheet.numbers, column.to_list(), strict=True):
                cells[place[number]] = cell
            headings.append(heading)
            columns.append(pl.Series(cells, dtype=column.dtype))
    note = f"{len(parts)} sheets of a template, joined row by row"
    return Sheet(tuple(headings), tuple(columns), tuple(numbers), (note,))


def _athletes(parts: Mapping[str, Sheet], file: str) -> dict[int, str]:
    """The name in each row; a row that names two athletes on two sheets is an error."""
    names: dict[int, str] = {}
    problems = []
    for sheet, part in parts.items():
        cells = part.columns[0].cast(pl.String).to_list()
        for number, cell in zip(part.numbers, cells, strict=True):
            name = (cell or "").strip()
            if name and names.setdefault(number, name) != name:
                where = f"{file}, sheet `{sheet}`, row {number}"
                message = "names another athlete than the first sheet does in this row"
                problems.append(Problem(where, f"{message}; keep one row for each", "row"))
    if problems:
        raise LowbackError(problems)
    return names
