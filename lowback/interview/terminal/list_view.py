"""A list to pick from, without a terminal: what the keys do and what lines to show. Pure.

Nothing is chosen before the runner does it, unless there is an old answer. A key changes the
option that it names and no other, but for “None of these”, which takes away every mark. Every
line fits the width, so that no terminal can cut a text off.
"""

import textwrap

from msgspec.structs import replace

from lowback.interview.terminal.prompter import (
    LEFT_OUT,
    UNSURE,
    YES,
    Mark,
    Option,
    Screen,
    keyed,
    marked,
    marks_of,
)

Line = tuple[str, str]
NOTHING = "Nothing is chosen yet. Use the arrows or the keys shown, then Enter."
NO_TICK = "Nothing is ticked yet. Tick what is true, then press Enter."
NO_CHANGE = "Some of these have no answer yet. Tick what is true, or choose “None of the others”."
NO_DOUBT = "Nothing is marked [?] yet. Mark what you are not sure about, or press Esc."
HINT = "Number or arrows, then Enter · Esc back · ? help"
HINT_SEVERAL = (
    "Number or Space ticks, arrows show each one in full, Enter goes on · Esc back · ? help"
)
HINT_DOUBT = "Number or Space marks [?], Enter goes on · Esc back · ? help"
NARROWEST, LONGEST_KEY = 16, 2


class ListView:
    """Where the pointer stands, which marks stand, and what is wrong, if anything."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen
        self.options = keyed(screen)
        self.alone = screen.exclusive | {LEFT_OUT}
        self.marks: dict[str, Mark] = marks_of(screen) if screen.several else {}
        self.at_first = dict(self.marks)
        self.touched = False
        self.error = ""
        old = [at for at, (_, each) in enumerate(self.options) if each.id in screen.chosen]
        self.at: int | None = old[0] if old else 0 if screen.several else None

    @property
    def pointed(self) -> Option | None:
        """The option under the pointer, if the pointer stands anywhere."""
        return None if self.at is None else self.options[self.at][1]

    @property
    def about(self) -> str:
        """What `?` tells: about the option pointed at, else about the whole question."""
        return (self.pointed.help if self.pointed else "") or self.screen.help

    def move(self, by: int) -> None:
        """Move the pointer, over the ends too; from nowhere to the first or the last."""
        nowhere = -1 if by > 0 else 0
        self.at = ((nowhere if self.at is None else self.at) + by) % len(self.options)

    def press(self, key: str) -> None:
        """Point at the option with this key; in a list of ticks also mark it."""
        for at, (each, _) in enumerate(self.options):
            if each == key:
                self.at = at
                self.tick()

    def tick(self) -> None:
        """Put or take away the mark of what is pointed at."""
        option = self.pointed
        if option is None or not self.screen.several:
            return
        self.error, self.touched = "", True
        if option.id in self.alone:
            self.marks = {} if option.id in self.marks else {option.id: YES}
            return
        self.marks = {name: mark for name, mark in self.marks.items() if name not in self.alone}
        if self.marks.get(option.id) == self.screen.marking:
            self._unmark(option.id)
        else:
            self.marks[option.id] = self.screen.marking

    def confirm(self) -> tuple[str, ...] | None:
        """Return what is chosen, or None when nothing is, with `error` saying so."""
        if self.screen.several:
            self.error = self._lacking()
            ids = tuple(each.id for _, each in self.options if each.id in self.marks)
            return None if self.error else ids
        self.error = "" if self.pointed else NOTHING
        return (self.pointed.id,) if self.pointed else None

    def left(self) -> Screen:
        """Return the screen as it stands, to be shown again like this."""
        if self.screen.several:
            return marked(self.screen, self.marks)
        return replace(self.screen, chosen=(self.pointed.id,) if self.pointed else ())

    def lines(self, width: int) -> list[Line]:
        """Return the lines to show, each with a style; `pointed` marks where the pointer is."""
        found: list[Line] = [("label", each) for each in _wrap(self.screen.label, width)]
        for at, (key, option) in enumerate(self.options):
            found += self._row(at, key, option, width)
        if self.pointed and self.pointed.full and self.screen.several:
            found += [("", "")]
            found += [("full", each) for each in _wrap(self.pointed.full, width - 2, "  ")]
        if self.error:
            found += [("error", each) for each in _wrap(self.error, width)]
        return [*found, *(("hint", each) for each in _wrap(self._hint, width))]

    @property
    def _hint(self) -> str:
        if self.screen.marking == UNSURE:
            return HINT_DOUBT
        return HINT_SEVERAL if self.screen.several else HINT

    def _unmark(self, name: str) -> None:
        """Take a mark away; a “not sure” that was a tick before becomes that tick again."""
        was = self.at_first.get(name)
        del self.marks[name]
        if was and was != self.screen.marking and self.screen.marking == UNSURE:
            self.marks[name] = was

    def _lacking(self) -> str:
        if self.screen.marking == UNSURE:
            return "" if self.touched or UNSURE in self.marks.values() else NO_DOUBT
        if not self.marks:
            return NO_TICK
        return NO_CHANGE if self.screen.fresh and not self.touched else ""

    def _row(self, at: int, key: str, option: Option, width: int) -> list[Line]:
        tick = f"[{self.marks.get(option.id, ' ')}] " if self.screen.several else ""
        lead = f"{'>' if at == self.at else ' '} {key}  {tick}"
        style = "pointed" if at == self.at else ""
        label = _wrap(option.label, width - len(lead))
        return [
            (style, (lead if first == 0 else " " * len(lead)) + each)
            for first, each in enumerate(label)
        ]


def wrapped(text: str, width: int) -> list[str]:
    """Wrap each line of a text; later lines of a numbered one stand under its first word."""
    found: list[str] = []
    for line in text.splitlines():
        key, _, rest = line.partition("  ")
        indent = " " * (len(key) + 2) if rest and len(key) <= LONGEST_KEY else ""
        found += textwrap.wrap(line, width, subsequent_indent=indent) or [""]
    return found


def _wrap(text: str, width: int, indent: str = "") -> list[str]:
    room = max(width, NARROWEST)
    if 0 < len(text) <= room - len(indent) and "\n" not in text:
        return [indent + text]
    return textwrap.wrap(text, room, initial_indent=indent, subsequent_indent=indent)
