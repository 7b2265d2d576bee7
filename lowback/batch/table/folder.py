"""A folder of exports and saved answers as one table: a row for each athlete, the newest answers.

`athlete`, `answered_on`, `voice`, `file` and `row` say whose answers a row holds and where they
came from; the other columns are named by question ids.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path

import narwhals as nw
import polars as pl
from msgspec import Struct

from lowback.batch.summary.answer_dates import date_column, dates_in
from lowback.batch.summary.changes_since import ID, person
from lowback.batch.table.cell_text import cell_text
from lowback.batch.table.files import (
    ROW,
    NotUtf8Error,
    Table,
    as_text,
    open_table,
    readable,
)
from lowback.batch.table.headers import LESS, Headers, match_headers
from lowback.batch.table.kinds import SUFFIXES, Kind
from lowback.batch.table.meanings import Given
from lowback.batch.table.sheet_cells import text_of
from lowback.batch.table.ticks import with_ticks
from lowback.batch.table.wording import fold_cell
from lowback.bounded_read import LARGEST_TEXT, read_at_most
from lowback.engine.former import in_todays_words
from lowback.errors import LowbackError, Problem
from lowback.knowledge.headings import fold
from lowback.knowledge.schema import Knowledge
from lowback.store.answers_file import SUFFIXES as ANSWERS
from lowback.store.answers_file import read_answers_file

ATHLETE, ANSWERED, VOICE, FILE, NUMBER = "athlete", "answered_on", "voice", "file", "row"
ORIGIN = (ATHLETE, ANSWERED, VOICE, FILE, NUMBER)
FIRST_ROW = 2


class Files(Struct, frozen=True):
    """How the files of a folder are read: whose column names athletes, what headings mean."""

    knowledge: Knowledge
    scratch: Path
    id_column: str | None
    given: Given
    today: date


def open_folder(folder: Path, files: Files) -> Table:
    """Read every export and answers file of a folder; of one athlete the newest answers stay.

    Raises:
        LowbackError: naming every file that cannot be read, or if none holds an answer.
    """
    shown = [each for each in folder.iterdir() if each.is_file() and not each.name.startswith(".")]
    return open_files(str(folder), sorted(shown), files)


def open_files(name: str, paths: Iterable[Path], files: Files) -> Table:
    """Read these files as `open_folder` does; `name` is what messages call them together.

    Raises:
        LowbackError: naming every file that cannot be read, or if none holds an answer.
    """
    frames: list[pl.DataFrame] = []
    notes: list[str] = []
    problems: list[Problem] = []
    for file in paths:
        try:
            frame, said = _read(file, files)
        except LowbackError as error:
            problems += error.problems
            continue
        frames += [] if frame is None else [frame]
        notes += [f"{file.name}: {each}" for each in said]
    if not frames and not problems:
        problems.append(Problem(name, "holds no table and no answers that we can read"))
    if problems:
        raise LowbackError(problems)
    rows, repeated = _newest(pl.concat(frames, how="diagonal"))
    asked = [each for each in files.knowledge.questions if each in rows.columns]
    old = [each for each in rows.columns if each not in {*ORIGIN, *asked}]
    rows = rows.select(*ORIGIN, *asked, *old)
    path = files.scratch / "folder.parquet"
    rows.write_parquet(path)
    return Table(
        name, path, Kind.PARQUET, tuple(rows.columns), pl.scan_parquet(path),
        (*notes, *repeated), first_row=FIRST_ROW, is_joined=True,
    )  # fmt: skip


def _read(file: Path, files: Files) -> tuple[pl.DataFrame | None, tuple[str, ...]]:
    suffix = file.suffix.casefold()
    if suffix in ANSWERS:
        return _answers(file, files.knowledge)
    if suffix not in SUFFIXES:
        return None, ("is neither a table nor answers; left out",)
    return _table(file, files)


def _answers(file: Path, knowledge: Knowledge) -> tuple[pl.DataFrame, tuple[str, ...]]:
    """One row from the answers of one athlete; the name of the file stands in for theirs."""
    try:
        found = read_answers_file(read_at_most(file, LARGEST_TEXT), str(file))
    except OSError as error:
        raise LowbackError([Problem(str(file), f"cannot be read: {error.strerror}")]) from None
    today = in_todays_words(found.answers, knowledge)
    unknown = [f"`{each}`" for each in today if each not in knowledge.questions]
    cells = {name: _cell(today[name]) for name in today if name in knowledge.questions}
    day = found.day.isoformat() if found.day else None
    origin = (found.name or file.stem, day, found.voice, file.name, "1")
    row = pl.DataFrame(
        {name: [value] for name, value in [*zip(ORIGIN, origin, strict=True), *cells.items()]},
        schema=dict.fromkeys([*ORIGIN, *cells], pl.String),
    )
    return row, (f"not read: {', '.join(unknown)}",) if unknown else ()


def _cell(value: object) -> str | None:
    if isinstance(value, list | tuple):
        return ";".join(map(str, value))
    return ("yes" if value else "no") if isinstance(value, bool) else text_of(value)


def _table(file: Path, files: Files) -> tuple[pl.DataFrame | None, tuple[str, ...]]:
    table = open_table(str(file), files.knowledge, files.scratch, given=files.given)
    if {"urgency", "red_flags"} <= set(table.columns):
        return None, ("is an output of `lowback batch`; left out",)
    headers = match_headers(table.columns, files.knowledge, given=files.given, needed=False)
    if not headers.answered:
        return None, ("holds no question that we know; left out",)
    who = _who(table, files.id_column)
    unread = [f"`{each}`" for each in headers.unmatched if each != who]
    notes = [*table.notes, *([f"not read: {', '.join(unread)}"] if unread else [])]
    if less := [f"`{name}`" for name in headers.former]:
        notes.append(f"{LESS}: {', '.join(less)}")
    if who is None:
        notes.append("names no athlete (--id-column names the column that does)")
    with suppress(NotUtf8Error), readable(str(file), table):
        return _rows(table, headers, who, files), tuple(notes)
    text = as_text(table, files.scratch)
    with readable(str(file)):
        return _rows(text, headers, who, files), tuple(notes)


def _who(table: Table, id_column: str | None) -> str | None:
    wanted = {fold(each) for each in (id_column, ATHLETE) if each}
    return next((each for each in table.columns if fold(each) in wanted), None)


def _rows(table: Table, headers: Headers, who: str | None, files: Files) -> pl.DataFrame:
    """The rows with anything in them, under question ids, each with where it came from."""
    questions = files.knowledge.questions
    joined = with_ticks(nw.from_native(table.numbered), headers.ticks, questions)
    rows: pl.LazyFrame = joined.to_native()
    schema = rows.collect_schema()
    old = {column: name for each in headers.retired.values() for column, name in each.items()}
    asked = {**{column: name for name, column in headers.own.items()}, **old}
    cells = [cell_text(column, schema[column]).alias(name) for column, name in asked.items()]
    dated = date_column(table.columns)
    dates = dates_in(rows, dated, files.today) if dated else None
    filled = pl.any_horizontal(
        cell_text(each, schema[each]).fill_null("") != "" for each in table.columns
    )
    origin = [
        (pl.col(who).cast(pl.String) if who else _nothing()).alias(ATHLETE),
        (pl.col(dated).cast(pl.String) if dated else _nothing()).alias(ANSWERED),
        _nothing().alias(VOICE),
        pl.lit(Path(table.name).name).alias(FILE),
        pl.col(ROW).cast(pl.String).alias(NUMBER),
    ]
    found = rows.filter(filled).select(*origin, *cells).collect(engine="streaming")
    days = [dates.of(each) if dates else None for each in found[ANSWERED]]
    iso = [each.isoformat() if each else None for each in days]
    dated_rows = found.with_columns(pl.Series(ANSWERED, iso, dtype=pl.String))
    return _in_todays_words(dated_rows, headers.former)


def _in_todays_words(
    rows: pl.DataFrame, former: Mapping[str, Mapping[str, str | None]]
) -> pl.DataFrame:
    """Say cells under an old heading in ids, before the column takes the name of today."""
    for question, cells in former.items():
        texts = rows[question].drop_nulls().unique().to_list()
        meant = {text: cells[fold_cell(text)] for text in texts if fold_cell(text) in cells}
        if meant:
            rows = rows.with_columns(pl.col(question).replace(meant))
    return rows


def _nothing() -> pl.Expr:
    return pl.lit(None, pl.String)


def _newest(rows: pl.DataFrame) -> tuple[pl.DataFrame, tuple[str, ...]]:
    """Of one athlete the newest answers, where every set has a day; else all stay and are named."""
    keyed = rows.with_row_index("__at").with_columns(person(ATHLETE).alias(ID))
    dropped: set[int] = set()
    notes: list[str] = []
    twice = keyed.filter(pl.col(ID).is_not_null() & pl.col(ID).is_duplicated())
    for _, sets in twice.group_by(ID, maintain_order=True):
        days = sets[ANSWERED].to_list()
        if None in days or days.count(max(days)) > 1:
            continue
        newest = days.index(max(days))
        dropped |= {at for place, at in enumerate(sets["__at"]) if place != newest}
        notes.append(_which(sets, newest))
    kept = keyed.filter(~pl.col("__at").is_in(list(dropped)))
    return kept.drop("__at", ID), tuple(notes)


def _which(sets: pl.DataFrame, newest: int) -> str:
    places = [
        f"{file}, row {row} ({day})"
        for file, row, day in sets.select(FILE, NUMBER, ANSWERED).iter_rows()
    ]
    older = "; ".join(_others(places, newest))
    return f"{sets[ATHLETE][newest]} answered more than once: {places[newest]} is used, not {older}"


def _others(places: list[str], newest: int) -> Iterator[str]:
    yield from (each for at, each in enumerate(places) if at != newest)
