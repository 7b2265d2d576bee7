"""What a kind of table cannot hold, said before anything is written."""

import polars as pl

from lowback.batch.table.kinds import Kind
from lowback.errors import LowbackError, Problem


def check_holds(schema: pl.Schema, kind: Kind) -> None:
    """Refuse columns of bytes, objects or nested values where the kind has no room for them.

    Raises:
        LowbackError: naming every such column.
    """
    if kind is Kind.PARQUET:
        return
    nested = () if kind is Kind.JSONL else (pl.Struct,)
    problems = [
        Problem(f"column `{name}`", f"holds {dtype} values, which {kind} cannot; write parquet")
        for name, dtype in schema.items()
        if any(_holds(dtype, each) for each in (pl.Binary, pl.Object, *nested))
    ]
    if problems:
        raise LowbackError(problems)


def _holds(dtype: pl.DataType, kind: type[pl.DataType]) -> bool:
    inner = getattr(dtype, "inner", None)
    return isinstance(dtype, kind) or (inner is not None and _holds(inner, kind))
