"""intervals.icu: the CSV of activities, with local ISO times and metres."""

from lowback.training_log.activities import Activities, Reading, activities
from lowback.training_log.export_table import Table
from lowback.training_log.times_and_numbers import moments, numbers

FORMAT = "intervals.icu activities.csv"
RUNS = frozenset({"run", "trailrun", "trail run", "virtualrun", "virtual run", "treadmill"})
FORMATS = ("%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M")


def recognises(table: Table) -> bool:
    """Whether the headers are those of intervals.icu."""
    return all(name in table.header for name in ("start date local", "type", "distance"))


def read(table: Table, reading: Reading) -> Activities:  # noqa: ARG001 - all sources alike
    """Return the runs; this file names no shoes."""
    said = table.columns(
        kind=table.place("type"),
        said_start=table.place("start date local"),
        said_km=table.place("distance"),
        shoe=None,
    )
    rows = said.with_columns(
        start=moments(said["said_start"], *FORMATS),
        km=numbers(said["said_km"], decimal_comma=False) / 1000,
    )
    return activities(table, rows, RUNS)
