"""One column for each choice, made into one column of ticked choices with `;` between."""

from collections.abc import Mapping, Sequence

import narwhals as nw
from narwhals.typing import FrameT

from lowback.batch.program.encoding import PREFIX
from lowback.batch.table.wording import choice_labels
from lowback.knowledge.schema import Question

TICKED = (
    "yes",
    "y",
    "1",
    "1.0",
    "true",
    "x",
    "checked",
    "selected",
    "ticked",
    "on",
    "\u2713",
    "\u2714",
)
EMPTY = ("", "no", "n", "0", "0.0", "false", "unchecked", "not selected", "off", "n/a", "-")

Ticks = Mapping[str, Sequence[tuple[str, str]]]


def ticks_column(question: str) -> str:
    """The name of the column that joins the ticks of a question."""
    return f"{PREFIX}ticks_{question}"


def with_ticks(frame: FrameT, ticks: Ticks, questions: Mapping[str, Question]) -> FrameT:
    """Join the columns of each question; what is neither a tick nor none stays as it is written.

    `ticks` maps a question to its columns, each with the choice that it stands for.
    """
    joined = [
        _joined(questions[question], columns).alias(ticks_column(question))
        for question, columns in ticks.items()
    ]
    return frame.with_columns(*joined) if joined else frame


def _joined(question: Question, columns: Sequence[tuple[str, str]]) -> nw.Expr:
    labels = choice_labels(question)
    ticks = [_tick(column, choice, labels[choice]) for column, choice in columns]
    return nw.concat_str(*ticks, separator=";", ignore_nulls=True)


def _tick(column: str, choice: str, label: str) -> nw.Expr:
    cell = nw.col(column).cast(nw.String).str.strip_chars()
    said = cell.str.to_lowercase()
    ticked = said.is_in([*TICKED, choice.casefold(), label.casefold()])
    nothing = said.is_in(list(EMPTY))
    other = nw.when(~nothing).then(cell)
    return nw.when(ticked).then(nw.lit(choice)).otherwise(other)
