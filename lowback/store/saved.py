"""One private JSON file for each saved assessment, named by its day and a number.

Each file is the document itself, so every command that reads a result reads it too, and
deleting the file deletes the data.
"""

import os
import re
from datetime import date
from pathlib import Path

from msgspec import Struct
from platformdirs import user_data_path

from lowback.bounded_read import LARGEST_TEXT, read_own
from lowback.engine.assessment import Assessment
from lowback.errors import LowbackError, Problem, suggest
from lowback.result.read import read_assessment
from lowback.result.write import as_json
from lowback.store.files import TakenError, own_folder, unfinished, write_file

LATEST = "latest"
MOST_A_DAY = 1000
_NAME = re.compile(r"\d{4}-\d{2}-\d{2}-\d{1,4}")


class Saved(Struct, frozen=True):
    """A saved assessment and the id it is called by."""

    id: str
    assessment: Assessment


def home() -> Path:
    """Return the folder for what is kept: `LOWBACK_HOME`, else this system's data folder."""
    own = os.environ.get("LOWBACK_HOME")
    return Path(own) if own else user_data_path("lowback", appauthor=False)


def folder() -> Path:
    """Return the folder of the saved assessments, whether or not it is there."""
    return home() / "assessments"


def save(assessment: Assessment) -> str:
    """Keep an assessment and return its id.

    Raises:
        LowbackError: if it cannot be written.
    """
    own_folder(home())
    where = own_folder(folder())
    day = date.fromisoformat(assessment.assessed_on).isoformat()
    data = as_json(assessment).encode()
    for number in range(1, MOST_A_DAY):
        name = f"{day}-{number}"
        path = where / f"{name}.json"
        if path.exists():
            continue
        try:
            write_file(path, data, private=True)
        except TakenError:  # another process saved at the same moment
            continue
        return name
    raise LowbackError([Problem(str(where), f"{MOST_A_DAY - 1} assessments are kept for {day}")])


def names() -> tuple[str, ...]:
    """Return the ids of all saved assessments, oldest first."""
    stems = [path.stem for path in folder().glob("*.json") if _NAME.fullmatch(path.stem)]
    return tuple(sorted(stems, key=_order))


def load(name: str = LATEST) -> Saved:
    """Return one saved assessment, the last for `latest`.

    Raises:
        LowbackError: if there is none of that name, or it cannot be read.
    """
    here = found(name)
    path = _path(here)
    try:
        return Saved(here, read_assessment(read_own(path, LARGEST_TEXT), str(path)))
    except OSError as error:
        raise LowbackError([Problem(str(path), f"cannot be read: {error.strerror}")]) from None


def found(name: str) -> str:
    """Return the id of a saved assessment, the last for `latest`.

    Raises:
        LowbackError: if there is none of that name.
    """
    known = names()
    if not known:
        message = "nothing is saved yet; use `lowback assess --save`"
        raise LowbackError([Problem("history", message)])
    if name == LATEST:
        return known[-1]
    if name not in known:
        message = f"`{name}` is not saved{suggest(name, known)}; `lowback history list` names all"
        raise LowbackError([Problem("history", message)])
    return name


def load_all() -> tuple[tuple[Saved, ...], tuple[Problem, ...]]:
    """Return every saved assessment that can be read, and the problems of the others."""
    read: list[Saved] = []
    problems: list[Problem] = []
    for name in names():
        try:
            read.append(load(name))
        except LowbackError as error:
            problems += error.problems
    return tuple(read), tuple(problems)


def delete(name: str) -> None:
    """Delete one saved assessment for good.

    Raises:
        LowbackError: if it is not there or cannot be deleted.
    """
    path = _path(found(name))
    try:
        path.unlink()
    except OSError as error:
        raise LowbackError([Problem(str(path), f"cannot be deleted: {error.strerror}")]) from None


def sweep() -> None:
    """Delete what a process that was killed while saving left behind."""
    for path in unfinished(folder()):
        path.unlink(missing_ok=True)


def _path(name: str) -> Path:
    return folder() / f"{name}.json"


def _order(name: str) -> tuple[str, int]:
    day, _, number = name.rpartition("-")
    return day, int(number)
