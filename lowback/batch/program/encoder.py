"""Cells into codes on any frame that Narwhals knows: pandas, DuckDB, PySpark and more."""

from collections.abc import Iterable, Mapping, Sequence

import narwhals as nw
from narwhals.dtypes import DType
from narwhals.typing import FrameT

from lowback.batch.program.encoding import PREFIX, PROBLEMS
from lowback.batch.program.numbers import NumberColumn, with_parsed, with_settled
from lowback.batch.table.dictionary import Dictionary
from lowback.errors import LowbackError, Problem
from lowback.knowledge.schema import QuestionKind

BETWEEN_PROBLEMS = "; "
COLUMN, TEXT = f"{PREFIX}column", f"{PREFIX}text"
MOST_TEXTS, MOST_MEANINGS = 20_000, 40
Dictionaries = Mapping[str, Dictionary]


def with_codes(frame: FrameT, dictionaries: Dictionaries) -> FrameT:
    """Read every different text once, then add the columns of codes and the problems."""
    readers = [
        _Reader(column, dictionary, frame.collect_schema()[column])
        for column, dictionary in dictionaries.items()
    ]
    numbers = [reader.number for reader in readers if reader.number]
    frame = with_parsed(frame, numbers)
    frame = frame.with_columns(*(reader.text().alias(reader.name) for reader in readers))
    _learn(frame, readers)
    codes = [each for reader in readers for each in reader.codes()]
    frame = frame.with_columns(*codes, _problems(readers))
    return with_settled(frame, numbers)


class _Reader:
    """How one column becomes codes."""

    def __init__(self, column: str, dictionary: Dictionary, dtype: DType) -> None:
        self.column = column
        self.dictionary = dictionary
        self.dtype = dtype
        self.name = f"{PREFIX}text_{dictionary.question.id}"
        is_number = dictionary.question.kind is QuestionKind.NUMBER
        wanted = is_number and (dtype == nw.String or dtype.is_numeric())
        self.number = NumberColumn(column, dictionary.coded, dtype) if wanted else None

    def text(self) -> nw.Expr:
        """The cell as text, null for an empty one or a plain number in range."""
        cell = nw.col(self.column)
        if self.dtype.is_float():
            cell = nw.when(cell == cell).then(cell)  # noqa: PLR0124 - NaN differs from itself
        return cell if self.dtype == nw.String else cell.cast(nw.String)

    def unread(self) -> nw.Expr:
        """Whether the cell holds a text that nobody has read yet."""
        text = nw.col(self.name)
        unread = ~text.is_null() & ~text.is_in(list(self.dictionary.codes))
        return unread & nw.col(self.number.name).is_null() if self.number else unread

    def codes(self) -> Iterable[nw.Expr]:
        """The columns of codes, as the dictionary has them."""
        known = self.dictionary.codes
        for at, name in enumerate(self.dictionary.coded.columns):
            floats = self.dictionary.coded.is_float(name)
            dtype = nw.Float64 if floats else nw.Int16
            empty = nw.lit(self.dictionary.unanswered[at], dtype)
            values = [float(row[at]) if floats else int(row[at]) for row in known.values()]
            column = _looked_up(
                nw.col(self.name), dict(zip(known, values, strict=True)), empty, dtype
            )
            yield column.alias(name)

    def problem(self) -> nw.Expr | None:
        """What is wrong with the cell, null for most; None when nothing in the column is."""
        wrong = self.dictionary.wrong
        if not wrong:
            return None
        nothing = nw.lit(None, nw.String)
        return _looked_up(nw.col(self.name), wrong, nothing, nw.String)


def _looked_up(
    text: nw.Expr,
    meanings: Mapping[str, float] | Mapping[str, str],
    empty: nw.Expr,
    dtype: type[nw.Int16 | nw.Float64 | nw.String],
) -> nw.Expr:
    """What a text means; texts of one meaning are compared as one set, which engines do fast."""
    texts: dict[float | str, list[str]] = {}
    for each, meaning in meanings.items():
        texts.setdefault(meaning, []).append(each)
    if len(texts) > MOST_MEANINGS:
        found = text.replace_strict(
            list(meanings), list(meanings.values()), default=empty, return_dtype=dtype
        )
        return nw.when(text.is_null()).then(empty).otherwise(found)
    found = empty
    for meaning, alike in texts.items():
        found = nw.when(text.is_in(alike)).then(nw.lit(meaning, dtype)).otherwise(found)
    return found


def _learn(frame: FrameT, readers: Sequence[_Reader]) -> None:
    """Read what no dictionary holds: one pass finds the columns, a second one their texts."""
    readers = _with_unread(frame, readers)
    parts = [
        frame.filter(reader.unread()).select(
            nw.lit(reader.column).alias(COLUMN), nw.col(reader.name).alias(TEXT)
        )
        for reader in readers
    ]
    if not parts:
        return
    together = nw.concat(parts, how="vertical").unique().head(MOST_TEXTS + 1)
    found = together.collect() if isinstance(together, nw.LazyFrame) else together
    if len(found) > MOST_TEXTS:
        raise LowbackError([Problem("frame", _TOO_MANY)])
    dictionaries = {reader.column: reader.dictionary for reader in readers}
    for column, text in found.iter_rows():
        dictionaries[column].learn([text])


def _with_unread(frame: FrameT, readers: Sequence[_Reader]) -> list[_Reader]:
    """The columns in which any text is new; in a tidy table there are none."""
    if not readers:
        return []
    marks = frame.select(*(reader.unread().any().alias(reader.name) for reader in readers))
    found = marks.collect() if isinstance(marks, nw.LazyFrame) else marks
    return [reader for reader in readers if found[reader.name][0]]


_TOO_MANY = (
    f"holds more than {MOST_TEXTS} different texts that are neither ids, labels nor plain "
    "numbers; tidy these columns first"
)


def _problems(readers: Iterable[_Reader]) -> nw.Expr:
    wrong = [problem for reader in readers if (problem := reader.problem()) is not None]
    if not wrong:
        return nw.lit(None, nw.String).alias(PROBLEMS)
    joined = nw.concat_str(*wrong, separator=BETWEEN_PROBLEMS, ignore_nulls=True)
    return nw.when(joined != "").then(joined).alias(PROBLEMS)
