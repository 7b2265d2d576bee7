"""One table in, one table out: the straight line of `lowback batch`.

    open → match headings → read the texts → run the program → count → write

A clean table streams through once. A text that nobody has read yet stops the stream; then all
new texts are collected, read, and the stream starts again.
"""

import re
from collections.abc import Callable
from pathlib import Path

import narwhals as nw
import polars as pl
from msgspec import Struct

from lowback.batch.frame import dictionaries_of, with_joined
from lowback.batch.program.compile import Program
from lowback.batch.program.encoding import PROBLEMS
from lowback.batch.program.numbers import PLAIN
from lowback.batch.program.polars_encoder import UNKNOWN, unknown_texts, with_codes
from lowback.batch.summary.changes_since import ADDED, with_change
from lowback.batch.summary.tally import Tally
from lowback.batch.table.files import ROW, NotUtf8Error, Table, as_text, readable, write_table
from lowback.batch.table.headers import Headers, match_headers
from lowback.batch.table.injection_guard import harmless
from lowback.batch.table.kinds import Kind
from lowback.batch.table.mapping import Entry, Map
from lowback.errors import LowbackError, Problem, suggest
from lowback.knowledge.schema import Knowledge, QuestionKind

FIRST_ROWS = 20_000
MANY_TEXTS = 500


class Wish(Struct, frozen=True, kw_only=True):
    """What the caller wants besides the verdict."""

    scores: bool = False
    in_full: bool = False
    id_column: str | None = None
    date_column: str | None = None
    earlier: pl.DataFrame | None = None
    map: Map = Map()
    on_rows: Callable[[int], None] | None = None


