"""Recognise exported files and read them into one training log, or name every problem.

Several files become one log. A run that two files hold counts once; what was left out is
said in the notes. If any file is wrong nothing is imported.
"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from lowback.errors import LowbackError, Problem
from lowback.training_log.activities import Activities, Reading
from lowback.training_log.archive import read_maybe_gzipped, table_in_zip
from lowback.training_log.runs import TrainingLog, one_log
from lowback.training_log.sources import fit, garmin, gpx, intervals, runkeeper, strava
from lowback.training_log.table import read_table

TABLES = (strava, garmin, intervals, runkeeper)
RECORDINGS = (fit, gpx)
FORMATS = tuple(each.FORMAT for each in (*TABLES, *RECORDINGS))
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
                parts.append(read())
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


def _readers(path: Path, reading: Reading) -> Iterator[Callable[[], Activities]]:
    if not path.is_dir():
        yield lambda: _file(path, reading)
        return
    table = path / "activities.csv"
    found = [table] if table.is_file() else sorted(filter(_is_recording, path.rglob("*")))
    if not found:
        yield lambda: _nothing_in(path)
    for each in found:
        yield lambda each=each: _file(each, reading)  # type: ignore[misc]


def _file(path: Path, reading: Reading) -> Activities:
    name = path.name.casefold()
    if name.endswith(fit.SUFFIXES):
        return fit.read(path.name, read_maybe_gzipped(path), reading)
    if name.endswith(gpx.SUFFIXES):
        return gpx.read(path.name, read_maybe_gzipped(path), reading)
    if path.is_file() and _begins(path, ZIP):
        return _table(*table_in_zip(path), reading)
    return _table(path.name, read_maybe_gzipped(path), reading)


def _begins(path: Path, with_: bytes) -> bool:
    with path.open("rb") as opened:
        return opened.read(len(with_)) == with_


def _table(name: str, data: bytes, reading: Reading) -> Activities:
    table = read_table(name, data)
    for source in TABLES:
        if source.recognises(table):
            found = source.read(table, reading)
            note = (table.note,) if table.note else ()
            return Activities(found.runs, found.first_day, (*note, *found.notes))
    message = f"is not a training log we know; we read {', '.join(FORMATS)}"
    raise LowbackError([Problem(name, message)])


def _is_recording(path: Path) -> bool:
    return path.name.casefold().endswith((*fit.SUFFIXES, *gpx.SUFFIXES)) and path.is_file()


def _nothing_in(path: Path) -> Activities:
    message = "holds no activities.csv and no FIT or GPX file; name the exported file itself"
    raise LowbackError([Problem(str(path), message)])
