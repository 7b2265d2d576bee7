"""A training log as a list of runs, and the numbers that follow from it.

Days and weeks are the runner's own: local dates, weeks from Monday. What happened before the
first activity of the log is unknown, not zero.
"""

from bisect import bisect_left
from datetime import date, datetime, timedelta
from itertools import pairwise

import polars as pl
from msgspec import Struct, structs

from lowback.engine.training import Spike
from lowback.training_log.activities import SCHEMA, Activities

EPOCH = datetime(1970, 1, 1)
SAME_START, SAME_DISTANCE, DAY_SECONDS = 120, 0.02, 86_400
WEEK, DAY = timedelta(days=7), timedelta(days=1)
SPIKE_WINDOW, SPIKE_SEARCH, ENOUGH_RUNS = 30, 28, 3
BREAK_DAYS, BREAK_SEARCH = 14, 42


class Run(Struct, frozen=True, gc=False):
    """One run: seconds since 1970 on the runner's own clock, kilometres, name of the shoes."""

    clock: int
    km: float
    shoe: str = ""

    @classmethod
    def at(cls, start: datetime, km: float, shoe: str = "") -> "Run":
        """Return the run that started at this local time."""
        return cls(round((start - EPOCH).total_seconds()), km, shoe)

    @property
    def start(self) -> datetime:
        """The local time of the start."""
        return EPOCH + timedelta(seconds=self.clock)

    @property
    def day(self) -> date:
        """The local date of the start."""
        return self.start.date()


class Week(Struct, frozen=True):
    """A week from Monday: its runs, or None when the log had not begun."""

    start: date
    runs: tuple[Run, ...] | None

    @property
    def km(self) -> float | None:
        """The distance of the week."""
        return None if self.runs is None else sum(run.km for run in self.runs)

    @property
    def longest_km(self) -> float | None:
        """The longest run of the week; 0 without one."""
        return None if self.runs is None else max((run.km for run in self.runs), default=0.0)


class TrainingLog(Struct, frozen=True):
    """Runs in order of start; `first_day` is of any activity; `notes` say what was left out."""

    runs: tuple[Run, ...]
    first_day: date | None
    notes: tuple[str, ...] = ()

    def between(self, first: date, last: date) -> tuple[Run, ...]:
        """Return the runs from one day to another, both included."""
        at = bisect_left(self.runs, _midnight(first), key=_clock)
        return self.runs[at : bisect_left(self.runs, _midnight(last) + DAY_SECONDS, at, key=_clock)]


def one_log(parts: list[Activities], today: date) -> TrainingLog:
    """Join the runs of all files; drop and count what is empty, ahead of today, or twice."""
    frame = pl.concat([pl.DataFrame(schema=SCHEMA), *(each.runs for each in parts)])
    distance = frame.filter(pl.col("km").fill_null(0) > 0)
    past = distance.filter(pl.col("start") < today + DAY).sort("start", maintain_order=True)
    clock, km, shoe = past.with_columns(pl.col("start").dt.epoch("s")).get_columns()
    runs = tuple(map(Run, clock.to_list(), km.to_list(), shoe.to_list()))
    kept = without_duplicates(runs)
    dropped = {
        "runs without a distance": len(frame) - len(distance),
        f"runs dated after today, {today}": len(distance) - len(past),
        "runs that are in the log twice": len(runs) - len(kept),
    }
    days = [each.first_day for each in parts if each.first_day]
    notes = [note for each in parts for note in each.notes]
    notes += [f"left out: {count} {what}" for what, count in dropped.items() if count]
    return TrainingLog(kept, min(days, default=None), tuple(notes))


def without_duplicates(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Keep the first of runs that start within 2 minutes and differ by at most 2 %."""
    kept: list[Run] = []
    last = -SAME_START
    for run in runs:
        at = None if run.clock - last > SAME_START else _twin(run, kept)
        last = run.clock
        if at is None:
            kept.append(run)
        elif run.shoe and not kept[at].shoe:
            kept[at] = structs.replace(kept[at], shoe=run.shoe)
    return tuple(kept)


def weeks(log: TrainingLog, until: date, count: int) -> tuple[Week, ...]:
    """Return the last weeks, oldest first; the last holds `until` and no run after it."""
    last = monday(until)
    starts = [last - WEEK * back for back in range(count - 1, -1, -1)]
    runs = log.between(starts[0], until)
    return tuple(Week(start, _in_week(start, runs, log.first_day)) for start in starts)


def spike(log: TrainingLog, began: date) -> Spike | None:
    """Return the run of the 28 days before the pain that outran its past 30 days the most.

    The day on which the pain began counts. None when no run has three runs to compare with.
    """
    first = began - (SPIKE_SEARCH + SPIKE_WINDOW) * DAY
    days: dict[date, list[Run]] = {}
    for run in log.between(first, began):
        days.setdefault(run.day, []).append(run)
    longest_of = {day: max(runs, key=_distance) for day, runs in days.items()}
    found = [
        each
        for day, run in longest_of.items()
        if day >= began - SPIKE_SEARCH * DAY
        and (each := _compared(run, days, longest_of)) is not None
    ]
    return max(found, key=lambda each: each.ratio, default=None)


def restart(log: TrainingLog, began: date) -> tuple[Run, Run] | None:
    """Return the runs before and after the last break of two weeks, if it ended recently."""
    first = began - BREAK_SEARCH * DAY
    recent = log.between(first, began)
    earlier = log.between(EPOCH.date(), first - DAY)[-1:]
    pauses = [
        (before, after)
        for before, after in pairwise((*earlier, *recent))
        if (after.day - before.day).days > BREAK_DAYS
    ]
    return pauses[-1] if pauses else None


def longest(log: TrainingLog, today: date) -> float | None:
    """Return the longest run of the last 30 days in kilometres."""
    recent = log.between(today - (SPIKE_WINDOW - 1) * DAY, today)
    return max((run.km for run in recent), default=None)


def _clock(run: Run) -> int:
    return run.clock


def _midnight(day: date) -> int:
    return (day - EPOCH.date()).days * DAY_SECONDS


def monday(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - day.weekday() * DAY


def _distance(run: Run) -> float:
    return run.km


def _compared(run: Run, days: dict[date, list[Run]], longest_of: dict[date, Run]) -> Spike | None:
    window = [run.day - back * DAY for back in range(SPIKE_WINDOW, 0, -1)]
    if sum(len(days.get(day, ())) for day in window) < ENOUGH_RUNS:
        return None
    before = max(longest_of[day].km for day in window if day in longest_of)
    return Spike(
        date=run.day.isoformat(), km=run.km, longest_before_km=before, ratio=run.km / before
    )


def _in_week(start: date, runs: tuple[Run, ...], first_day: date | None) -> tuple[Run, ...] | None:
    if first_day is None or start + 6 * DAY < first_day:
        return None
    return tuple(run for run in runs if start <= run.day <= start + 6 * DAY)


def _twin(run: Run, kept: list[Run]) -> int | None:
    for at in range(len(kept) - 1, -1, -1):
        if run.clock - kept[at].clock > SAME_START:
            return None
        if abs(run.km - kept[at].km) <= SAME_DISTANCE * max(run.km, kept[at].km):
            return at
    return None
