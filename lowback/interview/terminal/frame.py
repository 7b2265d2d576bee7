"""What one screen draws, as lines that always fit the window. Pure.

The heading, the question and the key hint stand on every frame; only a list scrolls between
them, and it says how much lies above and below. Lines never pass the width, so that no terminal
can cut a text off.
"""

import textwrap
from collections.abc import Sequence
from itertools import zip_longest

from msgspec import Struct

Line = tuple[str, str]
Block = list[Line]
NARROWEST, LEAST_LIST, LONGEST_KEY = 16, 3, 2


class Frame(Struct, frozen=True):
    """The parts of a frame: what stands on top, the list, what stands below, all wrapped."""

    head: tuple[Line, ...]
    blocks: tuple[Block, ...] = ()
    extra: tuple[Line, ...] = ()
    tail: tuple[Line, ...] = ()


class Window(Struct, frozen=True):
    """Which blocks of a list stand in sight: from `first` up to but not `end`."""

    first: int
    end: int


def draw(frame: Frame, height: int, at: int | None, top: int) -> tuple[list[Line], Window]:
    """Return at most `height` lines, and the part of the list among them.

    `at` is the block that must be in sight, `top` the first one that was in sight before. The
    extra lines are shown only if everything fits.
    """
    head = _cut(frame.head, height - len(frame.tail) - min(LEAST_LIST, _size(frame.blocks)))
    room = height - len(head) - len(frame.tail)
    whole = _size(frame.blocks)
    if whole <= room:
        extra = list(frame.extra) if whole + len(frame.extra) <= room else []
        lines = [line for block in frame.blocks for line in block]
        return [*head, *lines, *extra, *frame.tail], Window(0, len(frame.blocks))
    window = _window(frame.blocks, room, at, top)
    return [*head, *_in_sight(frame.blocks, window), *frame.tail], window


def wrap(style: str, text: str, width: int, indent: str = "") -> tuple[Line, ...]:
    """Wrap each line of a text; later lines of a numbered one stand under its first word."""
    found: list[Line] = []
    room = max(width, NARROWEST)
    for line in text.splitlines():
        if 0 < len(line) <= room - len(indent):
            found.append((style, indent + line))
            continue
        key, _, rest = line.partition("  ")
        under = " " * (len(key) + 2) if rest and len(key) <= LONGEST_KEY else ""
        parts = textwrap.wrap(line, room, initial_indent=indent, subsequent_indent=indent + under)
        found += [(style, part) for part in parts or [""]]
    return tuple(found)


def with_picture(lines: Sequence[Line], picture: Sequence[str], frame: Frame) -> list[Line]:
    """Put a picture to the left of the list; the list was wrapped to what is left of the width."""
    end = len(lines) - len(frame.tail)
    head, body, tail = lines[: len(frame.head)], lines[len(frame.head) : end], lines[end:]
    broad = max(map(len, picture)) + 2
    beside = zip_longest(picture, body, fillvalue=None)
    joined = [
        (row[0] if row else "", f"{drawn or '':{broad}}{row[1] if row else ''}".rstrip())
        for drawn, row in beside
    ]
    return [*head, *joined, *tail]


def _cut(head: Sequence[Line], room: int) -> list[Line]:
    """In a very small window the heading and the end of the question stay."""
    if len(head) <= max(room, 1):
        return list(head)
    return [head[0], *head[len(head) - max(room - 1, 0) :]] if room > 1 else [head[0]]


def _size(blocks: Sequence[Block]) -> int:
    return sum(map(len, blocks))


def _window(blocks: Sequence[Block], room: int, at: int | None, top: int) -> Window:
    """The blocks in sight, two lines being kept for what says that there is more."""
    first = top if at is None else min(top, at)
    while at is not None and at >= _end(blocks, room, first) and first < len(blocks) - 1:
        first += 1
    while first > 0 and _end(blocks, room, first - 1) == len(blocks):
        first -= 1
    return Window(first, max(_end(blocks, room, first), first + 1))


def _end(blocks: Sequence[Block], room: int, first: int) -> int:
    left = room - 2
    for at in range(first, len(blocks)):
        left -= len(blocks[at])
        if left < 0:
            return at
    return len(blocks)


def _in_sight(blocks: Sequence[Block], window: Window) -> list[Line]:
    above, below = window.first, len(blocks) - window.end
    lines = [line for block in blocks[window.first : window.end] for line in block]
    more_above = [("more", f"  ↑ {above} more above")] if above else []
    more_below = [("more", f"  ↓ {below} more below")] if below else []
    return [*more_above, *lines, *more_below]
