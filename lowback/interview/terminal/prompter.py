"""What an interview needs from a terminal. Two back ends speak it: screens and lines."""

from typing import Protocol

from msgspec import Struct

LEFT_OUT = "=left_out"
KEYS = "123456789acdefghijklmop"


class Back(Exception):  # noqa: N818 - a wish of the runner, not an error
    """The runner wants the previous question."""


class Leave(Exception):  # noqa: N818 - a wish of the runner, not an error
    """The runner wants to stop here and go on later."""


class Option(Struct, frozen=True):
    """One thing to pick: a short label, the full wording when the label is shortened, a key.

    Without a key of its own it gets the next number. `help` is what `?` shows about it alone.
    """

    id: str
    label: str
    full: str = ""
    key: str = ""
    help: str = ""


SKIP = Option(LEFT_OUT, "Leave this out", key="s")


class Screen(Struct, frozen=True, kw_only=True):
    """One prompt: where we are, the question in full, what can be picked, and what `?` tells."""

    place: str
    text: str
    label: str
    help: str
    options: tuple[Option, ...] = ()
    several: bool = False
    exclusive: frozenset[str] = frozenset()
    chosen: tuple[str, ...] = ()
    typed: str = ""
    may_skip: bool = True


class Prompter(Protocol):
    """Asks one screen at a time; raises `Back` or `Leave` when the runner wants that."""

    def tell(self, text: str) -> None:
        """Show a text and go on."""

    def pick(self, screen: Screen) -> tuple[str, ...]:
        """Return the ids picked, never none of them unless the question was left out."""

    def write(self, screen: Screen) -> str:
        """Return what was typed; empty when the question was left out."""

    def wait(self, text: str) -> None:
        """Show a text until the runner goes on."""

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
    return ", ".join(each.label for _, each in keyed(screen) if each.id in ids)
