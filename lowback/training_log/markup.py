"""Read XML that anybody may hand over, one element after the other, in little memory.

Entities can make a small file expand without end, so a file that declares any is refused.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Protocol
from xml.parsers import expat

from lowback.errors import LowbackError, Problem

SEPARATOR, FINAL = " ", True


class Listener(Protocol):
    """What wants to know of each element; names come without their namespace."""

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element starts."""

    def end(self, name: str, text: str) -> None:
        """An element ends; `text` is what stood in it after its last child."""


class _EntityError(Exception):
    """The file declares an entity."""


def listen(name: str, pieces: Iterable[bytes], listener: Listener) -> None:
    """Tell a listener of every element of a file.

    Raises:
        LowbackError: if it is not XML, or declares entities.
    """
    parser = _parser(listener)
    try:
        for piece in pieces:
            parser.Parse(piece)
        parser.Parse(b"", FINAL)
    except _EntityError:
        raise LowbackError([Problem(name, "declares XML entities, which we do not read")]) from None
    except (expat.ExpatError, ValueError, LookupError) as error:  # an encoding nobody knows
        message = f"is cut short or damaged ({error}); export it again"
        raise LowbackError([Problem(name, message)]) from None


def _parser(listener: Listener) -> expat.XMLParserType:
    text: list[str] = []
    local = cache(lambda name: name.rpartition(SEPARATOR)[2])

    def begin(name: str, attributes: dict[str, str]) -> None:
        text.clear()
        listener.begin(local(name), attributes)

    def end(name: str) -> None:
        listener.end(local(name), "".join(text))
        text.clear()

    def refuse(*_: object) -> None:
        raise _EntityError

    parser = expat.ParserCreate(namespace_separator=SEPARATOR)
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = begin, end
    parser.CharacterDataHandler = text.append
    parser.EntityDeclHandler = refuse
    return parser
