"""Plain numbered lines: for screen readers, dumb terminals, and anyone who prefers them."""

import sys
import textwrap
from collections.abc import Callable
from typing import TextIO

from lowback.interview.prompter import Back, Leave, Option, Prompter, Screen

KEYS = "Type ? for help, b to go back, q to stop and go on later."


class Lines(Prompter):
    """Writes to one stream and reads whole lines from another; never redraws."""

    def __init__(
        self, width: int, out: TextIO | None = None, read: Callable[[], str] | None = None
    ) -> None:
        self.width = max(20, min(width, 100))
        self.out = out or sys.stderr
        self.read = read or sys.stdin.readline
        self.tell(KEYS)

    def tell(self, text: str) -> None:
        """Write a text, wrapped, with an empty line after it."""
        for line in text.splitlines():
            self.out.write(textwrap.fill(line, self.width) + "\n")
        self.out.write("\n")
        self.out.flush()

    def pick(self, screen: Screen) -> tuple[str, ...]:
        """Read one number, or several with commas between them."""
        self.tell(f"{screen.place}\n{screen.text}")
        for number, option in enumerate(screen.options, 1):
            self._line(f"{number}. {option.full or option.label}")
        if screen.chosen:
            self._line(f"Before: {', '.join(_labels(screen))}. Enter keeps it.")
        while True:
            typed = self._typed(screen, _wanted(screen))
            if not typed and (screen.chosen or screen.may_skip):
                return screen.chosen
            picked = _picked(typed, screen)
            if isinstance(picked, str):
                self.tell(picked)
                continue
            self.tell(
                "You chose: "
                + ", ".join(each.label for each in screen.options if each.id in picked)
            )
            return picked

    def write(self, screen: Screen) -> str:
        """Read one line of text."""
        self.tell(f"{screen.place}\n{screen.text}")
        before = f" (Enter keeps {screen.typed})" if screen.typed else " (Enter leaves it out)"
        return self._typed(screen, f"Type a number{before}: ") or screen.typed

    def _line(self, text: str) -> None:
        self.out.write(textwrap.fill(text, self.width, subsequent_indent="   ") + "\n")

    def _typed(self, screen: Screen, prompt: str) -> str:
        while True:
            self.out.write(prompt)
            self.out.flush()
            line = self.read()
            if not line:
                raise Leave
            typed = line.strip()
            match typed.casefold():
                case "?":
                    self.tell(screen.help)
                case "b":
                    raise Back
                case "q":
                    raise Leave
                case _:
                    return typed


def _wanted(screen: Screen) -> str:
    if screen.several:
        return "Type the numbers, with commas between them: "
    return "Type a number: " if not screen.may_skip else "Type a number, or Enter to leave it out: "


def _labels(screen: Screen) -> list[str]:
    return [each.label for each in screen.options if each.id in screen.chosen]


def _picked(typed: str, screen: Screen) -> tuple[str, ...] | str:
    """Return what the numbers stand for, or what is wrong with them."""
    words = typed.replace(",", " ").split()
    most = len(screen.options)
    if not words:
        return "Please choose at least one number."
    if not all(each.isdecimal() and 1 <= int(each) <= most for each in words):
        return f"Please type numbers from 1 to {most}."
    if len(words) > 1 and not screen.several:
        return "Please type one number only."
    found: tuple[Option, ...] = tuple(screen.options[int(each) - 1] for each in words)
    ids = tuple(dict.fromkeys(each.id for each in found))
    alone = [each.label for each in found if each.id in screen.exclusive]
    if alone and len(ids) > 1:
        return f"“{alone[0]}” cannot go together with another choice."
    return ids
