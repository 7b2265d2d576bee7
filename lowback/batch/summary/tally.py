"""What is counted while the rows stream by: for the messages, the summary and the progress bar."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import reduce
from operator import or_
from threading import Lock

import polars as pl
from msgspec import Struct

from lowback.batch.program.compile import INVALID
from lowback.batch.program.id_lists import BETWEEN
from lowback.batch.table.files import ROW
from lowback.engine.assessment import Fit
from lowback.knowledge.schema import CauseKind, Knowledge, Urgency

KEPT = 500
CHANGE = "change"
CHANGES = ("new", "worse", "better", "same")
WORST_FIRST = (
    Urgency.EMERGENCY.value,
    INVALID,
    *(each.value for each in reversed(Urgency) if each is not Urgency.EMERGENCY),
)
PRESENT = [Fit.CLEARLY_PRESENT.value, Fit.WORTH_A_LOOK.value]
CONTRIBUTORS = [f"{CauseKind.CONTRIBUTOR.value}_{place}" for place in (1, 2, 3)]


class Athlete(Struct, frozen=True, kw_only=True):
    """One row to look at; `row` is its number in the file, `answered` what its date column says.

    `pairs` are the ids of answers that can hardly both be true.
    """

    row: int
    urgency: str
    name: str | None
    red_flags: tuple[str, ...]
    unchecked: tuple[str, ...]
    problems: str | None
    change: str | None
    answered: str | None = None
    pairs: tuple[str, ...] = ()


class Tally:
    """Counts over all rows; called from several threads, so it takes turns."""

    def __init__(
        self,
        knowledge: Knowledge,
        *,
        name: str | None,
        answered: str | None = None,
        pairs: Mapping[str, str] | None = None,
        on_rows: Callable[[int], None] | None = None,
    ) -> None:
        self.name = name
        self._answered = answered
        self._pairs = pairs or {}
        self._sources = [each.id for each in knowledge.sources()]
        self._contributors = [each.id for each in knowledge.contributors()]
        self.rows = self.blank = self.bad = 0
        self.urgencies: Counter[str] = Counter()
        self.sources = Counter(dict.fromkeys(self._sources, 0))
        self.contributors = Counter(dict.fromkeys(self._contributors, 0))
        self.unchecked = Counter({each.id: 0 for each in knowledge.red_flag_questions()})
        self.calm_but_unchecked = 0
        self.changes = Counter(dict.fromkeys(CHANGES, 0))
        self.to_ask_again = 0
        self._to_ask_again: list[Athlete] = []
        self._worst: dict[str, list[Athlete]] = {each: [] for each in WORST_FIRST}
        self._on_rows = on_rows
        self._turn = Lock()

    def athletes(self, *urgencies: str) -> list[Athlete]:
        """The rows of these urgencies: every emergency, of others the first."""
        return [each for urgency in urgencies for each in self._worst[urgency]]

    def ask_again(self) -> list[Athlete]:
        """The first rows with answers that can hardly both be true, the most urgent first."""
        turn = {each: at for at, each in enumerate(WORST_FIRST)}
        return sorted(self._to_ask_again, key=lambda each: (turn[each.urgency], each.row))

    def add(self, rows: pl.DataFrame, *, signs: Mapping[str, str | bool] | None = None) -> None:
        """Count some rows; `signs` (id to column) adds what the summary shows.

        Only plain comparisons and sums: this runs on every piece of a stream.
        """
        with self._turn:
            self.rows += rows.height
            self.blank += rows["urgency"].null_count()
            self.bad += rows.height - rows["problems"].null_count()
            here = _counts(rows["urgency"], WORST_FIRST)
            self.urgencies.update(here)
            self._keep_pairs(rows)
            kept = WORST_FIRST if signs is not None else WORST_FIRST[:2]
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
        most = None if urgency == Urgency.EMERGENCY else KEPT
        here = rows["urgency"] == urgency
        self._worst[urgency] = self._first(most, self._worst[urgency], rows, here)

    def _keep_pairs(self, rows: pl.DataFrame) -> None:
        """Keep who has to be asked again; in an emergency nobody asks."""
        flags = [rows[column] for column in self._pairs.values() if rows[column].any()]
        if not flags:
            return
        here = reduce(or_, flags) & (rows["urgency"] != Urgency.EMERGENCY)
        self.to_ask_again += int(here.sum())
        self._to_ask_again = self._first(KEPT, self._to_ask_again, rows, here)

    def _first(
        self, most: int | None, kept: list[Athlete], rows: pl.DataFrame, here: pl.Series
    ) -> list[Athlete]:
        """The first rows of those kept and those marked `here`; without `most` all of them."""
        if most and len(kept) == most and kept[-1].row < rows[ROW][0]:
            return kept
        found = rows.filter(here)
        athletes = [self._athlete(each) for each in found.head(most or found.height).to_dicts()]
        return sorted([*kept, *athletes], key=lambda each: each.row)[:most]

    def _athlete(self, row: dict[str, str]) -> Athlete:
        return Athlete(
            row=int(row[ROW]),
            urgency=row["urgency"],
            name=str(row[self.name]) if self.name and row[self.name] is not None else None,
            red_flags=tuple(each for each in row["red_flags"].split(BETWEEN) if each),
            unchecked=tuple(each for each in row["unchecked_red_flags"].split(BETWEEN) if each),
            problems=row["problems"],
            change=row.get(CHANGE),
            answered=str(row[self._answered]) if self._answered else None,
            pairs=tuple(name for name, column in self._pairs.items() if row[column]),
        )


def _counts(column: pl.Series, values: Iterable[str]) -> dict[str, int]:
    counted = {each: int((column == each).sum() or 0) for each in values}
    return {each: count for each, count in counted.items() if count}


def _is_any(column: pl.Series, values: Iterable[str]) -> pl.Series:
    return reduce(or_, ((column == each) for each in values))