class Batch:
    """A table matched with the knowledge, ready to be assessed."""

    def __init__(self, table: Table, knowledge: Knowledge, wish: Wish) -> None:
        self.table, self.knowledge, self.wish = table, knowledge, wish
        found = match_headers(table.columns, knowledge, given=wish.map.columns)
        self.program = Program(knowledge, found.answered, scores=wish.scores, finds_pairs=True)
        self.added = (*self.program.outputs, *(ADDED if wish.earlier is not None else ()))
        self.headers: Headers = match_headers(
            table.columns, knowledge, added=self.added, given=wish.map.columns
        )
        self.dictionaries = dictionaries_of(self.headers, knowledge, wish.map.answers)
        self.numeric: set[str] = set()
        _check_id(wish.id_column, table)

    @property
    def rows(self) -> pl.LazyFrame:
        """The rows with their numbers, and what stands in several columns joined."""
        numbered = nw.from_native(self.table.numbered)
        joined = with_joined(numbered, self.headers, self.knowledge)
        rows: pl.LazyFrame = joined.to_native()
        return rows

    def write(self, target: Path, kind: Kind, scratch: Path) -> Tally:
        """Assess every row and write it to `target`; return what was counted.

        Raises:
            LowbackError: if a row cannot be read.
            OSError: if the file cannot be written.
        """
        try:
            self._learn_from(self.rows.head(FIRST_ROWS), first=True)
            return self._stream(target, kind)
        except NotUtf8Error:
            self.table = as_text(self.table, scratch)
            return self.write(target, kind, scratch)
        except _NewTextError:
            self._learn_from(self.rows)
            return self._stream(target, kind)

    def unread(self) -> dict[str, list[str]]:
        """The texts of each question's column that cannot be used."""
        self._learn_from(self.rows)
        return {
            column: list(each.wrong) for column, each in self.dictionaries.items() if each.wrong
        }

    def said_nothing(self) -> list[str]:
        """The different texts that were read as no answer, such as `N/A`."""
        texts = (text for each in self.dictionaries.values() for text in each.nothing)
        return sorted(set(texts))

    def unused_entries(self) -> list[Entry]:
        """The lines of the map that match no heading and no cell."""
        seen: dict[str, list[str]] = {}
        for each in self.dictionaries.values():
            seen.setdefault(each.question.id, []).extend(each.codes)
        return list(self.wish.map.unused(self.table.columns, seen))

    def _learn_from(self, rows: pl.LazyFrame, *, first: bool = False) -> None:
        with readable(self.table.name, self.table):
            found = unknown_texts(rows, self.dictionaries, self.numeric)
        for column, texts in found.items():
            question = self.dictionaries[column].question
            if first and len(texts) > MANY_TEXTS and question.kind is QuestionKind.NUMBER:
                self.numeric.add(column)
                self.dictionaries[column].learn(each for each in texts if not re.match(PLAIN, each))
            else:
                self.dictionaries[column].learn(texts)

    def _stream(self, target: Path, kind: Kind) -> Tally:
        tally = Tally(
            self.knowledge,
            name=self.wish.id_column,
            answered=self.wish.date_column,
            pairs=self.program.pairs,
            on_rows=self.wish.on_rows,
        )
        rows = self._assessed(tally)
        with readable(self.table.name, self.table, writing=True):
            write_table(rows, target, kind, self.table, self._safe())
        return tally

    def _assessed(self, tally: Tally) -> pl.LazyFrame:
        coded = with_codes(self.rows, self.dictionaries, self.numeric)
        coded = coded.with_columns(self._blank_marked())
        rows: pl.LazyFrame = self.program.run(nw.from_native(coded)).to_native()
        rows = rows.with_columns(_without_verdict())
        if self.wish.earlier is not None and self.wish.id_column is not None:
            rows = with_change(rows, self.wish.id_column, self.wish.earlier)
        return rows.with_columns(self._counted(tally).alias("urgency")).select(
            *self.table.columns, *self.added
        )

    def _counted(self, tally: Tally) -> pl.Expr:
        """The urgency, counted on its way through; a text nobody has read stops everything."""
        columns = dict.fromkeys(
            [ROW, UNKNOWN, *self.added, *filter(None, [self.wish.id_column, self.wish.date_column])]
        )
        signs = self.program.lists["unchecked_red_flags"] if self.wish.in_full else None
        columns |= dict.fromkeys(each for each in (signs or {}).values() if isinstance(each, str))
        columns |= dict.fromkeys(self.program.pairs.values())

        def count(counted: pl.Series) -> pl.Series:
            rows = counted.struct.unnest()
            if rows[UNKNOWN].any():
                raise _NewTextError
            tally.add(rows, signs=signs)
            return rows["urgency"]

        whole = pl.struct(list(columns))
        return whole.map_batches(count, return_dtype=pl.String, is_elementwise=True)

    def _blank_marked(self) -> pl.Expr:
        """An empty problem where a row holds nothing at all: it is nobody, and gets no verdict."""
        schema = self.table.rows.collect_schema()
        empty = [
            pl.col(each).is_null() | (pl.col(each) == "")
            if schema[each] == pl.String
            else pl.col(each).is_null()
            for each in self.table.columns
        ]
        return (
            pl.when(pl.all_horizontal(empty)).then(pl.lit("")).otherwise(PROBLEMS).alias(PROBLEMS)
        )

    def _safe(self) -> frozenset[str]:
        """The columns in which no text needs to be made harmless."""
        known = (
            column
            for column, each in self.dictionaries.items()
            if all(harmless(text) == text for text in each.codes)
        )
        return frozenset({*known, *self.added} - {"problems"})


class _NewTextError(Exception):
    """A row holds a text that no dictionary knows yet."""


def _without_verdict() -> list[pl.Expr]:
    blank = pl.col("problems") == ""
    columns = ("urgency", "unchecked_red_flags", "problems")
    return [
        pl.when(blank.fill_null(value=False)).then(None).otherwise(each).alias(each)
        for each in columns
    ]


def _check_id(column: str | None, table: Table) -> None:
    if column is not None and column not in table.columns:
        message = f"`{column}` is not a column of {table.name}{suggest(column, table.columns)}"
        raise LowbackError([Problem("--id-column", message)])
