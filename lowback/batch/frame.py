"""The batch engine for a program: a frame in, the same kind of frame out."""

from collections.abc import Mapping
from typing import Any

import narwhals as nw
import polars as pl
from narwhals.typing import FrameT

from lowback.batch.program import encoder as any_codes
from lowback.batch.program import polars_encoder as polars_codes
from lowback.batch.program.compile import Program
from lowback.batch.table.cells import Said, cell_reader
from lowback.batch.table.dictionary import Dictionary
from lowback.batch.table.former_wording import cells_of_every_form
from lowback.batch.table.headers import Headers, match_headers
from lowback.batch.table.retired import JoinedReader, OldWords, joined_column, with_retired
from lowback.batch.table.ticks import with_ticks
from lowback.knowledge.load import load_knowledge
from lowback.knowledge.schema import Knowledge

Words = Mapping[str, Mapping[str, Said]]


def assess_frame(
    frame: Any,  # noqa: ANN401 - any kind of frame
    knowledge: Knowledge | None = None,
    *,
    scores: bool = False,
) -> Any:  # noqa: ANN401 - the same kind of frame
    """Assess every row of a Polars, pandas, DuckDB or PySpark frame.

    Columns named by a question id or its wording are read, the others are kept. The columns of
    `lowback batch` are added; `scores` adds one score (0-1) for each cause. A lazy frame stays
    lazy, after one query that collects the different texts in it.

    Raises:
        LowbackError: if no column is a question, or two columns answer the same one.
    """
    knowledge = knowledge or load_knowledge()
    wrapped = nw.from_native(frame)
    columns = wrapped.collect_schema().names()
    headers = match_headers(columns, knowledge)
    program = Program(knowledge, headers.answered, scores=scores)
    match_headers(columns, knowledge, added=program.outputs)
    dictionaries = dictionaries_of(headers, knowledge)
    ticked = with_joined(wrapped, headers, knowledge)
    coded = (
        nw.from_native(_polars(ticked.to_native(), dictionaries))
        if wrapped.implementation.is_polars()
        else any_codes.with_codes(ticked, dictionaries)
    )
    return program.run(coded).select(*columns, *program.outputs).to_native()


def with_joined(frame: FrameT, headers: Headers, knowledge: Knowledge) -> FrameT:
    """Join ticks in several columns, and old answers with what they mean today."""
    ticked = with_ticks(frame, headers.ticks, knowledge.questions)
    return with_retired(ticked, headers.retired, headers.own)


def dictionaries_of(
    headers: Headers, knowledge: Knowledge, said: Words | None = None
) -> dict[str, Dictionary]:
    """Return a dictionary for each column that answers a question, joined ones among them."""
    columns = {column: question for question, column in headers.own.items()}
    once = cells_of_every_form(knowledge)
    said = _with_former(headers, once, said or {})
    found: dict[str, Dictionary] = {}
    for column, name in {**columns, **{joined_column(e): e for e in headers.retired}}.items():
        reader = cell_reader(knowledge.questions[name], knowledge, said.get(name))
        shown = column if column in headers.columns else knowledge.questions[name].label
        if name not in headers.retired:
            found[column] = Dictionary(shown, reader)
        elif column == joined_column(name):
            found[column] = Dictionary(
                shown, JoinedReader(reader, tuple(headers.retired[name].values()), once)
            )
    return found


def _with_former(headers: Headers, once: OldWords, said: Words) -> Words:
    """What cells mean: in any older form, under an old heading, and last what a map says."""
    return {
        each: {**once.get(each, {}), **headers.former.get(each, {}), **said.get(each, {})}
        for each in headers.answered
    }


def _polars(
    frame: Any,  # noqa: ANN401 - a DataFrame or a LazyFrame
    dictionaries: Mapping[str, Dictionary],
) -> Any:  # noqa: ANN401 - the same
    lazy: pl.LazyFrame = frame.lazy()
    numeric = {each for each, found in dictionaries.items() if found.question.kind == "number"}
    for column, texts in polars_codes.unknown_texts(lazy, dictionaries, numeric).items():
        dictionaries[column].learn(texts)
    coded = polars_codes.with_codes(lazy, dictionaries, numeric)
    return coded.collect() if isinstance(frame, pl.DataFrame) else coded
