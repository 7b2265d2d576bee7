"""Figures looked up by code and added up: what the answers add to every competitor.

Polars adds the figures of several questions while compiling and looks the sum up by all their
codes at once, ten times as fast as a chain of conditions; every other engine takes the chain.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from itertools import product
from math import prod
from operator import add

import narwhals as nw
import polars as pl
from msgspec import Struct
from narwhals.typing import FrameT

from lowback.batch.program.encoding import PREFIX

MOST_FIGURES = 1024  # of one table, so that the tables of a group stay in the nearest memory


class Lookup(Struct, frozen=True):
    """One column of codes from `least` on, `size` of them, and the figures of each sum by code.

    A code without a figure adds 0.
    """

    column: str
    least: int
    size: int
    figures: tuple[Mapping[int, float], ...]


class Sums(Struct, frozen=True):
    """Sums to add to a frame: each is its `start`, what was looked up, and `others` as they are."""

    names: tuple[str, ...]
    starts: tuple[float, ...]
    lookups: tuple[Lookup, ...]
    others: tuple[tuple[nw.Expr, ...], ...]

    def added_to(self, frame: FrameT) -> FrameT:
        """Add one column for each sum."""
        if not frame.implementation.is_polars():
            return frame.with_columns(*(self._chained(at) for at in range(len(self.names))))
        groups = list(_groups(self.lookups))
        native = frame.to_native().with_columns(
            _index(group).alias(_index_name(place)) for place, group in enumerate(groups)
        )
        told = [self._looked_up(groups, at) for at in range(len(self.names))]
        rest: FrameT = nw.from_native(native.with_columns(told)).with_columns(
            *(
                reduce(add, self.others[at], nw.col(name)).alias(name)
                for at, name in enumerate(self.names)
            )
        )
        return rest

    def _chained(self, at: int) -> nw.Expr:
        looked_up = (_chain(each, each.figures[at]) for each in self.lookups)
        every = (*looked_up, *self.others[at])
        return reduce(add, every, nw.lit(self.starts[at])).alias(self.names[at])

    def _looked_up(self, groups: Sequence[Sequence[Lookup]], at: int) -> pl.Expr:
        told = (
            pl.lit(pl.Series(_table(group, at))).gather(pl.col(_index_name(place)))
            for place, group in enumerate(groups)
        )
        return reduce(add, told, pl.lit(self.starts[at])).alias(self.names[at])


def _groups(lookups: Sequence[Lookup]) -> Iterator[list[Lookup]]:
    """Neighbours as long as their common table stays small."""
    group: list[Lookup] = []
    for each in lookups:
        if group and prod(one.size for one in (*group, each)) > MOST_FIGURES:
            yield group
            group = []
        group.append(each)
    if group:
        yield group


def _table(group: Sequence[Lookup], at: int) -> list[float]:
    """The sum for every setting of the codes, the last one counting upwards first."""
    figures = [
        [each.figures[at].get(each.least + step, 0.0) for step in range(each.size)]
        for each in group
    ]
    return [sum(each) for each in product(*figures)]


def _index(group: Sequence[Lookup]) -> pl.Expr:
    """The place of a row's codes in the table."""
    place = pl.lit(0, pl.UInt32)
    for each in group:
        step = (pl.col(each.column) - each.least).cast(pl.UInt32)
        place = place * pl.lit(each.size, pl.UInt32) + step
    return place


def _index_name(place: int) -> str:
    return f"{PREFIX}index_{place}"


def _chain(lookup: Lookup, figures: Mapping[int, float]) -> nw.Expr:
    chosen = nw.lit(0.0)
    for code, figure in figures.items():
        chosen = nw.when(nw.col(lookup.column) == code).then(nw.lit(figure)).otherwise(chosen)
    return chosen
