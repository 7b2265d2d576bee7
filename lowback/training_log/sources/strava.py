"""Strava: `activities.csv` from the bulk archive, in whatever language it was asked for.

Five column names appear twice. The first distance is in kilometres, the second in metres and
exact; older exports have only the first. Dates are UTC. In languages whose headings we do not
know, the table is known by which of its columns repeat, and read by their places.
"""

from lowback.training_log.activities import Activities, Reading, activities, names_running
from lowback.training_log.export_table import Table, folded
from lowback.training_log.times_and_numbers import moments, numbers, to_local

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


# Where the columns stand in every language, and which two pairs have the same heading.
PLACES = {"said_start": 1, "kind": 3, "said_km": 6, "shoe": 11, "metres": 17}
PAIRS = ((5, 15), (6, 17))
LEAST_COLUMNS = 50


def recognises(table: Table) -> bool:
    """Whether the headers are Strava's, or repeat where Strava's do."""
    return _is_named(table) or (
        len(table.header) >= LEAST_COLUMNS
        and all(table.header[one] == table.header[other] for one, other in PAIRS)
    )


def read(table: Table, reading: Reading) -> Activities:
    """Return the runs, with the name of the shoes where Strava knows it."""
    comma = table.place(DATE[0]) is None
    said = table.columns(**_places(table))
    exact = numbers(said["metres"], decimal_comma=comma) / 1000
    shown = numbers(said["said_km"], decimal_comma=comma)
    only_shown = said["metres"] == ""
    utc = moments(said["said_start"], *FORMATS)
    rows = said.with_columns(
        shoe=said["shoe"].str.strip_chars(),
        start=to_local(utc, reading.zone, reading.today),
        km=shown.zip_with(only_shown, exact),
        said_km=said["said_km"].zip_with(only_shown, said["metres"]),
    )
    foreign = {each for each in folded(said["kind"]).unique() if names_running(each)}
    return activities(table, rows, RUNS if _is_named(table) else frozenset(foreign))


def _is_named(table: Table) -> bool:
    return all(table.place(*names) is not None for names in (DATE, KIND, DISTANCE))


def _places(table: Table) -> dict[str, int | None]:
    if not _is_named(table):
        return dict(PLACES)
    return {
        "kind": table.place(*KIND),
        "said_start": table.place(*DATE),
        "said_km": table.place(*DISTANCE),
        "metres": table.place(*DISTANCE, nth=2),
        "shoe": table.place(*GEAR),
    }
