"""Number columns read as numbers, for tables with too many different ones to read one by one.

Only a plain number in range is taken; every other text goes through the dictionary, which
knows units, bands and how to mend what is wrong.
"""

from collections.abc import Iterable, Iterator

import narwhals as nw
from msgspec import Struct
from narwhals.dtypes import DType
from narwhals.typing import FrameT

from lowback.batch.program.encoding import NO_BAND, PREFIX, Coded

PLAIN = r"^[0-9]{1,6}(?:\.(?:[0-9]{1,2}|[0-9]{4,6}))?$"  # 1.200 may mean 1200


def with_parsed(frame: FrameT, numbers: Iterable["NumberColumn"]) -> FrameT:
    """Add the plain number of each column."""
    parsed = [each.parsed() for each in numbers]
    return frame.with_columns(*parsed) if parsed else frame


def with_settled(frame: FrameT, numbers: Iterable["NumberColumn"]) -> FrameT:
    """Let the plain numbers stand in the columns of codes."""
    settled = [column for each in numbers for column in each.settled()]
    return frame.with_columns(*settled) if settled else frame


class NumberColumn(Struct, frozen=True):
    """One column that answers a number question, and the type of its cells."""

    column: str
    coded: Coded
    dtype: DType

    @property
    def name(self) -> str:
        """The column with the plain number, null where there is none in range."""
        return f"{PREFIX}number_{self.coded.question.id}"

    def parsed(self) -> nw.Expr:
        """Return the plain number in the cell if it is in range, else null."""
        cell, question = nw.col(self.column), self.coded.question
        if self.dtype == nw.String:
            cell = nw.when(cell.str.contains(PLAIN)).then(cell)
        value = cell.cast(nw.Float64)
        least = 0.0 if question.at_least is None else question.at_least
        most = float("1e300") if question.at_most is None else question.at_most
        return nw.when((value >= least) & (value <= most)).then(value).alias(self.name)

    def settled(self) -> Iterator[nw.Expr]:
        """Yield the columns of codes, with the plain number where there is one."""
        number = nw.col(self.name)
        own = {self.coded.code: self._band(), self.coded.low: number, self.coded.high: number}
        for name, value in own.items():
            yield nw.when(~number.is_null()).then(value).otherwise(nw.col(name)).alias(name)

    def _band(self) -> nw.Expr:
        number, code = nw.col(self.name), nw.lit(NO_BAND, nw.Int16)
        for at, band in enumerate(self.coded.question.choices):
            ends = [] if band.from_ is None else [number >= band.from_]
            ends += [] if band.below is None else [number < band.below]
            if ends:
                inside = nw.all_horizontal(*ends, ignore_nulls=False)
                code = nw.when(inside).then(nw.lit(at, nw.Int16)).otherwise(code)
        return code
