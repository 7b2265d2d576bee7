"""Garmin's account export: the list of all activities as JSON, in local time and centimetres."""

from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec

from lowback.errors import LowbackError, Problem
from lowback.training_log.activities import Activities, Reading
from lowback.training_log.sessions import Session, from_sessions

FORMAT = "Garmin account export (summarizedActivities.json)"
SUFFIXES: tuple[str, ...] = ("summarizedactivities.json",)
LIST = "summarizedActivitiesExport"
CENTIMETRES_PER_KM = 100_000
EPOCH = datetime(1970, 1, 1)
LAST = 253_402_300_799_000


def is_list(name: str) -> bool:
    """Whether this is the list of activities, by its name."""
    return name.casefold().endswith(SUFFIXES)


def read(name: str, data: bytes, reading: Reading) -> Activities:
    """Return the activities that are runs.

    Raises:
        LowbackError: if it is no such list.
    """
    try:
        value: Any = msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise LowbackError([Problem(name, "is no JSON; export the account again")]) from None
    groups = value if isinstance(value, list) else [value]
    activities = [
        activity
        for group in groups
        if isinstance(group, dict) and isinstance(group.get(LIST), list)
        for activity in group[LIST]
        if isinstance(activity, dict)
    ]
    if not activities:
        raise LowbackError([Problem(name, f"holds no `{LIST}`; export the account again")])
    return from_sessions(name, [_session(each) for each in activities], reading, local=True)


def _session(activity: dict[str, Any]) -> Session:
    kind, distance = str(activity.get("activityType") or ""), activity.get("distance")
    if not isinstance(distance, int | float):
        distance = None
    return Session(
        start=_local(activity.get("startTimeLocal")) or _utc(activity.get("beginTimestamp")),
        km=None if distance is None else distance / CENTIMETRES_PER_KM,
        kind=kind,
        is_run="run" in kind.casefold(),
    )


def _local(milliseconds: object) -> datetime | None:
    """What the clock on the wall showed, written as if it were UTC."""
    if not isinstance(milliseconds, int | float) or not 0 <= milliseconds <= LAST:
        return None
    return EPOCH + timedelta(milliseconds=milliseconds)


def _utc(milliseconds: object) -> datetime | None:
    found = _local(milliseconds)
    return None if found is None else found.replace(tzinfo=UTC)
