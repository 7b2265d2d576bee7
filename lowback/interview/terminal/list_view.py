"""A list to pick from, without a terminal: what the keys do and what lines to show. Pure.

Nothing is chosen before the runner does it, unless there is an old answer. Every line fits the
width, so that no terminal can cut a text off.
"""

import textwrap

from lowback.interview.terminal.prompter import LEFT_OUT, Option, Screen, keyed

Line = tuple[str, str]
NOTHING = "Nothing is chosen yet. Use the arrows or the keys shown, then Enter."
NO_TICK = "Nothing is ticked yet. Tick what is true, then press Enter."
HINT = "Number or arrows, then Enter · Esc back · ? help"
HINT_SEVERAL = (
    "Number or Space ticks, arrows show each one in full, Enter goes on · Esc back · ? help"
)
NARROWEST, LONGEST_KEY = 16, 2


class ListView:
    """Where the pointer stands, what is ticked, and what is wrong, if anything."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen
        self.options = keyed(screen)
        self.alone = screen.exclusive | {LEFT_OUT}
        self.ticked = set(screen.chosen) if screen.several else set()
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
        """Point at the option with this key; in a list of ticks also tick it."""
        for at, (each, _) in enumerate(self.options):
            if each == key:
                self.at = at
                self.tick()

    def tick(self) -> None:
        """Tick or untick what is pointed at; what stands alone unticks the rest."""
        option = self.pointed
        if option is None or not self.screen.several:
            return
        self.error = ""
        if option.id in self.ticked:
            self.ticked.remove(option.id)
        elif option.id in self.alone:
            self.ticked = {option.id}
        else:
            self.ticked = (self.ticked | {option.id}) - self.alone

    def confirm(self) -> tuple[str, ...] | None:
        """Return what is chosen, or None when nothing is, with `error` saying so."""
        if self.screen.several:
            ids = tuple(each.id for _, each in self.options if each.id in self.ticked)
            self.error = "" if ids else NO_TICK
        else:
            ids = (self.pointed.id,) if self.pointed else ()
            self.error = "" if ids else NOTHING
        return ids or None

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
        hint = HINT_SEVERAL if self.screen.several else HINT
        return [*found, *(("hint", each) for each in _wrap(hint, width))]

    def _row(self, at: int, key: str, option: Option, width: int) -> list[Line]:
        tick = f"[{'x' if option.id in self.ticked else ' '}] " if self.screen.several else ""
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
    return textwrap.wrap(
        text, max(width, NARROWEST), initial_indent=indent, subsequent_indent=indent
    )
