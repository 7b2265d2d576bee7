"""Answers that follow from a training log, each with where it comes from.

Too few runs give no answer: the question stays open and the runner is told why.
"""

from datetime import date

from msgspec import Struct

from lowback.engine.training import TrainingPicture, TrainingWeek
from lowback.training_log.export_table import shown
from lowback.training_log.runs import (
    DAY,
    ENOUGH_RUNS,
    SPIKE_WINDOW,
    Run,
    TrainingLog,
    Week,
    longest,
    restart,
    spike,
    weeks,
)

WEEKS_SHOWN, FULL_WEEKS, HALF = 12, 4, 6
UP, FAR_UP, DOUBLE = 1.10, 1.30, 2.00
FEW = f"not enough history: fewer than {ENOUGH_RUNS} runs"


class Derived(Struct, frozen=True):
    """One answer from the log and where it comes from; `value` None says why there is none."""

    question: str
    value: str | float | None
    because: str


def derive(log: TrainingLog, began: date) -> tuple[Derived, ...]:
    """Answer what the log can answer for pain that began on that day."""
    picture = weeks(log, began, WEEKS_SHOWN + 1)
    return (
        _weekly_km(picture),
        _load_change(log, picture[1:], began),
        _long_run_spike(log, began),
        _shoe_km(log, began),
    )


def training_picture(log: TrainingLog, began: date, today: date) -> TrainingPicture:
    """Return the twelve weeks up to the day the pain began, as a report shows them."""
    found = spike(log, began)
    return TrainingPicture(
        weeks=tuple(_shown(week) for week in weeks(log, began, WEEKS_SHOWN)),
        pain_began=began.isoformat(),
        spike=found if found and found.ratio > UP else None,
        longest_30_days_km=longest(log, today),
    )


def facts(log: TrainingLog, began: date) -> tuple[str, ...]:
    """Say in short what the log holds: runs a week, longest run, shoes."""
    known = [each for each in weeks(log, began, FULL_WEEKS + 1)[:-1] if each.runs is not None]
    count = sum(len(each.runs or ()) for each in known)
    said = [f"{len(log.runs)} runs from {_day(log.runs[0].day)} to {_day(log.runs[-1].day)}"]
    if known:
        said.append(f"runs a week: {count / len(known):.1f} in the last {len(known)} full weeks")
    if (most := longest(log, began)) is not None:
        said.append(f"longest run of the 30 days up to {_day(began)}: {_km(most)}")
    said += [f"shoes: {shown(name)}, {_km(km)}" for name, km in shoes(log, began).items()]
    return tuple(said)


def shoes(log: TrainingLog, until: date) -> dict[str, float]:
    """Return the kilometres of each pair up to a day; names differ by more than case."""
    spelled: dict[str, float] = {}
    for run in log.between(date.min, until):
        if run.shoe:
            spelled[run.shoe] = spelled.get(run.shoe, 0.0) + run.km
    first: dict[str, str] = {}
    total: dict[str, float] = {}
    for shoe, km in spelled.items():
        name = first.setdefault(_folded(shoe), shoe)
        total[name] = total.get(name, 0.0) + km
    return total


def _weekly_km(picture: tuple[Week, ...]) -> Derived:
    full = [each for each in picture[-1 - FULL_WEEKS : -1] if each.runs is not None]
    if sum(len(each.runs or ()) for each in full) < ENOUGH_RUNS:
        return Derived("weekly_km", None, f"{FEW} in the 4 full weeks before the pain")
    total = sum(each.km or 0.0 for each in full)
    mean = round(total / len(full), 1)
    first, last = full[0].start, full[-1].start + 6 * DAY
    because = (
        f"{total:.1f} km in {len(full)} full week{'s' * (len(full) > 1)}, "
        f"{_day(first)} to {_day(last)}: {mean:g} km a week"
    )
    return Derived("weekly_km", mean, because)


def _load_change(log: TrainingLog, picture: tuple[Week, ...], began: date) -> Derived:
    if (pause := restart(log, began)) is not None:
        before, after = pause
        because = f"no run between {_day(before.day)} and {_day(after.day)}"
        return Derived("load_change", "back_after_break", because)
    before_those, last_six = picture[:HALF], picture[HALF:]
    for part, when in ((last_six, "in the last six weeks"), (before_those, "before those weeks")):
        if sum(len(each.runs or ()) for each in part) < ENOUGH_RUNS:
            return Derived("load_change", None, f"{FEW} {when}")
    normal = [each.km or 0.0 for each in before_those if each.runs]
    recent = [each.km or 0.0 for each in last_six if each.runs]
    usual, biggest = sum(normal) / len(normal), max(recent)
    because = (
        f"your biggest week of the last six was {_km(biggest)}; in the six weeks before "
        f"a week with running had {_km(usual)} on average ({biggest / usual - 1:+.0%})"
    )
    return Derived("load_change", _change(biggest / usual), because)


def _change(ratio: float) -> str:
    if ratio <= UP:
        return "none_or_less"
    return "up_10_30" if ratio <= FAR_UP else "up_over_30"


def _long_run_spike(log: TrainingLog, began: date) -> Derived:
    found = spike(log, began)
    if found is None:
        because = f"{FEW} in the 30 days before any run of the last month"
        return Derived("long_run_spike", None, because)
    band = "not_longer" if found.ratio <= UP else "over_10_pct"
    band = "over_double" if found.ratio > DOUBLE else band
    because = (
        f"{_km(found.km)} on {_day(date.fromisoformat(found.date))}; the longest of the "
        f"30 days before was {_km(found.longest_before_km)} "
        f"({found.ratio - 1:+.0%}, {_band(found.ratio)})"
    )
    return Derived("long_run_spike", band, because)


def _band(ratio: float) -> str:
    if ratio <= UP:
        return "not more than 10% longer"
    if ratio <= FAR_UP:
        return "10 to 30% longer"
    return "30 to 100% longer" if ratio <= DOUBLE else "more than double"


def _shoe_km(log: TrainingLog, began: date) -> Derived:
    recent = log.between(began - (SPIKE_WINDOW - 1) * DAY, began)
    named = [run for run in recent if run.shoe]
    if len(recent) < ENOUGH_RUNS:
        return Derived("shoe_km", None, f"{FEW} in the last 30 days")
    if 2 * len(named) < len(recent):
        share = f"{len(named)} of {len(recent)} runs of the last 30 days name their shoes"
        return Derived("shoe_km", None, f"not enough history: only {share}")
    pair = _most_used(named)
    name, km = next(
        (name, km) for name, km in shoes(log, began).items() if _folded(name) == _folded(pair)
    )
    because = (
        f"all runs in {shown(name)}, the pair most used in the last 30 days; {len(named)} of "
        f"{len(recent)} runs in those days name their shoes"
    )
    return Derived("shoe_km", round(km, 1), because)


def _most_used(runs: list[Run]) -> str:
    total: dict[str, float] = {}
    for run in runs:
        total[_folded(run.shoe)] = total.get(_folded(run.shoe), 0.0) + run.km
    return max(total, key=lambda name: total[name])


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def _shown(week: Week) -> TrainingWeek:
    return TrainingWeek(
        start=week.start.isoformat(),
        km=None if week.km is None else round(week.km, 2),
        longest_km=None if week.longest_km is None else round(week.longest_km, 2),
        runs=None if week.runs is None else len(week.runs),
    )


def _day(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


def _km(km: float) -> str:
    return f"{km:.1f} km"
