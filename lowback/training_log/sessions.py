"""What a file of one recording holds: sessions with a start in UTC and kilometres."""

from collections import Counter
from datetime import UTC, datetime
from math import inf

import polars as pl
from msgspec import Struct

from lowback.errors import LowbackError, Problem
from lowback.training_log.activities import EARLIEST, FURTHEST_KM, SCHEMA, Activities, Reading
from lowback.training_log.export_table import shown
from lowback.training_log.times_and_numbers import to_local


class Session(Struct, frozen=True):
    """One recording; `start` knows its zone, else it is in UTC."""

    start: datetime | None
    km: float | None
    kind: str
    is_run: bool


def from_sessions(
    name: str, sessions: list[Session], reading: Reading, *, local: bool = False
) -> Activities:
    """Return the runs among the sessions; `local` starts without a zone are the runner's own.

    Raises:
        LowbackError: if a start or a distance cannot be used.
    """
    starts = [_utc(each.start) for each in sessions]
    for each, start in zip(sessions, starts, strict=True):
        if start is None or start < EARLIEST:
            raise LowbackError([Problem(name, "has no usable start time; export it again")])
        if each.is_run and not 0 <= (each.km or 0) <= FURTHEST_KM:
            raise LowbackError([Problem(name, f"`{each.km}` km is not the distance of one run")])
    at_home = [local and each.start is not None and each.start.tzinfo is None for each in sessions]
    said = pl.Series(starts, dtype=SCHEMA["start"])
    frame = pl.DataFrame(
        {
            "start": said.zip_with(pl.Series(at_home), to_local(said, reading.zone, reading.today)),
            "km": [each.km for each in sessions],
            "shoe": [""] * len(sessions),
            "is_run": [each.is_run for each in sessions],
        },
        schema_overrides=SCHEMA,
    )
    first = frame["start"].min()
    others = Counter(shown(each.kind) or "no type" for each in sessions if not each.is_run)
    skipped = ", ".join(f"{kind} {count}" * (count > 1) or kind for kind, count in others.items())
    return Activities(
        runs=frame.filter("is_run").select(*SCHEMA),
        first_day=first.date() if isinstance(first, datetime) else None,
        notes=(f"{name}: not a run ({skipped})",) if skipped else (),
    )


def moment(text: str) -> datetime | None:
    """Read a time as XML writes it; None when it is none."""
    try:
        return datetime.fromisoformat(text.strip())
    except ValueError:
        return None


def metres(text: str) -> float | None:
    """Read an amount as XML writes it; None when it is none, or not one that can be."""
    try:
        found = float(text)
    except ValueError:
        return None
    return found if 0 <= found < inf else None


def _utc(start: datetime | None) -> datetime | None:
    if start is None or start.tzinfo is None:
        return start
    try:
        return start.astimezone(UTC).replace(tzinfo=None)
    except OverflowError:  # the last hours of the year 9999, in a zone that is behind
        return None
