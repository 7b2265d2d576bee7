"""What is new since an earlier batch, athlete by athlete, and who is missing from this one."""

from collections.abc import Sequence
from pathlib import Path

import polars as pl
from msgspec import Struct

from lowback.batch.program.encoding import PREFIX
from lowback.batch.program.id_lists import BETWEEN
from lowback.batch.summary.answer_dates import date_column
from lowback.batch.summary.tally import CHANGE, WORST_FIRST
from lowback.batch.table.files import ROW, open_table, readable
from lowback.batch.table.injection_guard import DANGEROUS
from lowback.batch.table.workbook import ATHLETE
from lowback.errors import LowbackError, Problem, suggest
from lowback.knowledge.headings import fold
from lowback.knowledge.schema import Knowledge

ID, NAME, URGENCY, FLAGS, DATE = (
    f"{PREFIX}old_{each}" for each in ("id", "name", "urgency", "red_flags", "date")
)
NEW_FLAGS = "new_red_flags"
ADDED = (CHANGE, NEW_FLAGS)
SHOWN = 20
_NEEDED = "--since needs an earlier output of `lowback batch`"


class Earlier(Struct, frozen=True):
    """One athlete of the earlier table, with the urgency that was found then."""

    name: str
    urgency: str


class Repeated(Struct, frozen=True):
    """One athlete who stands in several rows, by their numbers in the file."""

    name: str
    rows: tuple[int, ...]


def earlier_rows(file: str, id_column: str, knowledge: Knowledge, scratch: Path) -> pl.DataFrame:
    """Read the id, urgency and red flags of an earlier output, and when it was answered.

    The output of a folder names its athletes under `athlete`, whatever `id_column` says.

    Raises:
        LowbackError: if it is not an output of `lowback batch`, or an id stands in two rows.
    """
    table = open_table(file, knowledge, scratch)
    id_column = _who(id_column, table.columns)
    problems = [
        Problem(file, f"has no column `{each}`{suggest(each, table.columns)}; {_NEEDED}")
        for each in (id_column, "urgency", "red_flags")
        if each not in table.columns
    ]
    if problems:
        raise LowbackError(problems)
    dated = date_column(table.columns)
    wanted = table.numbered.select(
        ROW,
        person(id_column).alias(ID),
        pl.col(id_column).cast(pl.String).alias(NAME),
        pl.col("urgency").alias(URGENCY),
        pl.col("red_flags").fill_null("").alias(FLAGS),
        (pl.col(dated).cast(pl.String) if dated else pl.lit(None, pl.String)).alias(DATE),
    )
    with readable(file, table):
        rows = wanted.filter(pl.col(ID).is_not_null()).collect(engine="streaming")
    problems = [
        Problem(file, f"`{each.name}` stands in rows {_listed(each.rows)}; keep one row for each")
        for each in _repeated(rows)
    ]
    if problems:
        raise LowbackError(problems)
    return rows.drop(ROW)


def _who(id_column: str, columns: Sequence[str]) -> str:
    ways = [fold(id_column), fold(ATHLETE)]
    known = {fold(each): each for each in columns}
    return next((known[each] for each in ways if each in known), id_column)


def person(column: str) -> pl.Expr:
    """The name of an athlete without case, needless spaces and the mark of a harmless formula."""
    text = pl.col(column).cast(pl.String).str.normalize("NFKC").str.strip_chars()
    unguarded = text.str.strip_prefix("'")
    guarded = text.str.starts_with("'") & unguarded.str.contains(DANGEROUS)
    plain = pl.when(guarded).then(unguarded).otherwise(text)
    folded = plain.str.to_lowercase().str.replace_all(r"\s+", " ")
    return pl.when(folded != "").then(folded)


def repeated(rows: pl.LazyFrame, column: str) -> list[Repeated]:
    """The athletes who stand in more than one row; `rows` hold their numbers."""
    names = rows.select(ROW, person(column).alias(ID), pl.col(column).cast(pl.String).alias(NAME))
    return _repeated(names.filter(pl.col(ID).is_not_null()).collect(engine="streaming"))


def gone(rows: pl.LazyFrame, column: str, earlier: pl.DataFrame) -> list[Earlier]:
    """The athletes of the earlier table who are in no row of this one, the most urgent first."""
    here = rows.select(person(column).alias(ID))
    return _worst_first(earlier.lazy().join(here, on=ID, how="anti").collect())


def late(rows: pl.LazyFrame, column: str, dated: str, earlier: pl.DataFrame) -> list[Earlier]:
    """The athletes whose answers are still those of the earlier table: nothing newer came."""
    here = rows.select(person(column).alias(ID), pl.col(dated).cast(pl.String).alias("date"))
    both = earlier.lazy().join(here, on=ID, how="inner")
    return _worst_first(both.filter(pl.col("date") == pl.col(DATE)).unique(ID).collect())


def with_change(rows: pl.LazyFrame, id_column: str, earlier: pl.DataFrame) -> pl.LazyFrame:
    """Add `change` (new, worse, better, same) and the red flags that were not there before."""
    known = earlier.lazy().select(ID, URGENCY, FLAGS)
    joined = rows.with_columns(person(id_column).alias(ID)).join(
        known, on=ID, how="left", maintain_order="left"
    )
    now, before = _severity(pl.col("urgency")), _severity(pl.col(URGENCY))
    change = (
        pl.when(pl.col("urgency").is_null()).then(None)
        .when(pl.col(URGENCY).is_null()).then(pl.lit("new"))
        .when(now > before).then(pl.lit("worse"))
        .when(now < before).then(pl.lit("better"))
        .otherwise(pl.lit("same"))
    )  # fmt: skip
    flags = pl.col("red_flags").str.split(BETWEEN)
    old = pl.col(FLAGS).fill_null("").str.split(BETWEEN)
    return joined.with_columns(
        change.alias(CHANGE), flags.list.set_difference(old).list.join(BETWEEN).alias(NEW_FLAGS)
    )


def _severity(urgency: pl.Expr) -> pl.Expr:
    """The higher the sooner to look at; a row that cannot be judged comes after emergencies."""
    places = {each: len(WORST_FIRST) - at for at, each in enumerate(WORST_FIRST)}
    return urgency.replace_strict(places, default=None, return_dtype=pl.Int8)


def _repeated(rows: pl.DataFrame) -> list[Repeated]:
    twice = rows.filter(pl.col(ID).is_duplicated()).group_by(ID, maintain_order=True)
    found = twice.agg(pl.col(NAME).first(), ROW).head(SHOWN)
    return [Repeated(name, tuple(numbers)) for _, name, numbers in found.iter_rows()]


def _worst_first(rows: pl.DataFrame) -> list[Earlier]:
    places = {each: at for at, each in enumerate(WORST_FIRST)}
    found = [
        Earlier(str(name), urgency or "")
        for name, urgency in rows.select(NAME, URGENCY).iter_rows()
    ]
    return sorted(found, key=lambda each: (places.get(each.urgency, len(places)), each.name))


def _listed(rows: tuple[int, ...]) -> str:
    return " and ".join([", ".join(map(str, rows[:-1])), str(rows[-1])])
