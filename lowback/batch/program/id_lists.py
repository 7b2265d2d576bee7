"""Lists of ids as text: which rules fired, which warning signs are unchecked.

Most rows name a few of some hundred ids. On Polars eight flags become one byte that looks its
text up, several times faster than joining a hundred columns; every other engine joins.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from itertools import product
from operator import add

import narwhals as nw
import polars as pl
from narwhals.typing import FrameT

BETWEEN = ";"
BITS, FEW = 8, 10

Flags = Mapping[str, str | bool]


def with_lists(frame: FrameT, lists: Mapping[str, Flags]) -> FrameT:
    """Add one text column for each list: the ids whose flag (a column, or a constant) is set."""
    if frame.implementation.is_polars():
        columns = [_looked_up(flags).alias(name) for name, flags in lists.items()]
        added: FrameT = nw.from_native(frame.to_native().with_columns(columns))
        return added
    return frame.with_columns(*(_joined(flags).alias(name) for name, flags in lists.items()))


def _joined(flags: Flags) -> nw.Expr:
    parts = [
        nw.when(nw.col(flag)).then(nw.lit(name)) if isinstance(flag, str) else nw.lit(name)
        for name, flag in flags.items()
        if flag is not False
    ]
    return nw.concat_str(*parts, separator=BETWEEN, ignore_nulls=True) if parts else nw.lit("")


def _looked_up(flags: Flags) -> pl.Expr:
    used = [(name, flag) for name, flag in flags.items() if flag is not False]
    if sum(isinstance(flag, str) for _, flag in used) <= FEW:
        return _group(used, end="")
    groups = [_group(used[at : at + BITS], end=BETWEEN) for at in range(0, len(used), BITS)]
    return pl.concat_str(groups).str.strip_chars_end(BETWEEN) if groups else pl.lit("")


def _group(flags: Sequence[tuple[str, str | bool]], end: str) -> pl.Expr:
    """The text of a few flags: a number made of them is the place in a table of texts."""
    columns = [flag for _, flag in flags if isinstance(flag, str)]
    texts = [
        f"{text}{end}" if (text := _text(flags, dict(zip(columns, bits, strict=True)))) else ""
        for bits in _bits(len(columns))
    ]
    if not columns:
        return pl.lit(texts[0])
    place = [
        pl.col(column).cast(pl.UInt16) * pl.lit(1 << (len(columns) - 1 - at), pl.UInt16)
        for at, column in enumerate(columns)
    ]
    return pl.lit(pl.Series(texts)).gather(reduce(add, place))


def _bits(count: int) -> Iterator[tuple[bool, ...]]:
    """Every setting of the flags, counting upwards, the first flag being the highest bit."""
    return product((False, True), repeat=count)


def _text(flags: Sequence[tuple[str, str | bool]], settings: Mapping[str, bool]) -> str:
    return BETWEEN.join(
        name for name, flag in flags if (settings[flag] if isinstance(flag, str) else flag)
    )
