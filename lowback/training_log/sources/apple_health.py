"""Apple Health: the workouts of `export.xml`, which also holds every heart beat and step.

The file can be larger than the memory, so it is read a piece at a time and all but the workouts
is passed over. Newer exports tell the distance in a line of its own inside the workout.
"""

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from lowback.bounded_read import MEGABYTE
from lowback.engine.units import KM_PER_MILE
from lowback.errors import LowbackError, Problem
from lowback.training_log.activities import Activities, Reading
from lowback.training_log.markup import listen
from lowback.training_log.sessions import Session, from_sessions, metres, moment

FORMAT = "Apple Health export.xml"
LARGEST = 4000 * MEGABYTE
FOLDER = "apple_health_export"
KIND = "HKWorkoutActivityType"
DISTANCE = "HKQuantityTypeIdentifierDistanceWalkingRunning"
KM = {"km": 1.0, "m": 0.001, "mi": KM_PER_MILE, "yd": 0.0009144, "ft": 0.0003048}


def is_export(name: str) -> bool:
    """Whether this is the file of workouts; its name is translated, its folder is not."""
    path = PurePosixPath(name.casefold())
    inside = path.parent.name == FOLDER and path.suffix == ".xml" and "cda" not in path.name
    return path.name == "export.xml" or inside


class _Workouts:
    """Notes each workout with its distance."""

    def __init__(self) -> None:
        self.found: list[Session] = []
        self.open: Mapping[str, str] | None = None
        self.km: float | None = None

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "Workout":
            self.open = attributes
            self.km = _km(attributes.get("totalDistance"), attributes.get("totalDistanceUnit"))
        elif name == "WorkoutStatistics" and self.open and attributes.get("type") == DISTANCE:
            self.km = _km(attributes.get("sum"), attributes.get("unit"))

    def end(self, name: str, text: str) -> None:  # noqa: ARG002 - all is in the attributes
        if name != "Workout" or self.open is None:
            return
        kind = self.open.get("workoutActivityType", "").removeprefix(KIND)
        self.found.append(
            Session(
                start=moment(self.open.get("startDate", "")),
                km=self.km,
                kind=kind,
                is_run=kind == "Running",
            )
        )
        self.open = None


def read(name: str, pieces: Iterable[bytes], reading: Reading) -> Activities:
    """Return the workouts that are runs, in kilometres; no shoes.

    Raises:
        LowbackError: if it is damaged or holds no workout.
    """
    workouts = _Workouts()
    listen(name, pieces, workouts)
    if not workouts.found:
        raise LowbackError([Problem(name, "holds no workout; did the watch or phone record any?")])
    return from_sessions(name, workouts.found, reading)


def _km(text: str | None, unit: str | None) -> float | None:
    found, factor = metres(text or ""), KM.get((unit or "").casefold())
    return None if found is None or factor is None else found * factor
