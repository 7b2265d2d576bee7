"""Any list of runs with a date and a distance: a diary, or the list of a service.

`date,km` is enough. The unit stands in the heading or is asked for. A day that could be the
month is never guessed: one date of the file must tell which comes first.
"""

import polars as pl

from lowback.engine.units import KM_PER_MILE
from lowback.errors import LowbackError, Problem
from lowback.training_log.activities import (
    NO_UNIT,
    Activities,
    Reading,
    activities,
    names_running,
)
from lowback.training_log.export_table import Table, folded
from lowback.training_log.times_and_numbers import moments, numbers

FORMAT = "a list with the columns date and km"
DATE = (
    "date", "day", "datum", "fecha", "data", "dato", "tag", "start time", "start", "start date",
    "activity date", "workout date",
)  # fmt: skip
TIME = ("start time", "time of day", "uhrzeit", "startzeit")
KIND = ("type", "sport", "activity type", "activity", "workout type", "sportart", "art")
SHOES = ("shoes", "shoe", "gear", "schuhe")
KM = (
    "km", "kilometres", "kilometers", "kilometer", "distance (km)", "distance km", "distanz (km)",
    "total distance (km)", "distance in km", "distancia (km)", "distanza (km)", "afstand (km)",
)  # fmt: skip
MILES = ("mi", "miles", "distance (mi)", "distance mi", "distance (miles)", "total distance (mi)")
METRES = ("m", "metres", "meters", "distance (m)", "distance m", "total distance (m)")
NO_NAME = ("distance", "distanz", "distancia", "distanza", "afstand", "total distance")
YEAR_FIRST = (
    "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M", "%Y-%m-%d",
    "%Y/%m/%d %H:%M:%S", "%Y/%m/%d", "%Y.%m.%d",
)  # fmt: skip
ENDINGS = (" %H:%M:%S", " %H:%M", "")
DAY_FIRST = tuple(
    f"{form}{end}" for form in ("%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y") for end in ENDINGS
)
MONTH_FIRST = tuple(f"%m/%d/%Y{end}" for end in ENDINGS)


def recognises(table: Table) -> bool:
    """Whether there is a column of dates and one of distances."""
    return table.place(*DATE) is not None and _distance(table) is not None


def read(table: Table, reading: Reading) -> Activities:
    """Return the runs; without a column of sports every row is one.

    Raises:
        LowbackError: if the unit, or which number is the day, cannot be told.
    """
    place, factor = _distance(table) or (0, None)
    factor = factor or {"km": 1.0, "mi": KM_PER_MILE, None: None}[reading.unit]
    if factor is None:
        message = "does not say whether it is in km or miles; add --log-unit km or --log-unit mi"
        raise LowbackError([Problem(table.name, message, NO_UNIT)])
    day = table.place(*DATE)
    hour = table.place(*TIME)
    said = table.columns(
        kind=table.place(*KIND),
        said_start=day,
        hour=hour if hour != day else None,
        said_km=place,
        shoe=table.place(*SHOES),
    )
    said = said.filter((said["said_start"] != "") | (said["said_km"] != ""))
    started = said["said_start"] + (" " + said["hour"]).replace(" ", "")
    rows = said.with_columns(
        start=_dates(table.name, started.str.strip_chars()),
        km=numbers(said["said_km"], decimal_comma=False) * factor,
        shoe=said["shoe"].str.strip_chars(),
    )
    runs = {each for each in folded(said["kind"]).unique() if not each or names_running(each)}
    return activities(table, rows, frozenset(runs))


def _distance(table: Table) -> tuple[int, float | None] | None:
    """Where the distances stand, and how many kilometres one of their unit is, if it is told."""
    known = ((KM, 1.0), (MILES, KM_PER_MILE), (METRES, 0.001), (NO_NAME, None))
    for names, factor in known:
        tight = (each.replace(" (", "(") for each in names)
        if (place := table.place(*names, *tight)) is not None:
            return place, factor
    return None


def _dates(name: str, text: pl.Series) -> pl.Series:
    found = moments(text, *YEAR_FIRST)
    rest = text.filter(found.is_null())
    if rest.is_empty():
        return found
    day, month = moments(rest, *DAY_FIRST), moments(rest, *MONTH_FIRST)
    fits = (day.null_count() == 0, month.null_count() == 0)
    if all(fits) and not (day == month).all():
        message = "has dates of which the day could be the month; write them as 2026-11-20"
        raise LowbackError([Problem(name, message)])
    forms = (*YEAR_FIRST, *(MONTH_FIRST if fits == (False, True) else DAY_FIRST))
    return moments(text, *forms)
