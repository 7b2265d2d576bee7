"""How `lowback batch` compares: with copying the same file, a loop in Python, a rules engine.

    python -m benchmarks.batch                    1,000,000 rows
    python -m benchmarks.batch --rows 10000000    needs about 16 GB of disk
    pip install zen-engine                        adds the rules engine

Every figure is a ratio within this run, measured in fresh processes one after the other. The
generated squad answers every question the way a mixed club might: mostly no warning signs.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct

from benchmarks.generated_squad import generate, sample
from benchmarks.pairs import timed
from benchmarks.rules_engine import rules_engine
from lowback.engine.answers import read_answers
from lowback.engine.assess import Context, assess
from lowback.knowledge.load import load_knowledge
from lowback.knowledge.schema import Knowledge

LOOP_ROWS = 1_000
BAD_ROWS = 1  # what `batch` says when a row could not be used
COPY = (
    "import sys, polars as pl; pl.scan_csv(sys.argv[1], infer_schema=False).sink_csv(sys.argv[2])"
)
VERDICTS = """
import sys, polars as pl
given = set(pl.scan_csv(sys.argv[1], infer_schema=False).collect_schema())
done = pl.scan_csv(sys.argv[2], infer_schema=False)
done.select(each for each in done.collect_schema() if each not in given).sink_parquet(sys.argv[3])
"""
WRITE = """
import sys, polars as pl
given, verdicts = pl.scan_csv(sys.argv[1], infer_schema=False), pl.scan_parquet(sys.argv[2])
pl.concat([given, verdicts], how="horizontal").sink_csv(sys.argv[3])
"""


class Cost(Struct, frozen=True):
    """What one process cost: seconds on the clock, seconds of all cores, peak MB."""

    seconds: float
    cores: float
    peak: float


def main() -> None:
    """Generate, measure, print the tables."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--rows", type=int, default=1_000_000)
    options.add_argument("--repeat", type=int, default=3, help="the best of so many runs counts")
    options.add_argument("--only-main", action="store_true", help="leave the growth tables out")
    given = options.parse_args()
    knowledge = load_knowledge()
    questions = list(knowledge.questions)
    with tempfile.TemporaryDirectory(prefix="lowback-benchmark-") as folder:
        compare(Path(folder), given.rows, given.repeat, knowledge)
        if not given.only_main:
            growth_in_rows(Path(folder), given.rows, questions)
            growth_in_questions(Path(folder), given.rows // 4, questions)


def compare(folder: Path, rows: int, repeat: int, knowledge: Knowledge) -> None:
    """Print the batch against the copy, the loop and the rules engine."""
    table = folder / "squad.csv"
    generate(table, rows, list(knowledge.questions))
    size = table.stat().st_size / 1e6
    print(f"{rows:,} rows, {len(knowledge.questions)} questions, {size:,.0f} MB, {cores()} cores\n")
    copy, batch = best(copy_of(table), repeat), best(batch_of(table), repeat)
    write = best(write_of(table), repeat)
    print("| what | seconds | CPU seconds | peak MB | rows a second | against copy | CPU | peak |")
    print("|---|---|---|---|---|---|---|---|")
    show("Polars copies the file", copy, copy, rows)
    show("Polars reads it and writes the same columns", write, copy, rows)
    show("lowback batch", batch, copy, rows)
    show("lowback batch --summary", best(batch_of(table, "--summary"), 1), copy, rows)
    print(
        f"\nThe batch takes {batch.seconds / write.seconds:.2f} times as long as reading it and "
        f"writing the same columns, and {batch.cores / write.cores:.2f} times the CPU time.\n"
    )
    each = loop_seconds(table, knowledge)
    print(f"\nRow by row through `assess` in Python: {1 / each:,.0f} rows a second;", end=" ")
    print(f"the batch is {each * rows / batch.seconds:,.0f} times as fast.")
    rules_engine(table, batch.seconds / rows, knowledge)
    clear(folder)


def growth_in_rows(folder: Path, rows: int, questions: Sequence[str]) -> None:
    """Print time against rows: linear growth keeps the last column flat."""
    print("\n| rows | seconds | microseconds a row |\n|---|---|---|")
    for part in (rows // 8, rows // 4, rows // 2, rows):
        table = folder / "part.csv"
        generate(table, part, questions)
        cost = best(batch_of(table), 2)
        print(f"| {part:,} | {cost.seconds:.2f} | {cost.seconds / part * 1e6:.2f} |")
        clear(folder)


def growth_in_questions(folder: Path, rows: int, questions: Sequence[str]) -> None:
    """Print time against questions, with the copy of the same file beside it."""
    print(f"\n{rows:,} rows:\n\n| questions | seconds | copy | ratio |\n|---|---|---|---|")
    for count in (len(questions) // 8, len(questions) // 4, len(questions) // 2, len(questions)):
        table = folder / "part.csv"
        generate(table, rows, questions[-count:])
        batch, copy = best(batch_of(table), 2), best(copy_of(table), 2)
        ratio = batch.seconds / copy.seconds
        print(f"| {count} | {batch.seconds:.2f} | {copy.seconds:.2f} | {ratio:.2f} |")
        clear(folder)


def clear(folder: Path) -> None:
    """Delete the tables of one measurement: they are large."""
    for each in folder.iterdir():
        each.unlink()


def copy_of(table: Path) -> list[str]:
    """The command that lets Polars copy a file."""
    return [sys.executable, "-c", COPY, str(table), str(table.with_suffix(".copy"))]


def batch_of(table: Path, *options: str) -> list[str]:
    """The command that assesses a file."""
    target = str(table.with_suffix(".out.csv"))
    return [sys.executable, "-m", "lowback", "batch", str(table), target, "--force", *options]


def write_of(table: Path) -> list[str]:
    """The command that lets Polars write the columns of the batch that has just run."""
    done, verdicts = table.with_suffix(".out.csv"), table.with_suffix(".parquet")
    subprocess.run([sys.executable, "-c", VERDICTS, table, done, verdicts], check=True)
    target = str(table.with_suffix(".write"))
    return [sys.executable, "-c", WRITE, str(table), str(verdicts), target]


def best(command: Sequence[str], repeat: int) -> Cost:
    """Run a command a few times and keep the quickest."""
    return min((cost(command) for _ in range(repeat)), key=lambda each: each.seconds)


def cost(command: Sequence[str]) -> Cost:
    """Run a command in a process of its own and read what it used."""
    started = time.perf_counter()
    with tempfile.TemporaryFile() as said:  # a pipe that nobody reads stops the process when full
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=said)
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        said.seek(0)
        if os.waitstatus_to_exitcode(status) not in {0, BAD_ROWS}:
            raise SystemExit(said.read().decode())
    return Cost(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def show(name: str, each: Cost, copy: Cost, rows: int) -> None:
    """Print one line of the comparison."""
    print(
        f"| {name} | {each.seconds:.2f} | {each.cores:.2f} | {each.peak:.0f} | "
        f"{rows / each.seconds:,.0f} | {each.seconds / copy.seconds:.2f} | "
        f"{each.cores / copy.cores:.2f} | "
        f"{each.peak / copy.peak:.2f} |"
    )


def loop_seconds(table: Path, knowledge: Knowledge) -> float:
    """Seconds for one row in a loop over the engine for one runner."""
    rows = sample(table, LOOP_ROWS)
    when = Context(date(2026, 11, 23))
    return timed(
        lambda: [assess(read_answers(each, knowledge, "file"), knowledge, when) for each in rows]
    ) / len(rows)


def cores() -> int:
    """How many cores this machine gives us."""
    return len(os.sched_getaffinity(0))


if __name__ == "__main__":
    main()
