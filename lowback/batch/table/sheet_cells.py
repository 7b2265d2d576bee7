"""The cells of a workbook as columns of one type: a sheet may mix numbers, dates and text."""

import re
from collections.abc import Sequence
from datetime import date, datetime

import polars as pl

EXACT = 2**53
LONE_SIGN = re.compile(r"^\d{1,3}\.\d{3}$")


def column_of(cells: Sequence[object]) -> pl.Series:
    """One type for all cells if they have one; else text, numbers as a person writes them."""
    given = [None if is_empty(each) else each for each in cells]
    kinds = {type(each) for each in given if each is not None}
    if kinds == {bool}:
        return pl.Series(given, dtype=pl.Boolean)
    if kinds and kinds <= {int, float}:
        return _numbers([None if each is None else float(str(each)) for each in given])
    return pl.Series([text_of(each) for each in given], dtype=pl.String)


def is_empty(cell: object) -> bool:
    """Whether nothing, or nothing but space, stands in a cell."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def text_of(cell: object) -> str | None:
    """A cell as text, None for an empty one; a date as year-month-day."""
    if cell is None or isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, int | float):
        return _number(float(cell))
    return _moment(cell)


def _moment(cell: object) -> str:
    if isinstance(cell, datetime) and not (cell.hour or cell.minute or cell.second):
        return cell.date().isoformat()
    return cell.isoformat().replace("T", " ") if isinstance(cell, date) else str(cell)


def _numbers(cells: Sequence[float | None]) -> pl.Series:
    """Whole numbers as whole numbers: a workbook keeps every number as a fraction."""
    whole = all(each is None or (each.is_integer() and abs(each) < EXACT) for each in cells)
    numbers = pl.Series(cells, dtype=pl.Float64)
    return numbers.cast(pl.Int64) if whole else numbers


def _number(value: float) -> str:
    """A number as text that nobody takes for thousands."""
    if value.is_integer() and abs(value) < EXACT:
        return str(int(value))
    plain = repr(value)
    return f"{plain}0" if LONE_SIGN.match(plain) else plain
