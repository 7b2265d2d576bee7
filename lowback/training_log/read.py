"""Recognise exported files and read them into one training log, or name every problem.

Several files become one log. A run that two files hold counts once; what was left out is
said in the notes. If any file is wrong nothing is imported.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import Protocol

from lowback.errors import LowbackError, Problem
from lowback.training_log.activities import Activities, Reading
from lowback.training_log.archive import Part, parts_of, read_maybe_gzipped, what_is_in
from lowback.training_log.export_table import read_table
from lowback.training_log.runs import TrainingLog, one_log
from lowback.training_log.sources import (
    apple_health,
    diary,
    fit,
    garmin,
    garmin_account,
    gpx,
    intervals,
    polar,
    runkeeper,
    strava,
    tcx,
)


class Recording(Protocol):
    """A source that knows its files by their names."""

    FORMAT: str
    SUFFIXES: tuple[str, ...]

    def read(self, name: str, data: bytes, reading: Reading) -> Activities:
        """Return the runs of one file."""


TABLES = (strava, garmin, intervals, runkeeper, diary)  # the diary takes what no other knows
RECORDINGS: tuple[Recording, ...] = (fit, gpx, tcx, garmin_account, polar)
FORMATS = (
    *(each.FORMAT for each in TABLES),
    *(each.FORMAT for each in RECORDINGS),
    apple_health.FORMAT,
)
IN_ZIPS = ("activities.csv", "cardioactivities.csv")
ZIP = b"PK"


def read_log(paths: Iterable[Path], reading: Reading) -> TrainingLog:
    """Read files and folders that a runner exported.

    Raises:
        LowbackError: naming the problems of every file.
    """
    parts: list[Activities] = []
    problems: list[Problem] = []
    for path in paths:
        for read in _readers(path, reading):
            try:
                parts += read()
            except LowbackError as error:
                problems += error.problems
            except OSError as error:
                problems.append(Problem(str(path), f"cannot be read: {error.strerror}"))
    if problems:
        raise LowbackError(problems)
    log = one_log(parts, reading.today)
    if not log.runs:
        raise LowbackError([Problem("--log", f"no run can be used; {'; '.join(log.notes)}")])
    return log


def _readers(path: Path, reading: Reading) -> Iterator[Callable[[], list[Activities]]]:
    if not path.is_dir():
        yield lambda: _file(path, reading)
        return
    inside = sorted(each for each in path.rglob("*") if each.is_file())
    found = _chosen([each.relative_to(path).as_posix() for each in inside])
    if not found:
        yield lambda: _nothing_in(path)
    for each in found:
        yield lambda each=each: _file(path / each, reading)  # type: ignore[misc]


def _file(path: Path, reading: Reading) -> list[Activities]:
    if apple_health.is_export(path.name) and path.is_file():
        with path.open("rb") as opened:
            return [apple_health.read(path.name, iter(lambda: opened.read(1 << 20), b""), reading)]
    if path.is_file() and _begins(path, ZIP):
        with parts_of(path) as parts:
            return _from_zip(path.name, parts, reading)
    return [_known(path.name, read_maybe_gzipped(path), reading)]


def _from_zip(name: str, parts: Sequence[Part], reading: Reading) -> list[Activities]:
    by_name = {each.entry.filename: each for each in parts}
    chosen = [by_name[each] for each in _chosen(list(by_name))]
    if not chosen:
        message = f"holds {what_is_in(parts)}, and no training log that we know"
        raise LowbackError([Problem(name, f"{message}; we read {', '.join(FORMATS)}")])
    return [_part(each, reading) for each in chosen]


def _part(part: Part, reading: Reading) -> Activities:
    if apple_health.is_export(part.inside):
        return apple_health.read(part.name, part.pieces(apple_health.LARGEST), reading)
    return _known(part.name, part.data(), reading)


def _chosen(names: list[str]) -> list[str]:
    """Take what tells most and once: the table of a service, else its list, else recordings."""
    tables = [each for each in names if PurePosixPath(each).name.casefold() in IN_ZIPS]
    if tables:
        return [min(tables, key=lambda each: len(PurePosixPath(each).parts))]
    if health := [each for each in names if apple_health.is_export(each)]:
        return health[:1]
    if lists := [each for each in names if garmin_account.is_list(each)]:
        return lists
    if trainings := [each for each in names if polar.is_training(each)]:
        return trainings
    recordings = (*fit.SUFFIXES, *gpx.SUFFIXES, *tcx.SUFFIXES)
    found = [each for each in names if each.casefold().endswith(recordings)]
    sheets = [each for each in names if each.casefold().endswith(".csv")]
    return found or (sheets if len(sheets) == 1 else [])


def _known(name: str, data: bytes, reading: Reading) -> Activities:
    for recording in RECORDINGS:
        if name.casefold().endswith(recording.SUFFIXES):
            return recording.read(name, data, reading)
    table = read_table(name, data)
    for source in TABLES:
        if source.recognises(table):
            found = source.read(table, reading)
            note = (table.note,) if table.note else ()
            return Activities(found.runs, found.first_day, (*note, *found.notes))
    message = f"is not a training log we know; we read {', '.join(FORMATS)}"
    raise LowbackError([Problem(name, message)])


def _begins(path: Path, with_: bytes) -> bool:
    with path.open("rb") as opened:
        return opened.read(len(with_)) == with_


def _nothing_in(path: Path) -> list[Activities]:
    message = "holds no training log that we know; name the exported file itself"
    raise LowbackError([Problem(str(path), message)])
