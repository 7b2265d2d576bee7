"""How long a log of 20,000 activities takes to import, against Polars reading the same table.

python -m benchmarks.training_log
"""

import csv
import random
import statistics
import tempfile
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import polars as pl

from benchmarks.pairs import timed
from lowback.training_log.activities import Reading
from lowback.training_log.derive import derive
from lowback.training_log.read import read_log

ROWS, COLUMNS, PAIRS = 20_000, 80, 15
MUST, AIM = 2.0, 1.5
NAMES = {
    0: "Activity ID", 1: "Activity Date", 2: "Activity Name", 3: "Activity Type",
    5: "Elapsed Time", 6: "Distance", 11: "Activity Gear", 12: "Filename",
    15: "Elapsed Time", 16: "Moving Time", 17: "Distance",
}  # fmt: skip


def main() -> None:
    """Print the ratio of the medians of pairs, with what must hold and what we aim at."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "activities.csv"
        last = write_log(path)
        reading = Reading(last, "Europe/London")
        name = f"import and derive {ROWS:,} activities against pl.read_csv"
        found = ratio(
            lambda: derive(read_log([path], reading), last), lambda: pl.read_csv(path), PAIRS
        )
    print(f"{found:5.2f}x  must {MUST}x  aim {AIM}x  {name}")


def ratio(ours: Callable[[], object], reference: Callable[[], object], pairs: int) -> float:
    """Return the median of the pairwise ratios, after one warm-up of each."""
    timed(ours), timed(reference)
    return statistics.median(timed(ours) / timed(reference) for _ in range(pairs))


def write_log(path: Path) -> date:
    """Write a log like Strava's, with the columns that an activity file fills; return its end."""
    chance = random.Random(1)  # noqa: S311 - the same file every time
    start = datetime(2006, 1, 1)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow([NAMES.get(at, f"Other {at}") for at in range(COLUMNS)])
        for number in range(ROWS):
            start += timedelta(hours=chance.random() * 16)
            writer.writerow(_row(number, start, chance))
    return start.date()


def _row(number: int, start: datetime, chance: random.Random) -> list[object]:
    km = chance.uniform(3, 25)
    row: list[object] = [""] * COLUMNS
    row[0], row[2] = 10**9 + number, "Morning run"
    row[1] = f"{start:%b} {start.day}, {start:%Y, %I:%M:%S %p}"
    row[3] = chance.choice(("Run", "Run", "Run", "Ride"))
    row[5] = row[15] = row[16] = round(km * 330)
    row[6], row[17] = f"{km:.2f}", f"{km * 1000:.1f}"
    row[11], row[12] = chance.choice(("Pegasus", "")), f"activities/{number}.fit.gz"
    row[18:45] = [f"{chance.random() * 100:.4f}" for _ in range(18, 45)]
    return row


if __name__ == "__main__":
    main()
