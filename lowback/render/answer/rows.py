"""Rows of the answer, and how they come to fit a screen."""

from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from lowback.render.parts.said_once import sentences


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
    """The verdict with its word, such as `SOON`, and the rows under it."""

    word: str
    verdict: str
    rows: tuple[Row, ...]

    @property
    def title(self) -> str:
        """The first line."""
        return f"[{self.word}] {self.verdict}"


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
