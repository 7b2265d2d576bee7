"""What a file of one recording holds: sessions with a start in UTC and kilometres."""

from datetime import UTC, datetime

import polars as pl
from msgspec import Struct

from lowback.errors import LowbackError, Problem
from lowback.training_log.activities import EARLIEST, FURTHEST_KM, SCHEMA, Activities, Reading
from lowback.training_log.columns import to_local
from lowback.training_log.table import shown


class Session(Struct, frozen=True):
    """One recording; `start` knows its zone."""

    start: datetime | None
    km: float | None
    kind: str
    is_run: bool


def from_sessions(name: str, sessions: list[Session], reading: Reading) -> Activities:
    """Return the runs among the sessions.

    Raises:
        LowbackError: if a start or a distance cannot be used.
    """
    for each in sessions:
        if each.start is None or each.start.replace(tzinfo=None) < EARLIEST:
            raise LowbackError([Problem(name, "has no usable start time; export it again")])
        if each.is_run and not 0 <= (each.km or 0) <= FURTHEST_KM:
            raise LowbackError([Problem(name, f"`{each.km}` km is not the distance of one run")])
    starts = [each.start.astimezone(UTC).replace(tzinfo=None) for each in sessions if each.start]
    frame = pl.DataFrame(
        {
            "start": to_local(
                pl.Series(starts, dtype=SCHEMA["start"]), reading.zone, reading.today
            ),
            "km": [each.km for each in sessions],
            "shoe": [""] * len(sessions),
            "is_run": [each.is_run for each in sessions],
        },
        schema_overrides=SCHEMA,
    )
    first = frame["start"].min()
    skipped = ", ".join(shown(each.kind) or "no type" for each in sessions if not each.is_run)
    return Activities(
        runs=frame.filter("is_run").select(*SCHEMA),
        first_day=first.date() if isinstance(first, datetime) else None,
        notes=(f"{name}: not a run ({skipped})",) if skipped else (),
    )
