"""What an interview needs from a terminal. Two back ends speak it: screens and lines."""

from collections.abc import Mapping
from typing import Literal, Protocol

from msgspec import Struct
from msgspec.structs import replace

from lowback.knowledge.schema import folded_country

LEFT_OUT = "=left_out"
Mark = Literal["x", "?"]
YES: Mark = "x"
UNSURE: Mark = "?"
Marks = Mapping[str, Mark]
KEYS = "1234567890acdfghijklmop"


class Wish(Exception):  # noqa: N818 - a wish of the runner, not an error
    """Something else than an answer; `left` is the screen as it was left, if known."""

    def __init__(self, left: "Screen | None" = None) -> None:
        super().__init__()
        self.left = left


class Back(Wish):
    """The runner wants the previous question."""


class Enough(Wish):
    """The runner wants the answer now."""


class Leave(Exception):  # noqa: N818 - a wish of the runner, not an error
    """The runner wants to stop here and go on later."""


class Option(Struct, frozen=True):
    """One thing to pick: a short label, the full wording when the label is shortened, a key.

    Without a key of its own it gets the next number. `detail` stands under the list while the
    pointer is here, `help` is what `?` shows about it alone, `short` is what it is called when it
    was picked; `called` are other words for it, folded, which may be typed.
    """

    id: str
    label: str
    full: str = ""
    key: str = ""
    detail: str = ""
    help: str = ""
    short: str = ""
    called: frozenset[str] = frozenset()

    def is_called(self, said: str) -> bool:
        """Whether a text without capitals is its label or another word for it."""
        names = {self.label.casefold(), self.short.casefold()} - {""}
        return said in names or folded_country(said) in self.called


SKIP = Option(LEFT_OUT, "Leave this out", key="s")


class Screen(Struct, frozen=True, kw_only=True):
    """One prompt: where we are, the question in full, what can be picked, and what `?` tells.

    `chosen` and `doubtful` are shown as ticked and as not sure; in a list of signs a key puts or
    takes away the mark `marking`. Of a `fresh` list some part was never answered, so that
    Enter alone cannot answer it. `task` says that several may be ticked; plain lines say it where
    they are typed. `may_end` offers the answer at once, of a list to
    `read_all` every line has to be seen, `note` is what was told
    since the last screen, and the `picture` is drawn where there is room.
    """

    place: str
    text: str
    label: str
    help: str
    task: str = ""
    options: tuple[Option, ...] = ()
    several: bool = False
    exclusive: frozenset[str] = frozenset()
    chosen: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()
    marking: Mark = YES
    fresh: bool = False
    typed: str = ""
    may_skip: bool = True
    may_end: bool = False
    read_all: bool = False
    note: str = ""
    picture: tuple[str, ...] = ()


class Prompter(Protocol):
    """Asks one screen at a time; raises `Back`, `Leave` or `Enough` when the runner wants that."""

    def tell(self, text: str) -> None:
        """Show a text and go on; a drawn screen shows it with the next prompt."""

    def end(self) -> None:
        """Show what was told since the last prompt; nothing more is asked for now."""

    def pick(self, screen: Screen) -> tuple[str, ...]:
        """Return the ids picked, never none of them unless the question was left out."""

    def tick(self, screen: Screen) -> Marks:
        """Return the marks in a list of signs, by the ids of the options; never none of them."""

    def write(self, screen: Screen) -> str:
        """Return what was typed; empty when the question was left out."""

    def wait(self, text: str) -> None:
        """Show a text until the runner goes on; raises `Back` when they do not want to."""

    def hold(self, seconds: int) -> int:
        """Count down once started; return the seconds held, all of them or fewer."""

    def count(self) -> int:
        """Count how often the runner presses a key, or take the number from them."""


def keyed(screen: Screen) -> tuple[tuple[str, Option], ...]:
    """Give every option its key; the wish to leave a question out stands last."""
    options = (*screen.options, SKIP) if screen.may_skip else screen.options
    own = {each.key for each in options}
    free = iter(each for each in KEYS if each not in own)
    return tuple((each.key or next(free), each) for each in options)


def labels_of(screen: Screen, ids: tuple[str, ...]) -> str:
    """Return the labels of what was picked, in one line."""
    return ", ".join(each.short or each.label for _, each in keyed(screen) if each.id in ids)


def marks_of(screen: Screen) -> dict[str, Mark]:
    """Return the marks that stand on a screen of signs, in the order of its options."""
    found: dict[str, Mark] = {each.id: YES for each in screen.options if each.id in screen.chosen}
    return found | {each.id: UNSURE for each in screen.options if each.id in screen.doubtful}


def marks_in_words(screen: Screen, marks: Marks) -> str:
    """Return what is marked, in one line."""
    yes, unsure = (
        labels_of(screen, tuple(name for name, each in marks.items() if each == mark))
        for mark in (YES, UNSURE)
    )
    return "; ".join(part for part in (yes, f"not sure: {unsure}" if unsure else "") if part)


def marked(screen: Screen, marks: Marks) -> Screen:
    """Return the screen with these marks on it and no others."""
    yes, unsure = (
        tuple(name for name, each in marks.items() if each == mark) for mark in (YES, UNSURE)
    )
    return replace(screen, chosen=yes, doubtful=unsure)


def without(name: str, marks: Marks) -> Marks:
    """Return the marks but for one."""
    return {each: mark for each, mark in marks.items() if each != name}
