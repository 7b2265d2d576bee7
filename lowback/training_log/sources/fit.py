"""FIT files from a watch: every running session, in UTC and metres; no shoes."""

import struct
from datetime import datetime
from io import BytesIO
from typing import Any

from lowback.errors import LowbackError, Problem
from lowback.training_log.activities import Activities, Reading
from lowback.training_log.sessions import Session, from_sessions

FORMAT = "FIT files"
SUFFIXES: tuple[str, ...] = (".fit", ".fit.gz")
# What the library raises itself when the bytes contradict each other.
BROKEN = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
    struct.error,
)


def read(name: str, data: bytes, reading: Reading) -> Activities:
    """Return the running sessions of one file.

    Raises:
        LowbackError: if it is damaged or holds no session.
    """
    import fitdecode  # noqa: PLC0415 - only who has such a file needs it

    try:
        with fitdecode.FitReader(BytesIO(data)) as frames:
            found = [
                _session(frame)
                for frame in frames
                if frame.frame_type == fitdecode.FIT_FRAME_DATA and frame.name == "session"
            ]
    except (fitdecode.FitError, *BROKEN):
        message = "is cut short or not a FIT file; export it again"
        raise LowbackError([Problem(name, message)]) from None
    if not found:
        raise LowbackError([Problem(name, "holds no session; give the file of an activity")])
    return from_sessions(name, found, reading)


def _session(frame: Any) -> Session:  # noqa: ANN401 - the library is untyped
    start = frame.get_value("start_time", fallback=None)
    metres = frame.get_value("total_distance", fallback=None)
    sport = frame.get_value("sport", fallback=None)
    return Session(
        start=start if isinstance(start, datetime) else None,
        km=metres / 1000 if isinstance(metres, int | float) else None,
        kind=str(sport or ""),
        is_run=sport == "running",
    )
