"""What a report is written on, whatever it becomes: lines of a terminal, or Markdown."""

from collections.abc import Iterable, Sequence
from typing import Protocol


class Sheet(Protocol):
    """Takes headings, paragraphs, lists and rows; knows no medicine.

    `lead` stands before a text in bold, `mark` after it: the numbers of references.
    """

    def heading(self, text: str, level: int = 2) -> None:
        """Begin a section, or at level 3 a part of one."""

    def paragraph(self, text: str, *, indent: int = 0, lead: str = "", mark: str = "") -> None:
        """Write running text."""

    def bullet(self, text: str, *, indent: int = 0, lead: str = "", mark: str = "") -> None:
        """Write one entry of a list."""

    def numbered(self, number: str, text: str) -> None:
        """Write one entry of a list with its number, such as `1.` or `[1]`."""

    def drawing(self, lines: Iterable[str], indent: int = 0) -> None:
        """Write a picture of signs, where it can be shown."""

    def labelled(self, label: str, text: str) -> None:
        """Write a row of the answer: a label, and what it says."""

    def ranking(self, headers: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """Write rows of place, name, words and a bar that may be left out."""
