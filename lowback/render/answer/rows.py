"""Rows of the answer, and how they come to fit a screen."""

import re
from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z“])")


class Row(Struct, frozen=True):
    """A label, what must be said, and sentences that may go when there is no room.

    The last of `may` goes first; rows with a higher `spare` give theirs up before others.
    """

    label: str
    must: str
    may: tuple[str, ...] = ()
    spare: int = 0

    @property
    def text(self) -> str:
        """All that the row says."""
        return " ".join(each for each in (self.must, *self.may) if each)


class Answer(Struct, frozen=True):
    """The first line and the rows under it."""

    title: str
    rows: tuple[Row, ...]


def sentences(text: str) -> tuple[str, ...]:
    """Part a text into its sentences."""
    return tuple(each for each in _SENTENCE_END.split(" ".join(text.split())) if each)


def row(label: str, text: str, *, spare: int = 0, must: int = 1, more: tuple[str, ...] = ()) -> Row:
    """Return a row of which the first `must` sentences always stay."""
    parts = sentences(text)
    return Row(label, " ".join(parts[:must]), (*parts[must:], *more), spare)


def fitted(rows: tuple[Row, ...], height: Callable[[Row], int], room: int) -> tuple[Row, ...]:
    """Leave out one sentence after the other until the rows fit, never what must be said."""
    while sum(map(height, rows)) > room:
        spare = [each for each in rows if each.may]
        if not spare:
            break
        longest = max(spare, key=lambda each: each.spare)
        shorter = replace(longest, may=longest.may[:-1])
        rows = tuple(shorter if each is longest else each for each in rows)
    return rows
