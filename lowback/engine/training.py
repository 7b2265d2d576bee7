"""What an assessment keeps of a training log: twelve weeks, and the one run that stands out."""

from msgspec import Struct


class TrainingWeek(Struct, frozen=True, kw_only=True):
    """A week of running from Monday; None before the training log begins."""

    start: str
    km: float | None
    longest_km: float | None
    runs: int | None


class Spike(Struct, frozen=True, kw_only=True):
    """One run against the longest of the 30 days before it; `ratio` is km over that."""

    date: str
    km: float
    longest_before_km: float
    ratio: float


class TrainingPicture(Struct, frozen=True, kw_only=True):
    """Twelve weeks of a training log, the last one up to the day the pain began.

    `longest_30_days_km` looks back from the day of the assessment.
    """

    weeks: tuple[TrainingWeek, ...]
    pain_began: str
    spike: Spike | None = None
    longest_30_days_km: float | None = None
