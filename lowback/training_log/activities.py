"""What every source hands over: the runs of one file, in local time and kilometres."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Literal

import polars as pl
from msgspec import Struct

from lowback.errors import LowbackError, Problem
from lowback.training_log.export_table import SHOWN, Table, folded, shown

Unit = Literal["km", "mi"]
NO_UNIT = "unit-not-known"
FURTHEST_KM = 500.0
EARLIEST = datetime(1970, 1, 2)
SCHEMA: dict[str, pl.DataType | type[pl.DataType]] = {
    "start": pl.Datetime("us"),
    "km": pl.Float64,
    "shoe": pl.String,
}


# What running is called, or begins with, in the languages in which services export.
RUN_WORDS = (
    "run", "jog", "lauf", "course", "trail", "corsa", "carrera", "correr", "corrida", "hardlop",
    "löp", "løb", "løp", "juoks", "bieg", "běh", "ラン", "跑",
)  # fmt: skip


class Reading(Struct, frozen=True):
    """How to read a log: the last day that is not the future, the zone, the unit if told.

    `zone` is an IANA name; None is the zone of this computer.
    """

    today: date
    zone: str | None = None
    unit: Unit | None = None


class Activities(Struct, frozen=True):
    """The runs of one file, unsorted; `first_day` is of any activity, not only a run."""

    runs: pl.DataFrame
    first_day: date | None
    notes: tuple[str, ...] = ()


def activities(table: Table, rows: pl.DataFrame, kinds: frozenset[str]) -> Activities:
    """Keep the runs of a table with the columns `kind`, `start`, `km`, `said_*` and `shoe`.

    Raises:
        LowbackError: naming every run whose date or distance cannot be used.
    """
    is_run = folded(rows["kind"]).is_in(list(kinds))
    runs = rows.with_row_index("row", offset=2).filter(is_run)
    if runs.is_empty():
        raise LowbackError([Problem(table.name, f"holds no run; {_kinds_seen(rows)}")])
    if problems := list(_unusable(table, runs)):
        raise LowbackError(_shortened(table, problems))
    first = rows["start"].min()
    skipped = len(rows) - len(runs)
    notes = (f"{table.name}: {skipped} activities are not runs; {_kinds_seen(rows)}",)
    return Activities(
        runs=runs.select(*SCHEMA),
        first_day=first.date() if isinstance(first, datetime) else None,
        notes=notes if skipped else (),
    )


def names_running(kind: str) -> bool:
    """Whether a kind of sport, as compared, is running in a language that we know."""
    return any(word in kind for word in RUN_WORDS)


def _unusable(table: Table, runs: pl.DataFrame) -> Iterable[Problem]:
    checked = runs.select(
        "row",
        "said_start",
        "said_km",
        no_date=pl.col("start").is_null() | (pl.col("start") < EARLIEST),
        no_number=(pl.col("said_km") != "") & pl.col("km").is_null(),
        no_distance=(pl.col("km") < 0) | (pl.col("km") > FURTHEST_KM),
    ).filter(pl.any_horizontal("no_date", "no_number", "no_distance"))
    for row, start, km, no_date, no_number, _ in checked.iter_rows():
        where = f"{table.name} row {row}"
        if no_date:
            hint = "is not a date we can read; write it as 2026-11-20"
            yield Problem(where, f"`{shown(start)}` {hint}")
        elif no_number:
            yield Problem(where, f"`{shown(km)}` is not a distance; mend the number")
        else:
            hint = "is not the distance of one run; mend the number, or its unit"
            yield Problem(where, f"`{shown(km)}` {hint}")


def _shortened(table: Table, problems: list[Problem]) -> list[Problem]:
    more = len(problems) - SHOWN
    last = [Problem(table.name, f"and {more} more rows that cannot be read")] if more > 0 else []
    return [*problems[:SHOWN], *last]


def _kinds_seen(rows: pl.DataFrame) -> str:
    counted = rows["kind"].fill_null("").value_counts(sort=True).head(5).iter_rows()
    seen = ", ".join(f"{shown(kind) or 'no type'} {count}" for kind, count in counted)
    return f"types seen: {seen}" if seen else "it has no rows"
