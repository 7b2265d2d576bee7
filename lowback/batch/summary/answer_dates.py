"""When the answers of each row were given, as far as a column of the table says."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

import polars as pl
from msgspec import Struct

from lowback.knowledge.headings import fold

BEST_FIRST = (
    "answeredon", "completiontime", "submitdate", "submittedat", "datesubmitted", "submitdateutc",
    "enddate", "timestamp", "zeitstempel", "horodateur", "marcatemporal", "fertigstellungszeit",
    "heuredefin", "starttime", "startzeit", "startdate", "startdateutc", "date",
)  # fmt: skip
YEAR_FIRST = re.compile(r"^\s*(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
YEAR_LAST = re.compile(r"^\s*(\d{1,2})([-/.])(\d{1,2})[-/.](\d{4}|\d{2})(?!\d)")
MONTHS = 12
CENTURY = 2000
STARTS = 12  # letters of a cell that can hold its day


class AnswerDates(Struct, frozen=True):
    """How to read the dates of one column; `day_first` is None where nothing tells."""

    column: str
    day_first: bool | None
    today: date

    def of(self, cell: str | None) -> date | None:
        """Return the day, None where it cannot be told or lies in the future."""
        found = _read(cell or "", day_first=self.day_first)
        return found if found and found <= self.today + timedelta(days=1) else None


def date_column(columns: Iterable[str]) -> str | None:
    """The column that says when the answers were given: the end of a form rather than its start."""
    known = {fold(each): each for each in columns}
    return next((known[each] for each in BEST_FIRST if each in known), None)


def answer_dates(column: str, cells: Sequence[str | None], today: date) -> AnswerDates:
    """Find out from all cells whether the day or the month comes first."""
    pairs = [
        (int(found[1]), int(found[3]))
        for each in cells
        if (found := YEAR_LAST.match(each or "")) and found[2] != "."
    ]
    day, month = any(first > MONTHS for first, _ in pairs), any(last > MONTHS for _, last in pairs)
    if day != month:
        return AnswerDates(column, day, today)
    same = all(first == last for first, last in pairs)
    possible = [each for each in (True, False) if _plausible(cells, today, day_first=each)]
    settled = not day and (same or len(possible) == 1)
    return AnswerDates(column, possible[0] if settled and possible else None, today)


def _plausible(cells: Sequence[str | None], today: date, *, day_first: bool) -> bool:
    """Nobody answers in the future."""
    days = [_read(each or "", day_first=day_first) for each in cells]
    return all(each <= today + timedelta(days=1) for each in days if each)


def _read(cell: str, *, day_first: bool | None) -> date | None:
    if found := YEAR_FIRST.match(cell):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    found = YEAR_LAST.match(cell)
    if found is None or (day_first is None and found[2] != "." and found[1] != found[3]):
        return None
    year = int(found[4]) if len(found[4]) > 2 else CENTURY + int(found[4])  # noqa: PLR2004 - 26
    first, last = int(found[1]), int(found[3])
    day_leads = day_first is not False or found[2] == "."
    return _day(year, last, first) if day_leads else _day(year, first, last)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def dates_in(rows: pl.LazyFrame, column: str, today: date) -> AnswerDates:
    """Read every different day of a column once; only the beginning of a cell can hold it."""
    days = rows.select(pl.col(column).cast(pl.String).str.slice(0, STARTS).unique())
    return answer_dates(column, days.collect(engine="streaming").to_series().to_list(), today)
