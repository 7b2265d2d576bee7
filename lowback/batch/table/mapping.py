"""The map file: what cannot be matched by wording is written down once and kept.

columns: {"How old are ya?": age, "Shirt size": ignore}
answers: {pain_location: {"both sides, low": band_both_sides}}
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from lowback.batch.table.wording import fold
from lowback.errors import LowbackError, Problem, suggest
from lowback.knowledge.integrity import choice_ids
from lowback.knowledge.schema import Knowledge
from lowback.knowledge.strict_yaml import Document, read_file

IGNORE = "ignore"
KEYS = ("columns", "answers")


class Map(Struct, frozen=True):
    """Folded headings with their question (None: leave it alone), and folded cells by question."""

    columns: Mapping[str, str | None] = field(default_factory=dict)
    answers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def read_map(path: Path, knowledge: Knowledge) -> Map:
    """Read a map file; a blank on the right leaves things as they are.

    Raises:
        LowbackError: naming every id that we do not know, each with its line.
    """
    document = read_file(path)
    value = document.value if document.value is not None else {}
    problems: list[Problem] = []
    if not isinstance(value, dict):
        raise LowbackError([Problem(document.where(), "must begin with `columns:` or `answers:`")])
    for key in value.keys() - set(KEYS):
        message = f"`{key}` is not a key we know here{suggest(str(key), KEYS)}"
        problems.append(Problem(document.where(key), message))
    columns = _columns(
        document, _mapping(document, value, "columns", problems), knowledge, problems
    )
    answers = {
        question: _answers(document, question, knowledge, problems)
        for question in _mapping(document, value, "answers", problems)
    }
    if problems:
        raise LowbackError(problems)
    return Map(columns, answers)


def _mapping(
    document: Document, value: dict[str, Any], key: str, problems: list[Problem]
) -> dict[str, Any]:
    found = value.get(key)
    if isinstance(found, dict):
        return found
    if found is not None:
        problems.append(Problem(document.where(key), f"`{key}` must hold `text: id` lines"))
    return {}


def _columns(
    document: Document, found: dict[str, Any], knowledge: Knowledge, problems: list[Problem]
) -> dict[str, str | None]:
    columns: dict[str, str | None] = {}
    for heading, question in found.items():
        if question == IGNORE:
            columns[fold(str(heading))] = None
        elif question in knowledge.questions:
            columns[fold(str(heading))] = question
        elif question not in (None, ""):
            hint = suggest(str(question), knowledge.questions)
            message = f"`{question}` is not a question we know, nor `{IGNORE}`{hint}"
            problems.append(Problem(document.where("columns", heading), message))
    return columns


def _answers(
    document: Document, question: str, knowledge: Knowledge, problems: list[Problem]
) -> dict[str, str]:
    if question not in knowledge.questions:
        message = f"`{question}` is not a question we know{suggest(question, knowledge.questions)}"
        problems.append(Problem(document.where("answers", question), message))
        return {}
    known = choice_ids(knowledge.questions[question])
    cells: dict[str, str] = {}
    for cell, choice in _mapping(document, document.value["answers"], question, problems).items():
        if choice in known:
            cells[fold(str(cell))] = choice
        elif choice not in (None, ""):
            message = f"`{choice}` is not an answer to `{question}`{suggest(str(choice), known)}"
            problems.append(Problem(document.where("answers", question, cell), message))
    return cells
