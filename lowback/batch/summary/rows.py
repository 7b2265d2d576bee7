"""The rows of a table one by one, as answers: for reports, which are written one at a time."""

from collections.abc import Iterator

import polars as pl
from msgspec import Struct

from lowback.batch.run import Batch
from lowback.batch.table.cell_text import cell_text
from lowback.batch.table.files import ROW, readable
from lowback.engine.answers import Answer, Answers, with_derived
from lowback.engine.rejected import Rejected

FROM = ("file", "row", "voice")


class Runner(Struct, frozen=True):
    """One row: its number in the file, its name, when it was answered, and what it says.

    `problems` are the answers that cannot be used, in words; `is_blank` means nothing at all.
    `origin` is the file, the row in it and the voice, where many files were joined.
    """

    row: int
    name: str | None
    answered: str | None
    answers: Answers
    problems: tuple[str, ...]
    is_blank: bool
    origin: tuple[str, int, str | None] | None = None


def runners(batch: Batch) -> Iterator[Runner]:
    """Yield every row of a table, read by the same readers as the batch."""
    columns = list(batch.dictionaries)
    schema = batch.rows.collect_schema()
    texts = [cell_text(each, schema[each]).alias(str(at)) for at, each in enumerate(columns)]
    blank = pl.all_horizontal(
        (cell_text(each, schema[each]).fill_null("") == "") for each in batch.table.columns
    )
    more = [
        pl.col(ROW),
        _text(batch.wish.id_column).alias("name"),
        _text(batch.wish.date_column).alias("answered"),
        blank.alias("blank"),
        *(_text(each if batch.table.is_joined else None).alias(f"from_{each}") for each in FROM),
    ]
    with readable(batch.table.name, batch.table):
        rows = batch.rows.select(*texts, *more).collect(engine="streaming")
    for *cells, row, name, answered, is_blank, file, number, voice in rows.iter_rows():
        answers, problems = _answers(batch, columns, cells)
        origin = (file, int(number), voice) if file else None
        yield Runner(row, name, answered, answers, problems, is_blank, origin)


def _text(column: str | None) -> pl.Expr:
    return (pl.col(column) if column else pl.lit(None)).cast(pl.String)


def _answers(
    batch: Batch, columns: list[str], cells: list[str | None]
) -> tuple[Answers, tuple[str, ...]]:
    found: dict[str, Answer] = {}
    problems: list[str] = []
    for column, cell in zip(columns, cells, strict=True):
        answer = batch.dictionaries[column].reader.read(cell or "")
        if isinstance(answer, Rejected):
            problems.append(str(answer))
        elif answer is not None:
            found[answer.question] = answer
    return with_derived(found, batch.knowledge), tuple(problems)
