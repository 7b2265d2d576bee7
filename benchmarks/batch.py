"""How `lowback batch` compares: with copying the same file, a loop in Python, a rules engine.

    .venv/bin/python benchmarks/batch.py                    1,000,000 rows
    .venv/bin/python benchmarks/batch.py --rows 10000000    needs about 16 GB of disk
    pip install zen-engine                                  adds the rules engine

Every figure is a ratio within this run, measured in fresh processes one after the other. The
generated squad answers every question the way a mixed club might: mostly no warning signs.
"""

import argparse
import json
import math
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import polars as pl
from msgspec import Struct

from lowback.engine.answers import read_answers
from lowback.engine.assess import Context, assess
from lowback.knowledge.load import load_knowledge
from lowback.knowledge.schema import Cause, Contributor, Knowledge, Question, QuestionKind

PIECE = 500_000
LOOP_ROWS = 1_000
BAD_ROWS = 1  # what `batch` says when a row could not be used
ENGINE_ROWS = 2_000
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
USUAL = {
    "age": (16, 75), "height_cm": (150, 195), "weight_kg": (45, 100), "weekly_km": (5, 120),
    "pain_now": (0, 10), "pain_began_age": (12, 75), "shoe_km": (0, 1500), "bmi": (17, 33),
}  # fmt: skip


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
    options.add_argument("--generate", nargs="+", help=argparse.SUPPRESS)
    given = options.parse_args()
    knowledge = load_knowledge()
    if given.generate:
        write_squad(Path(given.generate[0]), given.rows, given.generate[1:], knowledge)
        return
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


def generate(table: Path, rows: int, questions: Sequence[str]) -> None:
    """Write a squad in a process of its own, so that this one stays small.

    Linux counts the memory of the process that starts another one into the peak of the other.
    """
    command = [sys.executable, __file__, "--rows", str(rows), "--generate", str(table), *questions]
    subprocess.run(command, check=True)


def write_squad(table: Path, rows: int, questions: Sequence[str], knowledge: Knowledge) -> None:
    """Write a squad piece by piece, the same every time."""
    alarming = choices_in_rules(knowledge)
    with table.open("wb") as out:
        for start in range(0, rows, PIECE):
            height = min(PIECE, rows - start)
            columns = [
                answers(knowledge.questions[each], alarming, height, seed=start + at)
                for at, each in enumerate(questions)
            ]
            names = pl.Series("athlete", range(start + 1, start + height + 1))
            pl.DataFrame([names, *columns]).write_csv(out, include_header=start == 0)


def choices_in_rules(knowledge: Knowledge) -> frozenset[tuple[str, str]]:
    """Every question with a choice that a rule about warning signs looks for."""
    return frozenset(
        (part.question or "", choice)
        for rule in knowledge.red_flags.values()
        for part in rule.when.walk()
        for choice in part.choices
    )


def answers(
    question: Question, alarming: frozenset[tuple[str, str]], rows: int, seed: int
) -> pl.Series:
    """Draw the answers to one question; one in a thousand that a rule looks for."""
    ids = question.choice_ids
    calm = [each for each in ids if (question.id, each) not in alarming]
    match question.kind:
        case QuestionKind.YES_NO_UNSURE:
            pool = ["no"] * 1970 + ["yes"] * 2 + ["unsure"] * 4 + [""] * 24
        case QuestionKind.NUMBER:
            low, high = USUAL.get(question.id, (0, 100))
            numbers = [str(each) for each in range(low, high + 1)]
            pool = numbers if not question.derive else [*[""] * 9 * len(numbers), *numbers]
        case _:
            pool = [*(calm or ids) * (1000 // len(calm or ids)), *ids, *[""] * 12]
    return pl.Series(question.id, pool).sample(rows, with_replacement=True, seed=seed)


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


def sample(table: Path, rows: int) -> list[dict[str, object]]:
    """The first rows of a table as raw answers."""
    frame = pl.read_csv(table, infer_schema=False, n_rows=rows).drop("athlete")
    return frame.to_dicts()


def timed(work: Callable[[], object]) -> float:
    """Seconds that some work takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def rules_engine(table: Path, batch_row: float, knowledge: Knowledge) -> None:
    """Compare with a rules engine on the same ratios, as far as it can express them.

    It has no exponential, no third outcome beside true and false, and no bands known only as
    bands. So it adds up the log-odds of the choice questions, and nothing else.
    """
    try:
        import zen
    except ImportError:
        print("\nThe rules engine is not installed (pip install zen-engine); left out.")
        return
    decision = zen.ZenEngine().create_decision(zen_model(knowledge))
    rows = [
        {name: cell or "" for name, cell in each.items()} for each in sample(table, ENGINE_ROWS)
    ]
    decision.evaluate(rows[0])
    each = timed(lambda: [decision.evaluate(row) for row in rows]) / len(rows)
    print(f"\nzen-engine on the ratios alone: {1 / each:,.0f} rows a second;", end=" ")
    print(f"the batch, which does everything, is {each / batch_row:,.0f} times as fast.")


def zen_model(knowledge: Knowledge) -> str:
    """One expression for each cause: the sum of its log-odds, as nested choices."""
    nodes = [
        {"id": "in", "type": "inputNode", "name": "in"},
        {
            "id": "causes",
            "type": "expressionNode",
            "name": "causes",
            "content": {
                "expressions": [
                    {"id": each.id, "key": each.id, "value": zen_sum(each, knowledge)}
                    for each in knowledge.causes.values()
                ]
            },
        },
        {"id": "out", "type": "outputNode", "name": "out"},
    ]
    edges = [
        {"id": "a", "sourceId": "in", "targetId": "causes"},
        {"id": "b", "sourceId": "causes", "targetId": "out"},
    ]
    return json.dumps({"nodes": nodes, "edges": edges})


def zen_sum(cause: Cause, knowledge: Knowledge) -> str:
    """The sum of logarithms of a cause in the engine's own language."""
    if isinstance(cause, Contributor):
        start = math.log(cause.pretest / (1 - cause.pretest))
        moves = {
            each.question: {c: cause.tempering * math.log(r) for c, r in each.ratios.items()}
            for each in cause.evidence
            if not each.only_if
        }
    else:
        start, power = math.log(cause.pretest / 100), knowledge.competition.power
        moves = {
            each.question: {c: power * math.log(n / 100) for c, n in each.of_100.items()}
            for each in cause.answers
        }
    terms = [str(start)]
    for question, choices in moves.items():
        if knowledge.questions[question].kind in {QuestionKind.CHOICE, QuestionKind.YES_NO_UNSURE}:
            moved = "0"
            for choice, log_ in choices.items():
                moved = f"({question} == '{choice}' ? {log_} : {moved})"
            terms.append(moved)
    return " + ".join(terms)


def cores() -> int:
    """How many cores this machine gives us."""
    return len(os.sched_getaffinity(0))


if __name__ == "__main__":
    main()
