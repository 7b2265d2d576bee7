"""The knowledge itself, to read in a terminal or as JSON; Rich is loaded for the terminal only."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Literal, assert_never

import msgspec

from lowback.errors import LowbackError, Problem, suggest
from lowback.knowledge.schema import Helpline, Knowledge
from lowback.render import Look
from lowback.result.write import as_json

BrowseFormat = Literal["terminal", "json"]


class Kind(StrEnum):
    """What can be browsed by id; the value is the field of `Knowledge` and the command."""

    QUESTIONS = "questions"
    CAUSES = "causes"
    TREATMENTS = "treatments"
    EXERCISES = "exercises"
    FAQ = "faq"
    REFERENCES = "references"


def browse(
    kind: Kind, name: str | None, knowledge: Knowledge, as_format: BrowseFormat, look: Look
) -> str:
    """Return all entries of a kind, or the one called `name`.

    Raises:
        LowbackError: for an id that does not exist, with the nearest one.
    """
    entries: Mapping[str, msgspec.Struct] = getattr(knowledge, kind.value)
    entry = None if name is None else entries[known_id(kind, name, entries)]
    if as_format == "json":
        return to_json(entry if entry is not None else list(entries.values()))
    return _read(kind, entry, knowledge, look)


def browse_contact(
    helpline: Helpline, knowledge: Knowledge, as_format: BrowseFormat, look: Look
) -> str:
    """Return the help lines of one country and the clinic."""
    if as_format == "json":
        return to_json({"helpline": helpline, "clinic": knowledge.clinic})
    from lowback.render.browse.care import write_contact
    from lowback.render.parts.terminal_page import Page

    page = Page(look)
    write_contact(page, helpline, knowledge)
    return page.text()


def known_id(kind: Kind, name: str, entries: Mapping[str, Any]) -> str:
    """Return the id that `name` means; capitals, spaces and hyphens do not matter.

    Raises:
        LowbackError: if there is none.
    """
    wanted = name.strip().lower().replace(" ", "_").replace("-", "_")
    if wanted in entries:
        return wanted
    nearest = suggest(wanted, entries)
    message = f"`{name}` is not one of the {kind.value} we know{nearest}"
    hint = "" if nearest else f"; `lowback {kind.value}` lists them"
    raise LowbackError([Problem(kind.value, f"{message}{hint}")])


def to_json(value: object) -> str:
    """Return entries as indented JSON, without the place where each was written."""
    data = _without_places(msgspec.to_builtins(value))
    return as_json(data)


def _without_places(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    if isinstance(value, list | tuple):
        return [_without_places(each) for each in value]
    if isinstance(value, dict):
        return {key: _without_places(each) for key, each in value.items() if key != "written_at"}
    return value


def _read(kind: Kind, entry: Any, knowledge: Knowledge, look: Look) -> str:  # noqa: ANN401 - as the kind says
    from lowback.render.browse import care
    from lowback.render.browse import causes as browse_causes
    from lowback.render.browse import questions as browse_questions
    from lowback.render.parts.terminal_page import Page

    page = Page(look)
    match kind:
        case Kind.QUESTIONS:
            browse_questions.write(page, entry, knowledge)
        case Kind.CAUSES:
            browse_causes.write(page, entry, knowledge)
        case Kind.TREATMENTS:
            care.write_treatments(page, entry, knowledge)
        case Kind.EXERCISES:
            care.write_exercises(page, entry, knowledge)
        case Kind.FAQ:
            care.write_faq(page, entry, knowledge)
        case Kind.REFERENCES:
            care.write_references(page, entry, knowledge)
        case _:
            assert_never(kind)
    return page.text()
