"""A page of Markdown for e-mail and notes; knows no medicine.

Every text passes through `written`: it is cleaned and whatever Markdown or HTML would read
as markup is escaped, so a text from data comes out as the same plain text.
"""

import re
from collections.abc import Iterable, Sequence

from lowback.render.parts.words import plain

_MARKS = re.compile(r"[\\`*\[\]<>~]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)")
WORDS = 3
_LINE_START = re.compile(r"^([#+=-])(?=[\s#=-]|$)|^(\d+)(?=[.)](?:\s|$))")


def written(text: str) -> str:
    """Return one line of text as Markdown that reads exactly like it."""
    line = " ".join(plain(text).split())
    escaped = _MARKS.sub(r"\\\g<0>", line)
    return _LINE_START.sub(lambda at: f"\\{at[1]}" if at[1] else f"{at[2]}\\", escaped)


class MarkdownPage:
    """Blocks written one after the other; `text` returns them all."""

    def __init__(self) -> None:
        self._blocks: list[str] = []

    def heading(self, text: str, level: int = 2) -> None:
        """Write a heading; level 1 is the title."""
        self._blocks.append(f"\n{'#' * level} {written(text)}\n\n")

    def paragraph(self, text: str, *, indent: int = 0, lead: str = "", mark: str = "") -> None:
        """Write a paragraph; `lead` stands before it in bold, the numbers of `mark` after it.

        With an `indent` it belongs to the entry of a list before it.
        """
        self._blocks.append(f"\n{' ' * indent}{item(text, lead=lead, mark=mark)}\n\n")

    def quote(self, text: str) -> None:
        """Write a sentence to be read out."""
        self._blocks.append(f"\n> {written(text)}\n\n")

    def bullet(self, text: str, *, indent: int = 0, lead: str = "", mark: str = "") -> None:
        """Write one entry of a list."""
        self._blocks.append(f"{' ' * indent}- {item(text, lead=lead, mark=mark)}\n")

    def numbered(self, number: str, text: str) -> None:
        """Write one entry of a list with its number."""
        marker = number if number.endswith(".") else f"- {number}"
        self._blocks.append(f"{marker} {item(text)}\n")

    def drawing(self, lines: Iterable[str], indent: int = 0) -> None:
        """Leave a picture of signs out: its rows would run together."""

    def labelled(self, label: str, text: str) -> None:
        """Write a paragraph behind its label."""
        self.paragraph(text, lead=f"{label}:")

    def ranking(self, headers: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """Write a table of place, name and words; the bar would add nothing here."""
        lines = [tuple(headers[:WORDS]), ("---",) * WORDS, *(tuple(each[:WORDS]) for each in rows)]
        shown = (" | ".join(map(_cell, each)) for each in lines)
        self._blocks.append("\n" + "".join(f"| {each} |\n" for each in shown) + "\n")

    def text(self) -> str:
        """Return everything written so far, with one newline at the end."""
        return re.sub(r"\n{3,}", "\n\n", "".join(self._blocks)).strip("\n") + "\n"


def item(text: str, *, lead: str = "", mark: str = "") -> str:
    """Return one entry of a list: a lead in bold, the text, the numbers of references."""
    bold = f"**{written(lead)}** " if lead else ""
    return f"{bold}{written(text)}{mark}".rstrip()


def _cell(text: str) -> str:
    return text if text == "---" else written(text).replace("|", "\\|")
