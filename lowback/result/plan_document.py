"""The document `lowback/plan/2`: what to do, week by week, or meanwhile; fields are only added.

Amounts are minutes or kilometres as `unit` says; days are written year-month-day.
"""

from typing import Literal

from msgspec import Struct

from lowback.engine.assessment import KnowledgeVersion
from lowback.release import __version__

SCHEMA = "lowback/plan/2"
Unit = Literal["min", "km"]


class Amount(Struct, frozen=True):
    """How much running or walking: minutes or kilometres."""

    value: float
    unit: Unit


class Managed(Struct, frozen=True):
    """The longest run and walk without a flare; None is not said, 0 minutes is none at all."""

    run: Amount | None = None
    walk: Amount | None = None


class PlannedRun(Struct, frozen=True, kw_only=True):
    """One run or walk of `amount`; with breaks, `run_minutes` and `walk_minutes` in turn."""

    date: str
    kind: Literal["run", "walk"]
    amount: float
    unit: Unit
    run_minutes: float
    walk_minutes: float


class PlannedWeek(Struct, frozen=True, kw_only=True):
    """Seven days from `start`: runs or walks, and days for the strength exercises."""

    number: int
    start: str
    title: str
    note: str
    runs: tuple[PlannedRun, ...]
    strength: tuple[str, ...]


class PlannedExercise(Struct, frozen=True, kw_only=True):
    """An exercise that suits, how to begin, how to go on, and who should leave it out."""

    id: str
    name: str
    region: str
    kit: str
    steps: tuple[str, ...]
    dose: str
    progression: str
    easier: str
    harder: str
    change: str
    caution: str
    not_with: tuple[str, ...]
    references: tuple[str, ...]


class LeftOut(Struct, frozen=True, kw_only=True):
    """An exercise that does not suit now, why, and when it may come back."""

    id: str
    name: str
    because: str
    back: str


class Plan(Struct, frozen=True, kw_only=True):
    """A plan for one result: `weeks` is empty where nothing may be planned before a visit."""

    schema: str = SCHEMA
    id: str
    lowback_version: str = __version__
    knowledge: KnowledgeVersion
    assessed_on: str
    starts_on: str
    page: str
    title: str
    running_advice: str
    unchecked: tuple[str, ...]
    managed_run: Amount | None
    managed_walk: Amount | None
    most_pain: int
    longest_km: float | None
    cap_km: float | None
    cap: str
    meanwhile: tuple[str, ...]
    before_you_start: tuple[str, ...]
    not_yet: str
    pain_rules: tuple[str, ...]
    moving_on: str
    weeks: tuple[PlannedWeek, ...]
    exercises: tuple[PlannedExercise, ...]
    left_out: tuple[LeftOut, ...]
    strength_rules: tuple[str, ...]
    back_to_running: tuple[str, ...]
    at_the_visit: tuple[str, ...]
    check_again: str
    see_someone_by: str
    see_why: str
    evidence: str
    basis: str
    references: tuple[str, ...]
    notes: tuple[str, ...]
    safety_net: tuple[str, ...]
    limits: tuple[str, ...]
