"""Answers as places among all answers, turned into the codes that the batch program reads.

A cell is read once, by the shipped dictionary of its column; `test_codes.py` holds that a table of
texts comes out the same.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

import narwhals as nw
import numpy as np
import numpy.typing as npt
import polars as pl
from msgspec.structs import replace

from lowback.batch.program.compile import Program
from lowback.batch.program.encoding import PROBLEMS
from lowback.batch.table.cells import cell_reader
from lowback.batch.table.dictionary import Dictionary
from lowback.knowledge.schema import Knowledge, Urgency
from tests.proofs.answers import answers_to
from tests.proofs.rules import firm, knowledge

NOBODY_SAID = -1
Places = Mapping[str, npt.NDArray[np.int16]]
Severities = npt.NDArray[np.int8]


@cache
def places_of(name: str, cells: tuple[str | None, ...]) -> npt.NDArray[np.int16]:
    """The place of each cell in `answers_to`; -1 for none."""
    at: dict[str | None, int] = {cell: place for place, cell in enumerate(answers_to(name))}
    at[None] = NOBODY_SAID
    return np.array([at[cell] for cell in cells], np.int16)


def severities(places: Places, *, firmly: bool = False) -> Severities:
    """Run the batch program: 0 for self-care to 3 for an emergency, one for each row.

    `firmly`: by the rules alone that no answer can silence.
    """
    levels = pl.Enum([each.value for each in Urgency])
    run = ran(places, _program("firm" if firmly else "shipped", frozenset(places)))
    found: pl.DataFrame = run.select(pl.col("urgency").cast(levels).to_physical()).collect()
    return found["urgency"].to_numpy().astype(np.int8)


def scores(places: Places) -> dict[str, npt.NDArray[np.float64]]:
    """The score of each cause, one for each row; without rules, so that every row is ranked."""
    names = {each: f"score_{each}" for each in knowledge().causes}
    run = ran(places, _program("unruled", frozenset(places)))
    found: pl.DataFrame = run.select(names.values()).collect()
    return {cause: found[column].to_numpy() for cause, column in names.items()}


def ran(places: Places, program: Program) -> Any:  # noqa: ANN401 - a lazy frame of Polars
    """What the program says of every row, not yet worked out."""
    columns = [
        pl.Series(column, codes[at])
        for name, at in places.items()
        for column, codes in _codes(name).items()
    ]
    frame = pl.DataFrame(columns).lazy().with_columns(pl.lit(None, pl.String).alias(PROBLEMS))
    return program.run(nw.from_native(frame)).to_native()


@cache
def _program(which: str, names: frozenset[str]) -> Program:
    known: dict[str, Knowledge] = {
        "shipped": knowledge(),
        "firm": firm(),
        "unruled": replace(knowledge(), red_flags={}),
    }
    return Program(known[which], names, scores=which == "unruled")


@cache
def _codes(name: str) -> dict[str, npt.NDArray[Any]]:
    """For each column of codes of a question the code of every answer, and of none at the end."""
    dictionary = Dictionary(name, cell_reader(knowledge().questions[name], knowledge()))
    dictionary.learn(answers_to(name))
    assert dictionary.wrong.keys().isdisjoint(answers_to(name))
    rows = [*(dictionary.codes[cell] for cell in answers_to(name)), dictionary.unanswered]
    kinds = {True: np.float64, False: np.int16}
    return {
        column: np.array([row[at] for row in rows], kinds[dictionary.coded.is_float(column)])
        for at, column in enumerate(dictionary.coded.columns)
    }
