"""Which row holds the headings: titles and blank rows may stand above, choices below it."""

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import chain

from msgspec import Struct

from lowback.batch.table.meanings import Meanings, letter
from lowback.knowledge.headings import fold

LOOKED_AT, FEW = 20, 3
MOST_EMPTY = 2
ANSWERS = frozenset({"response", "openendedresponse"})
OTHER = "other"
Rows = Sequence[Sequence[str]]


class HeadingRow(Struct, frozen=True):
    """Where the headings are (0 for the first row), how many rows they take, and what they say."""

    at: int
    depth: int
    headings: tuple[str, ...]
    told_apart: tuple[str, ...] = ()

    @property
    def end(self) -> int:
        """The first row below the headings."""
        return self.at + self.depth

    @property
    def notes(self) -> tuple[str, ...]:
        """What the reader should know was assumed."""
        found = []
        if self.at:
            found.append(f"the headings are in row {self.at + 1}; what is above them is left out")
        if self.depth > 1:
            found.append(f"rows {self.at + 1} and {self.end} are read together as headings")
        if self.told_apart:
            named = ", ".join(f"`{each}`" for each in self.told_apart)
            found.append(f"equal headings are told apart by the choices beside them: {named}")
        return tuple(found)


def find_headings(rows: Rows, meanings: Meanings) -> HeadingRow:
    """Look for the first row with about as many questions as any; else the first full one.

    Empty rows on top do not count to the rows that are looked at; without a row that says
    anything there are no headings.
    """
    first = next((at for at, row in enumerate(rows) if any(map(str.strip, row))), 0)
    rows = rows[: first + LOOKED_AT]
    told = {cell: meanings.of(cell) is not None for cell in set(chain.from_iterable(rows))}
    known = [sum(told[cell] for cell in row) for row in rows]
    most = max(known, default=0)
    named = (at for at, count in enumerate(known) if count and count * MOST_EMPTY >= most)
    at = next(named) if most else _first_full(rows)
    if not rows:
        return HeadingRow(0, 1, ())
    below = rows[at + 1] if at + 1 < len(rows) else ()
    together = _together(rows[at], below, meanings) if known[at] else None
    if together:
        return HeadingRow(at, 2, together)
    return HeadingRow(at, 1, *_told_apart(rows[at], meanings))


def _told_apart(
    headings: Sequence[str], meanings: Meanings
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Name the question before a choice whose label is not the only one, as in Typeform.

    Only where all choices of the question stand side by side, in its own order.
    """
    named, folded = list(headings), [fold(each) for each in headings]
    repeated = {each for each, times in Counter(folded).items() if times > 1}
    questions = []
    for question, labels in meanings.labels.items() if repeated else ():
        width, mine = len(labels), [fold(each) for each in labels]
        starts = [at for at in range(len(folded)) if folded[at : at + width] == mine]
        if len(starts) == 1 and repeated & set(mine):
            questions.append(question)
            for at in range(starts[0], starts[0] + width):
                named[at] = f"{question} [{headings[at]}]"
    return tuple(named), tuple(questions)


def _first_full(rows: Rows) -> int:
    filled = [sum(bool(cell.strip()) for cell in row) for row in rows]
    wanted = max(filled, default=0) / MOST_EMPTY
    return next((at for at, count in enumerate(filled) if count and count >= wanted), 0)


def _together(
    above: Sequence[str], below: Sequence[str], meanings: Meanings
) -> tuple[str, ...] | None:
    """`Question [Choice]` where a second row names the choices, as SurveyMonkey writes it."""
    headings: list[str] = []
    asked, sure = "", False
    for at, heading in enumerate(above):
        under = below[at].strip() if at < len(below) else ""
        asked = heading if heading.strip() else asked
        joined = _joined(asked, heading, under, meanings.of)
        if joined is None:
            return None
        sure = sure or (bool(under) and (fold(under) in ANSWERS or not heading.strip()))
        headings.append(joined)
    return tuple(headings) if sure else None


def _joined(asked: str, heading: str, under: str, meaning: Callable[[str], object]) -> str | None:
    """The heading of one column, or None when what stands below it is an answer."""
    if not under or fold(under) in ANSWERS:
        return heading
    together = f"{asked} [{under}]"
    names_choice = meaning(together) is not None or fold(under).startswith(OTHER)
    return together if names_choice and meaning(asked) is not None else None


def named_headings(headings: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give columns without a heading one, and say so: a table needs a name for every column."""
    named = tuple(
        each if each.strip() else f"column {letter(at)}" for at, each in enumerate(headings)
    )
    added = [
        f"`{each}`" for each, heading in zip(named, headings, strict=True) if not heading.strip()
    ]
    if not added:
        return named, ()
    few = ", ".join(added[:FEW]) + (f" and {len(added) - FEW} more" if len(added) > FEW else "")
    return named, (f"columns without a heading are called {few}",)
