"""All that a user can cause: a problem says where, what and how to mend it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """A place in a file; lines and columns count from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend: its place, the words, and the rule or kind in brackets."""

    where: Source | str
    message: str
    rule: str = ""

    def __str__(self) -> str:
        ending = f" [{self.rule}]" if self.rule else ""
        return printable(f"{self.where}: {self.message}{ending}")


class LowbackError(Exception):
    """What the user can mend; carries every problem found in one run."""

    def __init__(self, problems: Iterable[Problem] | str) -> None:
        self.problems = () if isinstance(problems, str) else tuple(problems)
        text = problems if isinstance(problems, str) else "\n".join(map(str, self.problems))
        super().__init__(text)


def printable(text: str) -> str:
    """Return the text without what a terminal would obey: it may quote anything."""
    return "".join(each if each.isprintable() or each in "\n\xa0" else " " for each in text)


def suggest(word: str, known: Iterable[str]) -> str:
    """Return ` (did you mean `x`?)` for the nearest known word, or an empty string."""
    from difflib import get_close_matches  # noqa: PLC0415 - only needed when something is wrong

    nearest = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"; did you mean `{nearest[0]}`?" if nearest else ""


def unknown(where: Source, kind: str, name: str, known: Iterable[str]) -> Iterator[Problem]:
    """Yield a problem when nothing of that kind has this name."""
    known = list(known)
    if name not in known:
        message = f"`{name}` is not a {kind} we know{suggest(name, known)}"
        yield Problem(where, message, f"unknown-{kind.replace(' ', '-')}")
