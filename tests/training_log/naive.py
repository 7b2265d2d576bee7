"""A slow and plain second way to the numbers, straight from their definitions."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

Found = list[tuple[date, float]]


def local_runs(runs: list[tuple[datetime, float]], zone: str, today: date) -> Found:
    """Local day and kilometres of the runs that count, oldest first."""
    kept: list[tuple[datetime, float]] = []
    there = ZoneInfo(zone)
    local = [
        (utc.replace(tzinfo=UTC).astimezone(there).replace(tzinfo=None), km) for utc, km in runs
    ]
    for start, km in sorted(local, key=lambda run: run[0]):
        twice = any(
            abs(start - other) <= timedelta(minutes=2)
            and abs(km - length) <= 0.02 * max(km, length)
            for other, length in kept
        )
        if km > 0 and start.date() <= today and not twice:
            kept.append((start, km))
    return [(start.date(), km) for start, km in kept]


def week_km(runs: Found, monday: date) -> float:
    days = {monday + timedelta(days=each) for each in range(7)}
    return sum(km for day, km in runs if day in days)


def largest_spike(runs: Found, began: date) -> float | None:
    ratios = []
    for day, km in runs:
        if not began - timedelta(days=28) <= day <= began:
            continue
        before = [
            other
            for when, other in runs
            if day - timedelta(days=30) <= when <= day - timedelta(days=1)
        ]
        if len(before) >= 3:
            ratios.append(km / max(before))
    return max(ratios, default=None)
