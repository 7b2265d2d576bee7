"""The rows of a table one by one, as answers: for reports, which are written one at a time."""

from collections.abc import Iterator

import polars as pl
from msgspec import Struct

from lowback.batch.program.polars_encoder import cell_text
from lowback.batch.run import Batch
from lowback.batch.table.files import readable
from lowback.engine.answers import Answer, Answers, with_derived


class Runner(Struct, frozen=True):
    """One row: its number from 1 below the headings, its name, its answers if all are usable."""

    row: int
    name: str | None
    answers: Answers | None


def runners(batch: Batch) -> Iterator[Runner]:
    """Yield every row of a table, read by the same readers as the batch."""
    columns = list(batch.dictionaries)
    name = batch.wish.id_column
    schema = batch.table.rows.collect_schema()
    texts = [cell_text(each, schema[each]).alias(str(at)) for at, each in enumerate(columns)]
    named = (pl.col(name) if name else pl.lit(None)).cast(pl.String).alias("name")
    with readable(batch.table.name, batch.table):
        rows = batch.table.rows.select(*texts, named).collect(engine="streaming")
    for at, cells in enumerate(rows.iter_rows()):
        yield Runner(at + 1, cells[-1], _answers(batch, columns, cells))


def _answers(batch: Batch, columns: list[str], cells: tuple[str | None, ...]) -> Answers | None:
    found: dict[str, Answer] = {}
    for column, cell in zip(columns, cells, strict=False):
        reader = batch.dictionaries[column].reader
        answer = reader.read(cell or "")
        if isinstance(answer, str):
            return None
        if answer is not None:
            found[answer.question] = answer
    return with_derived(found, batch.knowledge)
