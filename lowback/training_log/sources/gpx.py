"""GPX tracks: the distance is computed from the points; the type is optional.

A GPX file is XML. Entities can make a small file expand without end, so a file that declares
any is refused before it is parsed.
"""

import re

from lowback.errors import LowbackError, Problem
from lowback.training_log.activities import Activities, Reading
from lowback.training_log.extras import extra
from lowback.training_log.sessions import Session, from_sessions

FORMAT = "GPX files"
SUFFIXES = (".gpx", ".gpx.gz")
RUNS = ("run", "running", "trail running", "trail_running", "treadmill_running", "9")
_DECLARES = re.compile(r"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def read(name: str, data: bytes, reading: Reading) -> Activities:
    """Return the tracks that are runs; a track without a type counts as a run and is noted.

    Raises:
        LowbackError: if it is not GPX, or its points have no time.
    """
    parser = extra("gpxpy", name)
    text = _safe(name, data)
    try:
        tracks = parser.parse(text).tracks
    except parser.gpx.GPXException as error:
        raise LowbackError([Problem(name, f"is not a GPX file ({error})")]) from None
    if not tracks:
        raise LowbackError([Problem(name, "holds no track; give the file of an activity")])
    sessions = [
        Session(
            start=each.get_time_bounds().start_time,
            km=each.length_2d() / 1000,
            kind=each.type or "",
            is_run=not each.type or each.type.casefold() in RUNS,
        )
        for each in tracks
    ]
    found = from_sessions(name, sessions, reading)
    untyped = any(not each.type for each in tracks)
    note = (f"{name}: names no kind of sport, so it counts as a run",) if untyped else ()
    return Activities(found.runs, found.first_day, (*found.notes, *note))


def _safe(name: str, data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise LowbackError([Problem(name, "is not UTF-8 text; export it again")]) from None
    if _DECLARES.search(text):
        raise LowbackError([Problem(name, "declares XML entities, which we do not read")])
    return text
