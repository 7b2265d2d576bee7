"""Cells into codes on Polars: a dictionary lookup for each column, lazily and in a stream.

It takes a quarter of the time of the encoder for any frame (benchmarks/README.md).

A text that its dictionary does not hold yet marks the row in the column `UNKNOWN`, so that
the caller can learn it and start again.
"""

from collections.abc import Iterable, Mapping

import narwhals as nw
import polars as pl

from lowback.batch.program.encoding import PREFIX, PROBLEMS
from lowback.batch.program.numbers import NumberColumn, with_parsed, with_settled
from lowback.batch.table.cell_text import cell_text
from lowback.batch.table.dictionary import Dictionary
from lowback.knowledge.schema import QuestionKind

UNKNOWN = f"{PREFIX}unknown"
BETWEEN_PROBLEMS = "; "

Dictionaries = Mapping[str, Dictionary]


def with_codes(
    frame: pl.LazyFrame, dictionaries: Dictionaries, numeric: Iterable[str] = ()
) -> pl.LazyFrame:
    """Add the columns of codes, the problems of each row and the mark of unknown texts.

    `dictionaries` maps a column of the frame to its dictionary; `numeric` names the text
    columns that are parsed as numbers first.
    """
    readers = _readers(frame, dictionaries, numeric)
    frame = _placed(frame, readers)
    codes = [each for reader in readers for each in reader.codes()]
    unknown = pl.any_horizontal([reader.is_unknown() for reader in readers]).alias(UNKNOWN)
    frame = frame.with_columns([*codes, _problems(readers), unknown])
    numbers = [reader.number for reader in readers if reader.number]
    settled: pl.LazyFrame = with_settled(nw.from_native(frame), numbers).to_native()
    return settled


def unknown_texts(
    frame: pl.LazyFrame, dictionaries: Dictionaries, numeric: Iterable[str] = ()
) -> dict[str, list[str]]:
    """Find, in one streaming pass, every text that its column's dictionary does not hold."""
    readers = _readers(frame, dictionaries, numeric)
    texts = [
        reader.text().filter(reader.is_unknown()).unique().implode().alias(reader.column)
        for reader in readers
    ]
    found = _placed(frame, readers).select(texts).collect(engine="streaming")
    return {name: found[name][0].to_list() for name in found.columns}


class _Reader:
    """How one column becomes codes."""

    def __init__(
        self, column: str, dictionary: Dictionary, dtype: pl.DataType, *, numeric: bool
    ) -> None:
        self.column = column
        self.dictionary = dictionary
        self.dtype = dtype
        self.at = f"{PREFIX}at_{dictionary.question.id}"
        is_number = dictionary.question.kind is QuestionKind.NUMBER
        text = numeric and dtype == pl.String
        kind = nw.String() if text else nw.Float64()
        wanted = is_number and (text or dtype.is_numeric())
        self.number = NumberColumn(column, dictionary.coded, kind) if wanted else None

    def text(self) -> pl.Expr:
        """The cell as text."""
        return cell_text(self.column, self.dtype)

    def place(self) -> pl.Expr:
        """The place of the cell's text in the dictionary, null if it is not there."""
        texts = pl.Enum(list(self.dictionary.codes))
        return self.text().cast(texts, strict=False).to_physical().cast(pl.UInt32).alias(self.at)

    def codes(self) -> list[pl.Expr]:
        """The columns of codes, as the dictionary has them."""
        rows = [*self.dictionary.codes.values(), self.dictionary.unanswered]
        place = pl.col(self.at).fill_null(len(rows) - 1)
        names = self.dictionary.coded.columns
        tables = [self._table(name, [row[at] for row in rows]) for at, name in enumerate(names)]
        return [pl.lit(table).gather(place).alias(table.name) for table in tables]

    def problem(self) -> pl.Expr | None:
        """What is wrong with the cell, null for most; None when nothing in the column is."""
        if not self.dictionary.wrong:
            return None
        wrong = [self.dictionary.wrong.get(each) for each in self.dictionary.codes]
        table = pl.Series([*wrong, None], dtype=pl.String)
        return pl.lit(table).gather(pl.col(self.at).fill_null(len(wrong)))

    def is_unknown(self) -> pl.Expr:
        """Whether the cell holds a text that nobody has read yet."""
        unread = pl.col(self.at).is_null() & self.text().is_not_null()
        return unread & pl.col(self.number.name).is_null() if self.number else unread

    def _table(self, name: str, values: list[float]) -> pl.Series:
        dtype = pl.Float64 if self.dictionary.coded.is_float(name) else pl.Int16
        return pl.Series(name, values, dtype=dtype)


def _readers(
    frame: pl.LazyFrame, dictionaries: Dictionaries, numeric: Iterable[str]
) -> list[_Reader]:
    schema, numeric = frame.collect_schema(), set(numeric)
    return [
        _Reader(column, dictionary, schema[column], numeric=column in numeric)
        for column, dictionary in dictionaries.items()
    ]


def _placed(frame: pl.LazyFrame, readers: Iterable[_Reader]) -> pl.LazyFrame:
    numbers = [reader.number for reader in readers if reader.number]
    parsed: pl.LazyFrame = with_parsed(nw.from_native(frame), numbers).to_native()
    return parsed.with_columns([reader.place() for reader in readers])


def _problems(readers: Iterable[_Reader]) -> pl.Expr:
    wrong = [problem for reader in readers if (problem := reader.problem()) is not None]
    if not wrong:
        return pl.lit(None, pl.String).alias(PROBLEMS)
    joined = pl.concat_str(wrong, separator=BETWEEN_PROBLEMS, ignore_nulls=True)
    return pl.when(joined != "").then(joined).alias(PROBLEMS)
