"""Read the knowledge folder into a `Knowledge`, or name every problem in one run.

The shipped pack lies in `lowback/data` (installed) or in `data/` beside the package (a
checkout). A folder given with `--data` or `LOWBACK_DATA` replaces the shipped files of the
same name, so a club can swap `clinic.yaml` alone.
"""

import hashlib
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from lowback.bounded_read import LARGEST_TEXT, read_at_most
from lowback.errors import LowbackError, Problem, suggest
from lowback.knowledge import follow_ups, tables
from lowback.knowledge import integrity as agree
from lowback.knowledge.files import FILES, FREE_KEYS, SINGLE
from lowback.knowledge.schema import Knowledge
from lowback.knowledge.snapshot import read_snapshot

if TYPE_CHECKING:
    from lowback.knowledge.strict_yaml import Document

T = TypeVar("T")


def shipped_folder() -> Path:
    """Return the folder of the shipped pack: inside the package, else beside it."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "data"
    return installed if installed.is_dir() else package.parent / "data"


def path_of(name: str, folder: Path | None) -> Path:
    """Return where a knowledge file is read from: the folder given, else the shipped pack."""
    given = folder or _folder_from_environment()
    own = given / name if given else None
    return own if own and own.is_file() else shipped_folder() / name


def load_knowledge(folder: Path | None = None) -> Knowledge:
    """Load the shipped pack, with the files of `folder` in place of its own.

    Raises:
        LowbackError: with every problem found, each with file:line:column.
    """
    given = folder or _folder_from_environment()
    problems: list[Problem] = [] if given is None else _unknown_files(given)
    texts = _texts(given, problems)
    sha256 = _hash_of(texts)
    if given is None and not problems and (ready := read_snapshot(sha256)):
        return ready
    parts: dict[str, list[Any]] = {}
    for name, data in texts.items():
        try:
            parts |= _entries(_parsed(data, name), FILES[name], problems)
        except LowbackError as error:
            problems += error.problems
    return _complete(parts, problems, sha256)


def _texts(folder: Path | None, problems: list[Problem]) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for name in FILES:
        try:
            found[name] = read_at_most(path_of(name, folder), LARGEST_TEXT)
        except LowbackError as error:
            problems += error.problems
    return found


def _hash_of(texts: dict[str, bytes]) -> str:
    digest = hashlib.sha256()
    for name, data in texts.items():
        digest.update(name.encode() + b"\0" + hashlib.sha256(data).digest())
    return digest.hexdigest()


def _parsed(data: bytes, name: str) -> "Document":
    from lowback.knowledge.strict_yaml import parse  # noqa: PLC0415 - a snapshot needs no YAML

    return parse(data, name)


def _complete(parts: dict[str, list[Any]], problems: list[Problem], sha256: str) -> Knowledge:
    problems += agree.repeated_ids(parts)
    if problems:
        raise LowbackError(problems)
    parts["questions"] = follow_ups.with_follow_ups(parts["questions"])
    by_id = {kind: {each.id: each for each in parts[kind]} for kind in agree.KEYED}
    whole: dict[str, Any] = by_id | {kind: parts[kind][0] for kind in SINGLE}
    knowledge = Knowledge(
        sections=tuple(parts["sections"]),
        former=tuple(parts["former"]),
        wordings=tuple(parts["wordings"]),
        helplines={each.country: each for each in parts["helplines"]},
        sha256=sha256,
        **whole,
    )
    checks = (agree.check, tables.check, follow_ups.check)
    if problems := [problem for check in checks for problem in check(knowledge)]:
        raise LowbackError(problems)
    return knowledge


def _folder_from_environment() -> Path | None:
    return Path(value) if (value := os.environ.get("LOWBACK_DATA")) else None


def _unknown_files(folder: Path) -> list[Problem]:
    if not folder.is_dir():
        return [
            Problem(str(folder), "is not a folder; --data needs a folder of YAML files", "file")
        ]
    return [
        Problem(path.name, f"is not a knowledge file{suggest(path.name, FILES)}", "file")
        for path in sorted(folder.glob("*.y*ml"))
        if path.name not in FILES
    ]


def _entries(
    document: "Document", kinds: dict[str, Any], problems: list[Problem]
) -> dict[str, list[Any]]:
    if not isinstance(document.value, dict):
        listed = " or ".join(f"`{name}:`" for name in kinds)
        message = f"must begin with {listed}"
        problems.append(Problem(document.where(), message, "schema"))
        return {kind: [] for kind in kinds}
    for key in document.value.keys() - kinds.keys():
        message = f"`{key}` is not a key we know here{suggest(key, kinds)}"
        problems.append(Problem(document.where(key), message, "schema"))
    return {kind: _list_of(document, kind, type_, problems) for kind, type_ in kinds.items()}


def _list_of(document: "Document", kind: str, type_: type[T], problems: list[Problem]) -> list[T]:
    value, single = document.value.get(kind), kind in SINGLE
    items: Any = [value] if single and value else value
    if not isinstance(items, list):
        message = f"`{kind}` is missing or is not {'an entry' if single else 'a list of entries'}"
        problems.append(Problem(document.where(kind), message, "schema"))
        return []
    paths = [(kind,) if single else (kind, at) for at in range(len(items))]
    return [
        entry
        for item, path in zip(items, paths, strict=True)
        if (entry := _entry(document, item, path, type_, problems)) is not None
    ]


def _entry(
    document: "Document",
    item: Any,  # noqa: ANN401 - YAML can hold anything
    path: tuple[Any, ...],
    type_: type[T],
    problems: list[Problem],
) -> T | None:
    try:
        return msgspec.convert(_located(document, item, path), type_)
    except msgspec.ValidationError as error:
        problems.append(_schema_problem(document, path, str(error)))
        return None


def _located(document: "Document", value: Any, path: tuple[Any, ...]) -> Any:  # noqa: ANN401
    """Copy a value and put into each mapping the place where it was written."""
    if isinstance(value, list):
        return [_located(document, each, (*path, at)) for at, each in enumerate(value)]
    if not isinstance(value, dict):
        return value
    found = {key: _located(document, each, (*path, key)) for key, each in value.items()}
    if path[-1] not in FREE_KEYS:
        if "written_at" in found:
            raise msgspec.ValidationError("Object contains unknown field `written_at`")
        found["written_at"] = document.where(*path)
    return found


def _schema_problem(document: "Document", path: tuple[Any, ...], text: str) -> Problem:
    message, _, where = text.partition(" - at `$")
    steps = tuple(
        int(each) if each.isdigit() else each for each in re.findall(r"[A-Za-z_]\w*|\d+", where)
    )
    place = (*path, *steps)
    if unknown := re.fullmatch(r"Object contains unknown field `(.*)`", message):
        place = (*place, unknown[1])
        message = f"`{unknown[1]}` is not a key we know here"
    elif missing := re.fullmatch(r"Object missing required field `(.*)`", message):
        message = f"`{missing[1]}` is missing"
    elif steps:
        message = f"`{steps[-1]}`: {message[0].lower()}{message[1:]}"
    return Problem(document.where(*place), message, "schema")
