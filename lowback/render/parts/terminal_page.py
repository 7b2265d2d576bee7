"""A page of plain lines for the terminal: wraps, indents and colours; knows no medicine.

Every text passes through `plain`, markup is off, and no line ends in blanks. Colour only
adds escape codes around the same characters.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from lowback.render import Look
from lowback.render.parts.words import plain, to_ascii

NARROWEST, WIDEST = 20, 100
TABLE_FROM, LABELS_FROM = 60, 72
LABELS = 13
HEIGHT = 25
SECTION = 2
PLAIN_MARKER = "-"
_COMMAND = re.compile(r"`[^`]+`")
_HELD = "\ue000"
_LINE_END = re.compile(r"(?: |\x1b\[[0-9;]*m)+$", re.MULTILINE)


class Page:
    """Lines written one after the other; `text` returns them all."""

    def __init__(self, look: Look) -> None:
        self.look = look
        self.width = min(max(look.width, NARROWEST), WIDEST)
        self.has_tables = look.width >= TABLE_FROM and not look.accessible
        self._out = StringIO()
        self._console = Console(
            file=self._out,
            width=self.width,
            height=HEIGHT,
            color_system="standard" if look.colour else None,
            force_terminal=look.colour,
            no_color=not look.colour,
            highlight=False,
            markup=False,
            emoji=False,
            legacy_windows=False,
            _environ={},
        )

    def clean(self, text: str) -> str:
        """Return the text as this page may show it, each hint as it can be typed here."""
        cleaned = plain(text).replace("`lowback ", f"`{self.look.program} ")
        return to_ascii(cleaned) if self.look.ascii_only else cleaned

    def title(self, text: str, style: str = "bold") -> None:
        """Write the first line of the page between two rules."""
        self.rule("━")
        self.paragraph(text, style=style)
        self.rule("━")

    def heading(self, text: str, level: int = 2) -> None:
        """Write a heading apart from what stands before, at level 2 with a line under it."""
        if self._out.tell():
            self.blank()
        self.paragraph(text, style="bold")
        if level <= SECTION:
            self.rule("─", min(self.width, len(self.clean(text))))

    def paragraph(
        self, text: str, *, indent: int = 0, style: str = "", lead: str = "", mark: str = ""
    ) -> None:
        """Write wrapped text; `lead` stands before it in bold, `mark` after it."""
        self._wrapped(" " * indent, f"{text}{mark}", style, lead)

    def bullet(
        self, text: str, *, indent: int = 0, lead: str = "", marker: str = "•", mark: str = ""
    ) -> None:
        """Write wrapped text behind a marker, later lines under the first word."""
        marker = PLAIN_MARKER if self.look.accessible and marker == "•" else marker
        self._wrapped(f"{' ' * indent}{marker} ", f"{text}{mark}", "", lead)

    def numbered(self, number: str, text: str) -> None:
        """Write wrapped text behind its number."""
        self.bullet(text, marker=number)

    def labelled(self, label: str, text: str) -> None:
        """Write a bold label and its text, in a column of its own where there is room."""
        if self.look.width < LABELS_FROM or self.look.accessible:
            self._wrapped("", text, "", f"{label}: ")
            return
        first = Text(self.clean(label).ljust(LABELS), style="bold")
        for line in self._lines(Text(self.clean(text)), self.width - LABELS):
            self._console.print(first + line, soft_wrap=True)
            first = Text(" " * LABELS)

    def table(self, headers: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """Write a table without borders."""
        table = Table(box=None, pad_edge=False, header_style="bold")
        for header in headers:
            table.add_column(Text(self.clean(header)), overflow="fold")
        for row in rows:
            table.add_row(*(Text(self.clean(each)) for each in row))
        self._console.print(table)

    def ranking(self, headers: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """Write rows of place, name, words and bar; as a list where there is no room."""
        if self.has_tables:
            self.table(headers, rows)
            return
        for place, name, words, bar in rows:
            shown = words if self.look.accessible else f"{words} {bar}"
            self.bullet(f": {shown}", marker=f"{place}.", lead=name)

    def drawing(self, lines: Iterable[str], indent: int = 0) -> None:
        """Write a picture of signs; a page of plain lines, of ASCII or too narrow has none."""
        shown = tuple(lines)
        fits = max(map(len, shown), default=0) + indent <= self.width
        if not fits or self.look.accessible or self.look.ascii_only:
            return
        for line in shown:
            self._console.print(Text(" " * indent + line))

    def rule(self, sign: str, length: int | None = None) -> None:
        """Write a line across the page, which a page of plain lines leaves out."""
        if self.look.accessible:
            return
        self._console.print(Text(self.clean(sign) * (length or self.width)))

    def blank(self) -> None:
        """Write an empty line."""
        self._console.print()

    def text(self) -> str:
        """Return everything written so far, without blanks at line ends."""
        return _LINE_END.sub(lambda end: end[0].replace(" ", ""), self._out.getvalue())

    def _wrapped(self, prefix: str, text: str, style: str, lead: str) -> None:
        whole = Text(self.clean(lead), style="bold")
        whole = Text.assemble(whole, (self.clean(text), style))
        prefix = self.clean(prefix)
        room = max(self.width - len(prefix), 1)
        for line in self._lines(whole, room):
            self._console.print(Text(prefix) + line, soft_wrap=True)
            prefix = " " * len(prefix)

    def _lines(self, text: Text, room: int) -> Iterator[Text]:
        """Yield lines that fit; a command between backticks is not split where one line holds it.

        A shell would read the half of it on the next line as a command of its own.
        """
        text.plain = _COMMAND.sub(lambda found: _held(found[0], room), text.plain)
        for line in text.wrap(self._console, room, overflow="fold"):
            line.plain = line.plain.replace(_HELD, " ")
            line.rstrip()
            yield line


def _held(command: str, room: int) -> str:
    return command.replace(" ", _HELD) if len(command) <= room else command
