"""YAML without surprises.

Only `null`, `true`, `false`, integers, decimals and text exist: `yes`, `no`, `on` and `12:30`
stay text. Repeated keys, aliases, tags and anything but UTF-8 are refused, and every value's
place is kept so that an error can name it.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml
from yaml import events

from lowback.bounded_read import LARGEST_TEXT, read_at_most
from lowback.errors import LowbackError, Problem, Source

MAX_BYTES = LARGEST_TEXT
MAX_DEPTH = 40
MAX_DIGITS = 18
MAX_REPEATED = 100
MAX_VALUES = 100_000

type_of_plain: tuple[tuple[re.Pattern[str], Callable[[str], Any]], ...] = (
    (re.compile(r"^(null|~|)$"), lambda _: None),
    (re.compile(r"^(true|false)$"), lambda text: text == "true"),
    (re.compile(rf"^[-+]?[0-9]{{1,{MAX_DIGITS}}}$"), int),
    (
        re.compile(
            rf"^[-+]?[0-9]{{1,{MAX_DIGITS}}}\.[0-9]{{1,{MAX_DIGITS}}}(e[-+]?[0-9]{{1,2}})?$"
        ),
        float,
    ),
)

Steps = tuple[str | int, ...]


class Document:
    """The values of one YAML text and the place of each, by its path of keys and indexes."""

    def __init__(self, file: str, value: Any, places: dict[Steps, Source]) -> None:  # noqa: ANN401 - YAML can hold anything
        self.file = file
        self.value = value
        self.places = places

    def where(self, *path: str | int) -> Source:
        """Return the place of a value, or of the nearest thing around it."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, Source(self.file))


def read_file(path: Path, name: str | None = None) -> Document:
    """Read one YAML file; `name` is how errors call it (the path, unless given)."""
    shown = name or str(path)
    return parse(read_at_most(path, MAX_BYTES, shown), shown)


def parse(data: bytes, file: str) -> Document:
    """Parse UTF-8 YAML (or JSON); raise LowbackError naming file, line and column."""
    if len(data) > MAX_BYTES:
        raise _refusal(Source(file), f"is larger than {MAX_BYTES // 1_000_000} MB", "size")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise _refusal(
            Source(file, line), "is not UTF-8 text; save it as UTF-8", "encoding"
        ) from None
    return _Reader(text, file).document()


def _refusal(where: Source, message: str, rule: str) -> LowbackError:
    return LowbackError([Problem(where, message, rule)])


class _Reader:
    """Turns parser events into plain values without recursion in C, so depth is bounded."""

    def __init__(self, text: str, file: str) -> None:
        self.file = file
        self.places: dict[Steps, Source] = {}
        self.repeated: list[Problem] = []
        self.parser = yaml.CSafeLoader(text)

    def document(self) -> Document:
        try:
            value = self._stream()
        except yaml.YAMLError as error:
            raise self._unreadable(error) from None
        if self.repeated:
            raise LowbackError(self.repeated)
        return Document(self.file, value, self.places)

    def _next(self) -> events.Event:
        event = self.parser.get_event()
        if event is None:
            raise yaml.YAMLError("the text ends too early")
        return event

    def _stream(self) -> Any:  # noqa: ANN401 - YAML can hold anything
        self._next()
        first = self._next()
        if isinstance(first, events.StreamEndEvent):
            return None
        value = self._value(self._next(), ())
        self._next()
        end = self._next()
        if not isinstance(end, events.StreamEndEvent):
            raise _refusal(
                self._place(end), "a second document starts here; keep one per file", "yaml"
            )
        return value

    def _value(self, event: events.Event, path: Steps) -> Any:  # noqa: ANN401
        place = self._place(event)
        self._refuse_surprises(event, place, path)
        self.places[path] = place
        if len(self.places) > MAX_VALUES:
            raise _refusal(place, f"holds more than {MAX_VALUES:,} values; split it", "size")
        if isinstance(event, events.ScalarEvent):
            return self._scalar(event)
        if isinstance(event, events.SequenceStartEvent):
            return self._sequence(path)
        return self._mapping(path)

    def _refuse_surprises(self, event: events.Event, place: Source, path: Steps) -> None:
        if isinstance(event, events.AliasEvent) or getattr(event, "anchor", None):
            raise _refusal(place, "anchors and aliases are not allowed; write it out", "alias")
        if (tag := getattr(event, "tag", None)) is not None:
            raise _refusal(place, f"the tag `{tag}` is not allowed; leave it out", "tag")
        if len(path) > MAX_DEPTH:
            raise _refusal(place, f"is nested more than {MAX_DEPTH} levels deep", "depth")

    def _sequence(self, path: Steps) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := self._next(), events.SequenceEndEvent):
            items.append(self._value(event, (*path, len(items))))
        return items

    def _mapping(self, path: Steps) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while not isinstance(event := self._next(), events.MappingEndEvent):
            place = self._place(event)
            if not isinstance(event, events.ScalarEvent):
                raise _refusal(place, "a key must be plain text", "yaml")
            if event.value in found:
                message = f"`{event.value}` is written twice; keep one (YAML would use the last)"
                self.repeated.append(Problem(place, message, "repeated-key"))
                if len(self.repeated) == MAX_REPEATED:
                    raise LowbackError(self.repeated)
            found[event.value] = self._value(self._next(), (*path, event.value))
            self.places[*path, event.value] = place
        return found

    def _scalar(self, event: events.ScalarEvent) -> Any:  # noqa: ANN401
        if event.style is not None and event.style != "":
            return event.value
        for pattern, read in type_of_plain:
            if pattern.match(event.value):
                return read(event.value)
        return event.value

    def _place(self, event: events.Event) -> Source:
        mark = event.start_mark
        return Source(self.file, mark.line + 1, mark.column + 1) if mark else Source(self.file)

    def _unreadable(self, error: yaml.YAMLError) -> LowbackError:
        mark = getattr(error, "problem_mark", None)
        where = Source(self.file, mark.line + 1, mark.column + 1) if mark else Source(self.file)
        reason = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error)
        return _refusal(where, f"is not readable as YAML: {reason}", "yaml")
