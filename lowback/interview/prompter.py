"""What an interview needs from a terminal. Two back ends speak it: screens and lines."""

from typing import Protocol

from msgspec import Struct


class Back(Exception):  # noqa: N818 - a wish of the runner, not an error
    """The runner wants the previous question."""


class Leave(Exception):  # noqa: N818 - a wish of the runner, not an error
    """The runner wants to stop here and go on later."""


class Option(Struct, frozen=True):
    """One thing to pick: a short label, and the full wording when the label is shortened."""

    id: str
    label: str
    full: str = ""


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
        """Return the ids picked; empty when the question was left out."""

    def write(self, screen: Screen) -> str:
        """Return what was typed; empty when the question was left out."""
