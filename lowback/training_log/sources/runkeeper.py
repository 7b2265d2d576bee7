"""Runkeeper: `cardioActivities.csv`, whose header names the unit."""

from lowback.engine.units import KM_PER_MILE
from lowback.training_log.activities import Activities, Reading, activities
from lowback.training_log.export_table import Table
from lowback.training_log.times_and_numbers import moments, numbers

FORMAT = "Runkeeper cardioActivities.csv"
RUNS = frozenset({"running", "run", "trail run", "treadmill", "treadmill running"})
FORMATS = ("%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M")
KM, MILES = "distance (km)", "distance (mi)"


def recognises(table: Table) -> bool:
    """Whether the headers are Runkeeper's, in kilometres or miles."""
    named = all(name in table.header for name in ("activity id", "date", "type"))
    return named and (KM in table.header or MILES in table.header)


def read(table: Table, reading: Reading) -> Activities:  # noqa: ARG001 - all sources alike
    """Return the runs; this file names no shoes."""
    factor = 1.0 if KM in table.header else KM_PER_MILE
    said = table.columns(
        kind=table.place("type"),
        said_start=table.place("date"),
        said_km=table.place(KM, MILES),
        shoe=None,
    )
    rows = said.with_columns(
        start=moments(said["said_start"], *FORMATS),
        km=numbers(said["said_km"], decimal_comma=False) * factor,
    )
    return activities(table, rows, RUNS)
