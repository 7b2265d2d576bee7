"""Garmin Connect: the CSV of the activity list, in English or German.

The file does not say whether distances are kilometres or miles. Time divided by distance is a
pace; where the file's own pace differs by the length of a mile, or steps times stride give
the metres, the unit follows. Otherwise the runner has to say it.
"""

import polars as pl

from lowback.engine.units import KM_PER_MILE
from lowback.errors import LowbackError, Problem
from lowback.training_log.activities import NO_UNIT, Activities, Reading, Unit, activities
from lowback.training_log.export_table import Table, folded
from lowback.training_log.times_and_numbers import minutes, moments, numbers

FORMAT = "Garmin Connect Activities.csv"
RUNS = frozenset(
    {
        "running", "treadmill running", "trail running", "track running", "street running",
        "indoor running", "virtual running", "ultra running", "indoor track",
        "laufen", "laufband", "laufbandtraining", "trailrunning", "trail lauf", "bahnlauf",
        "straßenlauf", "strassenlauf", "virtuelles laufen", "indoor laufen",
    }
)  # fmt: skip
KIND, DATE = ("activity type", "aktivitätstyp"), ("date", "datum")
DISTANCE, TIME = ("distance", "distanz"), ("time", "zeit")
PACE, STEPS = ("avg pace", "ø pace"), ("steps", "schritte")
CADENCE = ("avg run cadence", "ø schrittfrequenz (laufen)")
STRIDE = ("avg stride length", "ø schrittlänge")
FORMATS = ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%d.%m.%Y %H:%M:%S", "%d.%m.%Y %H:%M")
TOO_FAST_FOR_A_MILE, TOO_SLOW_FOR_A_KILOMETRE = 4.0, 13.0
CLOSE = 0.15


def recognises(table: Table) -> bool:
    """Whether the headers are those of Garmin Connect, in a language we read."""
    return all(table.place(*names) is not None for names in (KIND, DATE, DISTANCE, TIME))


def read(table: Table, reading: Reading) -> Activities:
    """Return the runs; this file names no shoes.

    Raises:
        LowbackError: if the unit neither follows from the file nor was told.
    """
    german = table.place(KIND[1]) is not None
    said = table.columns(
        kind=table.place(*KIND),
        said_start=table.place(*DATE),
        said_km=table.place(*DISTANCE),
        time=table.place(*TIME),
        pace=table.place(*PACE),
        steps=table.place(*STEPS),
        cadence=table.place(*CADENCE),
        stride=table.place(*STRIDE),
        shoe=None,
    ).with_columns(pl.col("said_km").replace("--", ""))
    distance = numbers(said["said_km"], decimal_comma=german)
    unit = reading.unit or _unit(said, distance, german=german)
    if unit is None:
        message = "does not say whether it is in km or miles; add --log-unit km or --log-unit mi"
        raise LowbackError([Problem(table.name, message, NO_UNIT)])
    rows = said.with_columns(
        start=moments(said["said_start"], *FORMATS),
        km=distance * (KM_PER_MILE if unit == "mi" else 1.0),
    )
    found = activities(table, rows, RUNS)
    told = "as told" if reading.unit else "as its paces and steps show"
    note = f"{table.name}: distances read as {'miles' if unit == 'mi' else 'kilometres'}, {told}"
    return Activities(found.runs, found.first_day, (*found.notes, note))


def _unit(said: pl.DataFrame, distance: pl.Series, *, german: bool) -> Unit | None:
    is_run = folded(said["kind"]).is_in(list(RUNS))
    per_unit = minutes(said["time"]) / distance.set(distance <= 0, None)
    pace = per_unit.filter(is_run).median()
    if not isinstance(pace, float):
        return None
    by_pace = (per_unit / minutes(said["pace"])).filter(is_run).median()
    by_steps = (_metres(said, german=german) / (1000 * distance)).filter(is_run).median()
    return (
        _nearest(by_steps, km=1.0, mi=KM_PER_MILE)
        or _nearest(by_pace, km=1 / KM_PER_MILE, mi=KM_PER_MILE)
        or _by_speed(pace)
    )


def _metres(said: pl.DataFrame, *, german: bool) -> pl.Series:
    """Return stride times steps; the steps by cadence and minutes, else from their column."""
    steps = numbers(said["steps"], decimal_comma=german)
    counted = numbers(said["cadence"], decimal_comma=german) * minutes(said["time"])
    stride = numbers(said["stride"], decimal_comma=german)
    return stride * counted.zip_with(counted.is_not_null(), steps)


def _nearest(ratio: object, *, km: float, mi: float) -> Unit | None:
    """Whether a ratio is close to what kilometres give, or to what miles give."""
    if not isinstance(ratio, float):
        return None
    if abs(ratio / km - 1) <= CLOSE:
        return "km"
    return "mi" if abs(ratio / mi - 1) <= CLOSE else None


def _by_speed(pace: float) -> Unit | None:
    """Decide only where the other unit is beyond a runner: minutes for one unit, median."""
    if pace < TOO_FAST_FOR_A_MILE:
        return "km"
    return "mi" if pace > TOO_SLOW_FOR_A_KILOMETRE else None
