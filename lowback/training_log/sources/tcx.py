"""TCX: the laps of each activity add up to its distance; the sport is named."""

from collections.abc import Mapping
from datetime import datetime

from lowback.bounded_read import MEGABYTE, TooLargeError
from lowback.errors import LowbackError, Problem
from lowback.training_log.activities import Activities, Reading
from lowback.training_log.markup import listen
from lowback.training_log.sessions import Session, from_sessions, metres, moment

FORMAT = "TCX files"
SUFFIXES: tuple[str, ...] = (".tcx", ".tcx.gz")
RUNS = ("running", "trail running", "treadmill running")
LARGEST = 30 * MEGABYTE


class _Activity:
    """One activity as far as it was read."""

    def __init__(self, sport: str) -> None:
        self.sport = sport
        self.start: datetime | None = None
        self.metres: float | None = None


class _Laps:
    """Adds up the laps; the distances of single points are passed over."""

    def __init__(self) -> None:
        self.found: list[_Activity] = []
        self.inside: list[str] = []

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        self.inside.append(name)
        if name == "Activity":
            self.found.append(_Activity(attributes.get("Sport", "")))

    def end(self, name: str, text: str) -> None:
        self.inside.pop()
        around = self.inside[-1] if self.inside else ""
        if not self.found:
            return
        activity = self.found[-1]
        if name == "Id" and around == "Activity":
            activity.start = moment(text)
        elif name == "DistanceMeters" and around == "Lap":
            activity.metres = (activity.metres or 0.0) + (metres(text) or 0.0)


def read(name: str, data: bytes, reading: Reading) -> Activities:
    """Return the activities that are runs, in UTC and metres; no shoes.

    Raises:
        LowbackError: if it is not TCX, or holds no activity.
    """
    if len(data) > LARGEST:
        raise TooLargeError(name, LARGEST, "which no recording of a run does")
    laps = _Laps()
    listen(name, [data.lstrip()], laps)  # some watches write spaces before the first line
    if not laps.found:
        raise LowbackError([Problem(name, "holds no activity; give the file of one")])
    sessions = [
        Session(
            start=each.start,
            km=None if each.metres is None else each.metres / 1000,
            kind=each.sport,
            is_run=each.sport.casefold() in RUNS,
        )
        for each in laps.found
    ]
    return from_sessions(name, sessions, reading)
