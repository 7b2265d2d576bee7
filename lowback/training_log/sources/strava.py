"""Strava: `activities.csv` from the bulk archive, in English or German.

Five column names appear twice. The first distance is in kilometres, the second in metres and
exact; older exports have only the first. Dates are UTC.
"""

from lowback.training_log.activities import Activities, Reading, activities
from lowback.training_log.columns import moments, numbers, to_local
from lowback.training_log.table import Table

FORMAT = "Strava activities.csv"
RUNS = frozenset(
    {
        "run", "trail run", "trailrun", "virtual run", "virtualrun", "treadmill run",
        "lauf", "laufen", "traillauf", "trail lauf", "virtueller lauf", "laufband",
    }
)  # fmt: skip
DATE, KIND = ("activity date", "aktivitätsdatum"), ("activity type", "aktivitätsart")
DISTANCE, GEAR = ("distance", "distanz"), ("activity gear", "aktivitätsausrüstung", "ausrüstung")
FORMATS = (
    "%b %d, %Y, %I:%M:%S %p",
    "%d.%m.%Y, %H:%M:%S",
    "%d %b %Y, %H:%M:%S",
    "%d %b %Y, %I:%M:%S %p",
    "%b %d, %Y, %H:%M:%S",
    "%Y-%m-%d %H:%M:%S",
)


def recognises(table: Table) -> bool:
    """Whether the headers are Strava's, in a language we read."""
    return all(table.place(*names) is not None for names in (DATE, KIND, DISTANCE))


def read(table: Table, reading: Reading) -> Activities:
    """Return the runs, with the name of the shoes where Strava knows it."""
    german = table.place(DATE[1]) is not None
    said = table.columns(
        kind=table.place(*KIND),
        said_start=table.place(*DATE),
        said_km=table.place(*DISTANCE),
        metres=table.place(*DISTANCE, nth=2),
        shoe=table.place(*GEAR),
    )
    exact = numbers(said["metres"], decimal_comma=german) / 1000
    shown = numbers(said["said_km"], decimal_comma=german)
    only_shown = said["metres"] == ""
    utc = moments(said["said_start"], *FORMATS)
    rows = said.with_columns(
        shoe=said["shoe"].str.strip_chars(),
        start=to_local(utc, reading.zone, reading.today),
        km=shown.zip_with(only_shown, exact),
        said_km=said["said_km"].zip_with(only_shown, said["metres"]),
    )
    return activities(table, rows, RUNS)
