"""Answers in a file: a plain `question_id: choice_id`, or a document that says whose they are.

The document `lowback/answers/1` is what the page of `lowback form` saves. Its keys are `schema`,
`name` (who, as typed), `date` (the day of the answers), `voice` (`runner` or `coach`),
`knowledge` (`version` and `sha256` of what was asked) and `answers`. Other keys are ignored.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from msgspec import Struct

from lowback.engine.assessment import Voice
from lowback.errors import LowbackError, Problem, Source, printable
from lowback.knowledge.strict_yaml import Document, parse

SCHEMA = "lowback/answers/1"
SUFFIXES = frozenset({".json", ".yaml", ".yml"})
LONGEST_NAME = 100
A_DAY = "must be a day, written as year-month-day"
VOICES: tuple[Voice, ...] = ("runner", "coach")


class AnswersFile(Struct, frozen=True):
    """Raw answers as written, and what the file says of them; None where it says nothing."""

    answers: Mapping[str, object]
    place: Callable[[str], Source | str]
    name: str | None = None
    day: date | None = None
    voice: Voice | None = None


def read_answers_file(data: bytes, where: str) -> AnswersFile:
    """Read YAML or JSON answers; they are not checked against the questions here.

    Raises:
        LowbackError: if it is neither a mapping of answers nor a document that we know.
    """
    document = parse(data, where)
    value = {} if document.value is None else document.value
    if not isinstance(value, dict):
        message = "must be `question_id: choice_id`, one line for each answer"
        raise LowbackError([Problem(document.where(), message)])
    if "schema" not in value:
        return AnswersFile(value, document.where)
    problems = list(_problems(document))
    if problems:
        raise LowbackError(problems)
    return AnswersFile(
        answers=value["answers"],
        place=lambda name: document.where("answers", name),
        name=_name(value.get("name")),
        day=_day(value.get("date")),
        voice=value.get("voice"),
    )


def _problems(document: Document) -> list[Problem]:
    value: dict[str, Any] = document.value
    if value["schema"] != SCHEMA:
        told = str(value["schema"])[:40]
        message = f"`{told}` is not a kind we read; this version reads {SCHEMA}"
        return [Problem(document.where("schema"), message)]
    wrong = {
        "answers": (isinstance(value.get("answers"), dict), "must hold `question_id: choice_id`"),
        "name": (isinstance(value.get("name"), str | int | None), "must be a name"),
        "date": (value.get("date") is None or _day(value["date"]) is not None, A_DAY),
        "voice": (value.get("voice") in (*VOICES, None), f"must be {' or '.join(VOICES)}"),
    }
    return [
        Problem(document.where(key), f"`{key}` {message}")
        for key, (right, message) in wrong.items()
        if not right
    ]


def _name(value: object) -> str | None:
    text = " ".join(printable("" if value is None else str(value)).split())
    return text[:LONGEST_NAME] or None


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
