"""What is counted while the rows stream by: for the messages, the summary and the progress bar."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import reduce
from operator import or_
from threading import Lock

import polars as pl
from msgspec import Struct

from lowback.batch.program.compile import INVALID
from lowback.batch.program.encoding import PREFIX
from lowback.batch.program.id_lists import BETWEEN
from lowback.engine.assessment import Fit
from lowback.knowledge.schema import CauseKind, Knowledge, Urgency

KEPT = 500
ROW = f"{PREFIX}row"
CHANGE = "change"
CHANGES = ("new", "worse", "better", "same")
WORST_FIRST = (INVALID, *(each.value for each in reversed(Urgency)))
PRESENT = [Fit.CLEARLY_PRESENT.value, Fit.WORTH_A_LOOK.value]
CONTRIBUTORS = [f"{CauseKind.CONTRIBUTOR.value}_{place}" for place in (1, 2, 3)]


class Athlete(Struct, frozen=True, kw_only=True):
    """One row to look at; `row` is its number in the file, the headings being row 1."""

    row: int
    urgency: str
    name: str | None
    red_flags: tuple[str, ...]
    unchecked: tuple[str, ...]
    problems: str | None
    change: str | None


class Tally:
    """Counts over all rows; called from several threads, so it takes turns."""

    def __init__(
        self,
        knowledge: Knowledge,
        *,
        name: str | None,
        first_row: int = 1,
        on_rows: Callable[[int], None] | None = None,
    ) -> None:
        self.name = name
        self._first_row = first_row
        self._sources = [each.id for each in knowledge.sources()]
        self._contributors = [each.id for each in knowledge.contributors()]
        self.rows = 0
        self.urgencies: Counter[str] = Counter()
        self.sources = Counter(dict.fromkeys(self._sources, 0))
        self.contributors = Counter(dict.fromkeys(self._contributors, 0))
        self.unchecked = Counter({each.id: 0 for each in knowledge.red_flag_questions()})
        self.calm_but_unchecked = 0
        self.changes = Counter(dict.fromkeys(CHANGES, 0))
        self._worst: dict[str, list[Athlete]] = {each: [] for each in WORST_FIRST}
        self._on_rows = on_rows
        self._turn = Lock()

    @property
    def invalid(self) -> int:
        """How many rows hold an answer that cannot be used."""
        return self.urgencies[INVALID]

    def athletes(self, *urgencies: str) -> list[Athlete]:
        """The first rows of these urgencies, in the order in which they are named."""
        return [each for urgency in urgencies for each in self._worst[urgency]]

    def add(self, rows: pl.DataFrame, *, signs: Mapping[str, str | bool] | None = None) -> None:
        """Count some rows; `signs` (id to column) adds what the summary shows.

        Only plain comparisons and sums: this runs on every piece of a stream.
        """
        with self._turn:
            self.rows += rows.height
            here = _counts(rows["urgency"], WORST_FIRST)
            self.urgencies.update(here)
            kept = WORST_FIRST if signs is not None else (INVALID,)
            for urgency in kept:
                if here.get(urgency) and urgency != Urgency.SELF_CARE:
                    self._keep(urgency, rows)
            if signs is not None:
                self._count_causes(rows)
                self._count_signs(rows, signs)
            if self._on_rows is not None:
                self._on_rows(rows.height)

    def _count_causes(self, rows: pl.DataFrame) -> None:
        self.sources.update(_counts(rows["clear_source"], self._sources))
        for column in CONTRIBUTORS:
            present = _is_any(rows[f"{column}_fit"], PRESENT)
            for cause in self._contributors:
                self.contributors[cause] += int(((rows[column] == cause) & present).sum() or 0)
        if CHANGE in rows.columns:
            self.changes.update(_counts(rows[CHANGE], CHANGES))

    def _count_signs(self, rows: pl.DataFrame, signs: Mapping[str, str | bool]) -> None:
        for name, sign in signs.items():
            unchecked = rows[sign].sum() if isinstance(sign, str) else rows.height * sign
            self.unchecked[name] += int(unchecked)
        calm, checked = rows["urgency"] == Urgency.SELF_CARE, rows["unchecked_red_flags"] == ""
        self.calm_but_unchecked += int((calm & ~checked).sum() or 0)

    def _keep(self, urgency: str, rows: pl.DataFrame) -> None:
        kept = self._worst[urgency]
        if len(kept) == KEPT and kept[-1].row < rows[ROW][0] + self._first_row:
            return
        found = rows.filter(rows["urgency"] == urgency).head(KEPT)
        athletes = [self._athlete(each) for each in found.iter_rows(named=True)]
        together = sorted([*kept, *athletes], key=lambda each: each.row)
        self._worst[urgency] = together[:KEPT]

    def _athlete(self, row: dict[str, str]) -> Athlete:
        return Athlete(
            row=int(row[ROW]) + self._first_row,
            urgency=row["urgency"],
            name=str(row[self.name]) if self.name and row[self.name] is not None else None,
            red_flags=tuple(each for each in row["red_flags"].split(BETWEEN) if each),
            unchecked=tuple(each for each in row["unchecked_red_flags"].split(BETWEEN) if each),
            problems=row["problems"],
            change=row.get(CHANGE),
        )


def _counts(column: pl.Series, values: Iterable[str]) -> dict[str, int]:
    counted = {each: int((column == each).sum() or 0) for each in values}
    return {each: count for each, count in counted.items() if count}


def _is_any(column: pl.Series, values: Iterable[str]) -> pl.Series:
    return reduce(or_, ((column == each) for each in values))
