"""Polar Flow's account export: one JSON file for each training, in local time and metres.

Older files name the sport, newer ones give a number. The numbers of running are known; what
else was left out is said.
"""

from datetime import datetime
from pathlib import PurePosixPath
from typing import Any

import msgspec

from lowback.errors import LowbackError, Problem
from lowback.training_log.activities import Activities, Reading
from lowback.training_log.sessions import Session, from_sessions, moment

FORMAT = "Polar Flow training sessions"
SUFFIXES: tuple[str, ...] = (".json",)
RUNS = frozenset(
    {"running", "jogging", "treadmill_running", "trail_running", "road_running", "track_running",
     "ultrarunning", "1", "4", "17", "27"}
)  # fmt: skip


def is_training(name: str) -> bool:
    """Whether this file of an account is a training, by its name."""
    file = PurePosixPath(name.casefold())
    return file.name.startswith("training-session") and file.suffix == ".json"


def read(name: str, data: bytes, reading: Reading) -> Activities:
    """Return the training if it is a run; what is no training holds no run.

    Raises:
        LowbackError: if it is no JSON of a training.
    """
    try:
        value: Any = msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        value = None
    if not isinstance(value, dict) or not isinstance(value.get("startTime"), str):
        raise LowbackError([Problem(name, "is no training that we know; leave it out")])
    exercises = [each for each in value.get("exercises") or () if isinstance(each, dict)]
    sessions = [_session(each, value) for each in exercises or [value]]
    return from_sessions(name, sessions, reading, local=True)


def _session(exercise: dict[str, Any], training: dict[str, Any]) -> Session:
    sport = _sport(exercise.get("sport") or training.get("sport"))
    distance = _first(exercise, training)
    return Session(
        start=_start(exercise.get("startTime")) or _start(training.get("startTime")),
        km=None if distance is None else distance / 1000,
        kind=sport,
        is_run=sport.casefold() in RUNS,
    )


def _sport(said: object) -> str:
    return str(said.get("id", "")) if isinstance(said, dict) else str(said or "")


def _start(said: object) -> datetime | None:
    found = moment(said) if isinstance(said, str) else None
    return None if found is None else found.replace(tzinfo=None)


def _first(*objects: dict[str, Any]) -> float | None:
    for each in objects:
        for key in ("distance", "distanceMeters"):
            value = each.get(key)
            if isinstance(value, int | float) and not isinstance(value, bool):
                return float(value)
    return None
