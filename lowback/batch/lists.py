"""Lists of ids as text: which rules fired, which warning signs are unchecked.

Most rows name a few of some hundred ids. On Polars eight flags become one byte that looks its
text up, several times faster than joining a hundred columns; every other engine joins.
"""

from collections.abc import Mapping, Sequence
from functools import reduce
from operator import add

import narwhals as nw
import polars as pl
from narwhals.typing import FrameT

BETWEEN = ";"
BITS = 8

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
    groups = [_group(used[at : at + BITS]) for at in range(0, len(used), BITS)]
    return pl.concat_str(groups).str.strip_chars_end(BETWEEN) if groups else pl.lit("")


def _group(flags: Sequence[tuple[str, str | bool]]) -> pl.Expr:
    """The text of up to eight flags: a byte made of them is the place in a table of texts."""
    always = sum(1 << bit for bit, (_, flag) in enumerate(flags) if flag is True)
    bits = [
        pl.col(flag).cast(pl.UInt8) * pl.lit(1 << bit, pl.UInt8)
        for bit, (_, flag) in enumerate(flags)
        if isinstance(flag, str)
    ]
    texts = [
        "".join(f"{name}{BETWEEN}" for bit, (name, _) in enumerate(flags) if place >> bit & 1)
        for place in range(1 << len(flags))
    ]
    if not bits:
        return pl.lit(texts[always])
    return pl.lit(pl.Series(texts)).gather(reduce(add, bits) + pl.lit(always, pl.UInt8))
