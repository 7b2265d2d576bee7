"""Eight weeks of runs or walks, from what is managed now; never above it in the first week.

Everything is a share of the run or walk that is managed without a flare. Runs come on every
other day at most, and no run is longer than the longest of the last 30 days and a tenth more.
"""

import math
from datetime import date, timedelta

from msgspec import Struct

from lowback.knowledge.plan import WEEKS, LadderWeek
from lowback.knowledge.schema import Knowledge, PlanGuide, PlanLadder, PlanPage
from lowback.result.plan_document import Amount, Managed, PlannedRun, PlannedWeek, Unit

DAY, WEEK = timedelta(days=1), 7
RUN_DAYS, WALK_DAYS, STRENGTH_BESIDE_WALKS = (0, 2, 4), (0, 1, 3, 4, 6), (2, 5)
STEPS: dict[Unit, float] = {"min": 1.0, "km": 0.1}
NOTHING = Amount(0, "min")


class Runner(Struct, frozen=True, kw_only=True):
    """What the weeks depend on: amounts managed, usual week, longest run, advice, first day."""

    managed: Managed
    weekly_km: float | None
    longest_km: float | None
    advice: str
    starts_on: date


class Start(Struct, frozen=True):
    """The run and walk that shares are taken of, and a word for each that had to be guessed."""

    run: Amount
    walk: Amount
    run_note: str = ""
    walk_note: str = ""


def cap_km(runner: Runner, guide: PlanGuide) -> float | None:
    """Return the longest that one run may be, in kilometres, rounded down to a tenth."""
    longest = runner.longest_km
    return None if longest is None else _floor(longest * guide.longest_run_times, 0.1)


def start_from(runner: Runner, guide: PlanGuide, *, may_guess: bool) -> Start:
    """Return what to begin from; where nothing was said, a low guess and a word about it."""
    said = runner.managed
    walk = said.walk or Amount(guide.unknown_walk_minutes, "min")
    walk_note = "" if said.walk else guide.walk_not_said
    if said.run is not None:
        return Start(said.run, walk, walk_note=walk_note)
    long_run = runner.longest_km or (runner.weekly_km or 0) * guide.long_run_of_the_week
    if long_run and may_guess:
        guessed = Amount(long_run * guide.guessed_share, "km")
        return Start(guessed, walk, guide.guessed, walk_note)
    return Start(NOTHING, walk, guide.not_said, walk_note)


def ladder_for(
    page: PlanPage, runner: Runner, start: Start, knowledge: Knowledge
) -> PlanLadder | None:
    """Return the first ladder that fits, or None where a page neither runs nor walks."""
    manages = _minutes(start.run, knowledge.plan.minutes_per_km)
    for ladder in knowledge.plan_ladders.values():
        here = page.id in ladder.pages if ladder.pages else page.runs
        advised = not ladder.running or runner.advice in ladder.running
        if here and advised and manages >= ladder.from_minutes:
            return ladder
    return None


def weeks_of(
    ladder: PlanLadder, start: Start, runner: Runner, guide: PlanGuide
) -> tuple[PlannedWeek, ...]:
    """Return the eight weeks with their days; no run is longer than any before and a tenth."""
    days = _run_days(runner.weekly_km, guide)
    base = start.run if ladder.of == "run" else _walk(start.walk, ladder, guide)
    longest, weeks = base.value, []
    for number, week in enumerate(ladder.weeks, start=1):
        offsets = WALK_DAYS if week.walk_only else _in_week(number, days)
        # Against the longest run of the plan so far: an easier week does not lower the limit.
        most = min(longest * guide.longest_run_times, _most(base.unit, len(offsets), runner, guide))
        amount = _share(week.share, base, most)
        longest = max(longest, amount)
        first = runner.starts_on + (number - 1) * WEEK * DAY
        weeks.append(_week(number, week, Amount(amount, base.unit), first, offsets))
    return tuple(weeks)


def is_low(weeks: tuple[PlannedWeek, ...], ladder: PlanLadder, start: Start) -> bool:
    """Whether the first run is below a quarter of the run that is managed."""
    return ladder.of == "run" and weeks[0].runs[0].amount < start.run.value / 4


def _week(
    number: int, week: LadderWeek, amount: Amount, first: date, offsets: tuple[int, ...]
) -> PlannedWeek:
    strength = STRENGTH_BESIDE_WALKS if week.walk_only else offsets[::2]
    return PlannedWeek(
        number=number,
        start=first.isoformat(),
        title=week.title,
        note=week.note,
        runs=tuple(
            PlannedRun(
                date=(first + day * DAY).isoformat(),
                kind="walk" if week.walk_only else "run",
                amount=amount.value,
                unit=amount.unit,
                run_minutes=week.run_minutes,
                walk_minutes=week.walk_minutes,
            )
            for day in offsets
        ),
        strength=tuple((first + day * DAY).isoformat() for day in strength),
    )


def _most(unit: Unit, runs: int, runner: Runner, guide: PlanGuide) -> float:
    """The limits that only a distance can be held to: one run, and the usual week."""
    if unit == "min":
        return math.inf
    usual = runner.weekly_km / runs if runner.weekly_km else math.inf
    cap = cap_km(runner, guide)
    return min(usual, math.inf if cap is None else cap)


def _share(share: float, base: Amount, most: float) -> float:
    """A share of what is managed, in whole steps, down; never nothing of something."""
    step = STEPS[base.unit]
    return _floor(min(base.value * share, most), step) or min(step, base.value)


def _walk(walk: Amount, ladder: PlanLadder, guide: PlanGuide) -> Amount:
    return Amount(min(_minutes(walk, guide.walk_minutes_per_km), ladder.most_minutes), "min")


def _run_days(weekly_km: float | None, guide: PlanGuide) -> tuple[int, ...]:
    """Days from the start: three a week, then every other day for those who ran more."""
    enough = [each.from_week for each in guide.more_runs if (weekly_km or 0) >= each.weekly_km]
    change = (min(enough, default=WEEKS + 1) - 1) * WEEK
    thrice = (day for day in range(change) if day % WEEK in RUN_DAYS)
    return (*thrice, *range(change, WEEKS * WEEK, 2))


def _in_week(number: int, days: tuple[int, ...]) -> tuple[int, ...]:
    first = (number - 1) * WEEK
    return tuple(day - first for day in days if first <= day < first + WEEK)


def _minutes(amount: Amount, per_km: float) -> float:
    return amount.value if amount.unit == "min" else amount.value * per_km


def _floor(value: float, step: float) -> float:
    return round(math.floor(value / step + 1e-9) * step, 1)
