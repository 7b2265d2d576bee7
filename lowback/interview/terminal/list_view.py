"""A list to pick from, without a terminal: what the keys do and what lines to show. Pure.

Nothing is chosen before the runner does it, unless there is an old answer. A key changes the
option that it names and no other, but for “None of these”, which takes away every mark. Every
line fits the width, so that no terminal can cut a text off.
"""

from msgspec.structs import replace

from lowback.interview.terminal.frame import Block, Frame, Line, draw, with_picture, wrap
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

NOTHING = "Nothing is chosen yet. Use the arrows or the keys shown, then Enter."
NO_TICK = "Nothing is ticked yet. Tick what is true, then press Enter."
NO_CHANGE = "Some of these have no answer yet. Tick what is true, or choose “None of the others”."
NO_DOUBT = "Nothing is marked [?] yet. Mark what you are not sure about, or press Esc."
UNREAD = "Please read these too, then press Enter."
HINT = "Number, Enter · Esc back · ? help"
HINT_SEVERAL = "Numbers tick, Enter · Esc back · ? help"
HINT_DOUBT = "Numbers mark [?], Enter · Esc back"
HINT_ENOUGH = "e enough"
HINT_PAGE = "Enter: next page"
HINT_HELP = "Enter: back to the question"
ENDLESS, LEAST_BESIDE, GAP = 10_000, 42, 2


class ListView:
    """Where the pointer stands, which marks stand, and what is wrong, if anything."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen
        self.options = keyed(screen)
        self.alone = screen.exclusive | {LEFT_OUT}
        self.marks: dict[str, Mark] = marks_of(screen) if screen.several else {}
        self.at_first = dict(self.marks)
        self.touched = False
        self.top = 0
        self.unread: set[int] | None = None
        self.leapt = False
        self.helping, self.page, self.pages = "", 0, 1
        self.error = ""
        old = [at for at, (_, each) in enumerate(self.options) if each.id in screen.chosen]
        self.at: int | None = old[0] if old else None

    @property
    def pointed(self) -> Option | None:
        """The option under the pointer, if the pointer stands anywhere."""
        return None if self.at is None else self.options[self.at][1]

    @property
    def about(self) -> str:
        """What `?` tells: about the option pointed at, else about the whole question."""
        return (self.pointed.help if self.pointed else "") or self.screen.help

    def key(self, name: str) -> tuple[str, ...] | None:
        """Do what a key means; what is chosen once Enter takes it.

        `name` is `enter`, `up`, `down`, a space, `?`, or the key of an option.
        """
        self.leapt = name in {key for key, each in self.options if each.id in self.alone}
        if self.helping:
            self._turn()
        elif name == "enter":
            return self.confirm()
        elif name == "?":
            self.helping, self.page = self.about, 0
        elif name in {"up", "down"}:
            self.move(1 if name == "down" else -1)
        elif name == " ":
            self.tick()
        else:
            self.press(name)
        return None

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

    def frame(self, width: int, height: int) -> list[Line]:
        """Return the lines to show in a window; `pointed` marks where the pointer is."""
        if self.helping:
            return self._page(width, height)
        beside = self._picture(width, height)
        room = width - _broad(beside)
        blocks = tuple(
            self._row(at, key, option, room) for at, (key, option) in enumerate(self.options)
        )
        frame = Frame(self._head(width), blocks, self._detail(room), self._tail(width))
        lines, window = draw(frame, height, self.at, self.top)
        self.top = window.first
        unread = set(range(len(blocks))) if self.unread is None else self.unread
        # "None of these" leaps over signs; what flashes by on the way to Enter was not read.
        self.unread = unread - (set() if self.leapt else set(range(window.first, window.end)))
        return with_picture(lines, beside, frame) if beside else lines

    def lines(self, width: int) -> list[Line]:
        """Return all lines, for a window that is high enough."""
        return self.frame(width, ENDLESS)

    def _turn(self) -> None:
        """Turn the page of the help, or close it after the last."""
        self.page += 1
        if self.page >= self.pages:
            self.helping = ""

    def _page(self, width: int, height: int) -> list[Line]:
        picture = self.screen.picture if _broad(self.screen.picture) - GAP <= width else ()
        drawn = (("picture", each) for each in picture)
        lines, room = (*drawn, *wrap("help", self.helping, width)), max(height - 2, 1)
        self.pages = -(-len(lines) // room)
        place = wrap("place", self.screen.place, width)[:1]
        shown = lines[self.page * room : (self.page + 1) * room]
        hint = HINT_PAGE if self.page + 1 < self.pages else HINT_HELP
        return [*place, *shown, ("hint", hint)]

    def _head(self, width: int) -> tuple[Line, ...]:
        return (
            *wrap("place", self.screen.place, width),
            *wrap("note", self.screen.note, width),
            *wrap("label", f"{self.screen.text} {self.screen.task}".strip(), width),
        )

    def _picture(self, width: int, height: int) -> tuple[str, ...]:
        """The picture, if there is room for it beside the list."""
        picture = self.screen.picture
        around = len(self._head(width)) + len(self._tail(width))
        fits = width - _broad(picture) >= LEAST_BESIDE and len(picture) + around <= height
        return picture if fits else ()

    def _detail(self, width: int) -> tuple[Line, ...]:
        full = (self.pointed.detail or self.pointed.full) if self.pointed else ""
        return (("", ""), *wrap("full", full, width - 2, "  ")) if full else ()

    def _tail(self, width: int) -> tuple[Line, ...]:
        return (*wrap("error", self.error, width), *wrap("hint", self._hint, width))

    @property
    def _hint(self) -> str:
        if self.screen.marking == UNSURE:
            return HINT_DOUBT
        hint = HINT_SEVERAL if self.screen.several else HINT
        return f"{hint} · {HINT_ENOUGH}" if self.screen.may_end else hint

    def _unmark(self, name: str) -> None:
        """Take a mark away; a “not sure” that was a tick before becomes that tick again."""
        was = self.at_first.get(name)
        del self.marks[name]
        if was and was != self.screen.marking and self.screen.marking == UNSURE:
            self.marks[name] = was

    def _lacking(self) -> str:
        if self.unread and self.screen.read_all:
            self.at = self.top = min(self.unread)
            return UNREAD
        if self.screen.marking == UNSURE:
            return "" if self.touched or UNSURE in self.marks.values() else NO_DOUBT
        if not self.marks:
            return NO_TICK
        return NO_CHANGE if self.screen.fresh and not self.touched else ""

    def _row(self, at: int, key: str, option: Option, width: int) -> Block:
        pointed = at == self.at
        mark = self.marks.get(option.id, " ") if self.screen.several else "x" if pointed else " "
        box = f"[{mark}]" if self.screen.several else f"({mark})"
        lead = f"{'>' if pointed else ' '} {key if len(key) == 1 else ' '} {box} "
        style = "pointed" if pointed else ""
        label = wrap(style, option.label, width - len(lead))
        return [
            (style, (lead if first == 0 else " " * len(lead)) + each)
            for first, (_, each) in enumerate(label)
        ]


def _broad(picture: tuple[str, ...]) -> int:
    return max(map(len, picture)) + GAP if picture else 0
