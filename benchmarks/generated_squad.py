"""A generated squad: answers to every question as a mixed club might give them, mostly calm."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import polars as pl

from lowback.knowledge.load import load_knowledge
from lowback.knowledge.schema import Knowledge, Question, QuestionKind

PIECE = 500_000
USUAL = {
    "age": (16, 75), "height_cm": (150, 195), "weight_kg": (45, 100), "weekly_km": (5, 120),
    "pain_now": (0, 10), "pain_began_age": (12, 75), "shoe_km": (0, 1500), "bmi": (17, 33),
}  # fmt: skip


def generate(table: Path, rows: int, questions: Sequence[str]) -> None:
    """Write a squad in a process of its own, so that this one stays small.

    Linux counts the memory of the process that starts another one into the peak of the other.
    """
    command = [sys.executable, "-m", __name__, str(rows), str(table), *questions]
    subprocess.run(command, check=True)


def sample(table: Path, rows: int) -> list[dict[str, object]]:
    """The first rows of a table as raw answers."""
    frame = pl.read_csv(table, infer_schema=False, n_rows=rows).drop("athlete")
    return frame.to_dicts()


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


if __name__ == "__main__":
    write_squad(Path(sys.argv[2]), int(sys.argv[1]), sys.argv[3:], load_knowledge())
