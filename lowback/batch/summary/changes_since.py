"""What is new since an earlier batch, athlete by athlete."""

from pathlib import Path

import polars as pl

from lowback.batch.program.encoding import PREFIX
from lowback.batch.program.id_lists import BETWEEN
from lowback.batch.summary.tally import CHANGE, WORST_FIRST
from lowback.batch.table.files import open_table, readable
from lowback.errors import LowbackError, Problem, suggest
from lowback.knowledge.schema import Knowledge

ID, URGENCY, FLAGS = (f"{PREFIX}old_{each}" for each in ("id", "urgency", "red_flags"))
NEW_FLAGS = "new_red_flags"
ADDED = (CHANGE, NEW_FLAGS)
_NEEDED = "--since needs an earlier output of `lowback batch`"


def earlier_rows(file: str, id_column: str, knowledge: Knowledge, scratch: Path) -> pl.DataFrame:
    """Read the id, urgency and red flags of an earlier output.

    Raises:
        LowbackError: if it is not an output of `lowback batch`, or an id stands in two rows.
    """
    table = open_table(file, knowledge, scratch)
    problems = [
        Problem(file, f"has no column `{each}`{suggest(each, table.columns)}; {_NEEDED}")
        for each in (id_column, "urgency", "red_flags")
        if each not in table.columns
    ]
    if problems:
        raise LowbackError(problems)
    wanted = table.rows.select(
        pl.col(id_column).cast(pl.String).alias(ID),
        pl.col("urgency").alias(URGENCY),
        pl.col("red_flags").fill_null("").alias(FLAGS),
    )
    with readable(file, table):
        rows = wanted.filter(pl.col(ID).is_not_null()).collect(engine="streaming")
    repeated = rows.filter(pl.col(ID).is_duplicated())[ID].unique(maintain_order=True)
    if len(repeated):
        message = f"{len(repeated)} ids in `{id_column}` stand in more than one row"
        raise LowbackError([Problem(file, f"{message}; keep one row for each athlete")])
    return rows


def with_change(rows: pl.LazyFrame, id_column: str, earlier: pl.DataFrame) -> pl.LazyFrame:
    """Add `change` (new, worse, better, same) and the red flags that were not there before."""
    joined = rows.with_columns(pl.col(id_column).cast(pl.String).alias(ID)).join(
        earlier.lazy(), on=ID, how="left", maintain_order="left"
    )
    now, before = _severity(pl.col("urgency")), _severity(pl.col(URGENCY))
    change = (
        pl.when(pl.col(URGENCY).is_null()).then(pl.lit("new"))
        .when(now > before).then(pl.lit("worse"))
        .when(now < before).then(pl.lit("better"))
        .otherwise(pl.lit("same"))
    )  # fmt: skip
    flags = pl.col("red_flags").str.split(BETWEEN)
    known = pl.col(FLAGS).fill_null("").str.split(BETWEEN)
    return joined.with_columns(
        change.alias(CHANGE), flags.list.set_difference(known).list.join(BETWEEN).alias(NEW_FLAGS)
    )


def _severity(urgency: pl.Expr) -> pl.Expr:
    """The higher the sooner to look at; a row that cannot be judged comes first of all."""
    places = {each: len(WORST_FIRST) - at for at, each in enumerate(WORST_FIRST)}
    return urgency.replace_strict(places, default=None, return_dtype=pl.Int8)
