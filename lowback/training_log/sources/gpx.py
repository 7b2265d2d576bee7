"""GPX tracks: the distance is computed from the points; the type is optional."""

from collections.abc import Mapping
from datetime import datetime
from math import asin, cos, radians, sin, sqrt

from lowback.bounded_read import MEGABYTE, TooLargeError
from lowback.errors import LowbackError, Problem
from lowback.training_log.activities import Activities, Reading
from lowback.training_log.markup import listen
from lowback.training_log.sessions import Session, from_sessions, moment

FORMAT = "GPX files"
SUFFIXES: tuple[str, ...] = (".gpx", ".gpx.gz")
RUNS = ("run", "running", "trail running", "trail_running", "treadmill_running", "9")
LARGEST = 30 * MEGABYTE  # some days at a point a second
EARTH_KM = 6371.0088  # mean radius, IUGG
Point = tuple[float, float]


class _Track:
    """One track as far as it was read."""

    def __init__(self) -> None:
        self.kind = ""
        self.start: datetime | None = None
        self.km = 0.0


class _Tracks:
    """Adds up the distance of each track while its points go by."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.tracks: list[_Track] = []
        self.inside: list[str] = []
        self.before: Point | None = None

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        self.inside.append(name)
        if name == "trk":
            self.tracks.append(_Track())
        elif name == "trkseg":
            self.before = None
        elif name == "trkpt" and self.tracks:
            here = self._point(attributes)
            if self.before is not None:
                self.tracks[-1].km += distance_km(self.before, here)
            self.before = here

    def end(self, name: str, text: str) -> None:
        self.inside.pop()
        if name not in {"time", "type"} or not self.tracks:
            return
        track, around = self.tracks[-1], self.inside[-1]
        if name == "time" and around == "trkpt" and track.start is None:
            track.start = moment(text)
        elif name == "type" and around == "trk":
            track.kind = text.strip()

    def _point(self, attributes: Mapping[str, str]) -> Point:
        try:
            found = float(attributes["lat"]), float(attributes["lon"])
        except (KeyError, ValueError):
            found = (1e9, 1e9)
        if abs(found[0]) <= 90 and abs(found[1]) <= 360:  # noqa: PLR2004 - degrees
            return found
        message = "has a point that is nowhere on Earth; export it again"
        raise LowbackError([Problem(self.name, message)])


def read(name: str, data: bytes, reading: Reading) -> Activities:
    """Return the tracks that are runs; a track without a type counts as a run and is noted.

    Raises:
        LowbackError: if it is not GPX, or its points have no time.
    """
    if len(data) > LARGEST:
        raise TooLargeError(name, LARGEST, "which no recording of a run does")
    found = _Tracks(name)
    listen(name, [data], found)
    if not found.tracks:
        raise LowbackError([Problem(name, "holds no track; give the file of an activity")])
    sessions = [
        Session(
            start=each.start,
            km=each.km,
            kind=each.kind,
            is_run=not each.kind or each.kind.casefold() in RUNS,
        )
        for each in found.tracks
    ]
    runs = from_sessions(name, sessions, reading)
    untyped = any(not each.kind for each in found.tracks)
    note = (f"{name}: names no kind of sport, so it counts as a run",) if untyped else ()
    return Activities(runs.runs, runs.first_day, (*runs.notes, *note))


def distance_km(one: Point, other: Point) -> float:
    """Return the great-circle distance of two points in degrees (haversine formula)."""
    north, south = radians(one[0]), radians(other[0])
    half = sin((south - north) / 2) ** 2
    half += cos(north) * cos(south) * sin(radians(other[1] - one[1]) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(min(1.0, half)))
