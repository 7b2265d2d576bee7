"""Plain numbered lines: for screen readers, dumb terminals, and anyone who prefers them."""

import sys
import textwrap
import threading
import time
from collections.abc import Callable
from typing import TextIO

from lowback.interview.terminal.prompter import (
    LEFT_OUT,
    YES,
    Back,
    Enough,
    Leave,
    Marks,
    Option,
    Prompter,
    Screen,
    keyed,
    labels_of,
    marks_in_words,
    marks_of,
)

KEYS = (
    "Type s to leave a question out, ? for help, b to go back, q to stop. "
    "Press Enter after each answer; put commas between several."
)
NONE_WORDS = {"n", "no", "none", "nothing", "no one", "none of these", "none of them"}
UNSURE_WORDS = {"u", "unsure", "not sure", "don't know", "i don't know", "dont know", "maybe"}
MEANT = {
    "yes": {"y", "yes"},
    "no": {"n", "no"},
    "unsure": UNSURE_WORDS,
    "=none": NONE_WORDS,
    "=not_sure": UNSURE_WORDS,
    LEFT_OUT: {"skip", "leave out", "leave it out", "left out"},
}
YES_WORDS, NO_WORDS = {"y", "yes"}, {"n", "no"}
ENOUGH_WORDS = {"e", "enough"}
BACK, STOP = {"b", "back", "<", "\x02", "\x1b"}, {"q", "quit", "stop"}


class Lines(Prompter):
    """Writes to one stream and reads whole lines from another; never redraws."""

    def __init__(
        self,
        width: int,
        out: TextIO | None = None,
        read: Callable[[], str] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.width = max(20, min(width, 100))
        self.out = out or sys.stderr
        self.read = read or sys.stdin.readline
        self.clock = clock
        self.section = ""
        self.tell(KEYS)

    def tell(self, text: str) -> None:
        """Write a text, wrapped, with an empty line after it."""
        for line in text.splitlines():
            self.out.write(textwrap.fill(line, self.width) + "\n")
        self.out.write("\n")
        self.out.flush()

    def end(self) -> None:
        """Nothing: every text was written at once."""

    def pick(self, screen: Screen) -> tuple[str, ...]:
        """Read one key, or several with commas or blanks between them."""
        self._list(screen)
        while True:
            typed = self._typed(screen, _wanted(screen))
            if not typed and screen.chosen:
                return screen.chosen
            picked = _picked(typed, screen)
            if isinstance(picked, str):
                self.tell(picked)
                continue
            left_out = LEFT_OUT in picked
            self.tell("Left out." if left_out else f"{labels_of(screen, picked)}.")
            return () if left_out else picked

    def tick(self, screen: Screen) -> Marks:
        """Read the keys of the signs that are true, or of those to mark as not sure."""
        self._list(screen)
        standing = marks_of(screen)
        while True:
            typed = self._typed(screen, _wanted(screen))
            if not typed and standing and not screen.fresh:
                return standing
            picked = _picked(typed, screen)
            if isinstance(picked, str):
                self.tell(picked)
                continue
            marks = _marked(picked, standing, screen)
            self.tell(f"{marks_in_words(screen, marks)}.")
            return marks

    def write(self, screen: Screen) -> str:
        """Read one line of text."""
        self._ask(screen)
        for each in screen.options:
            self._line(f"{each.key}. {each.label}")
        prompt = "Answer"
        prompt += f" (Enter keeps {screen.typed}): " if screen.typed else ": "
        while True:
            typed = self._typed(screen, prompt) or screen.typed
            if typed.casefold() == "s" and screen.may_skip:
                self.tell("Left out.")
                return ""
            if typed:
                return typed
            self.tell("Nothing was typed yet.")

    def wait(self, text: str) -> None:
        """Show a text until Enter is pressed; "no" goes back."""
        self.tell(text)
        while typed := self._typed(_plain(text), "Press Enter to go on, or b to go back: "):
            if typed.casefold() in NO_WORDS:
                raise Back
            if typed.casefold() in YES_WORDS:
                return
            self.tell("Press Enter alone to go on.")

    def hold(self, seconds: int) -> int:
        """Time what lies between two Enters; the first starts the clock."""
        screen = _plain(f"The clock counts {seconds} seconds at most.")
        self._typed(screen, f"Press Enter to start the clock ({seconds} seconds at most): ")
        bell = threading.Timer(seconds, self.tell, ["\a\nTime is up. Press Enter."])
        begin = self.clock()
        bell.start()
        try:
            self._typed(screen, "The clock runs. Press Enter to stop: ")
        finally:
            bell.cancel()
        return min(seconds, int(self.clock() - begin))

    def count(self) -> int:
        """Read the number that was counted."""
        while True:
            typed = self._typed(_plain("Count aloud."), "Count aloud. How many? ")
            if typed.isdecimal():
                return int(typed)
            self.tell("Please type a number.")

    def _list(self, screen: Screen) -> None:
        """Write the question, its options, and what stands from before."""
        self._ask(screen)
        for key, option in keyed(screen):
            if option.id != LEFT_OUT:
                self._line(f"{key}. {option.label}")
        if marks := marks_of(screen):
            keeps = "It stays." if screen.fresh else "Enter keeps it."
            self._line(f"Before: {marks_in_words(screen, marks)}. {keeps}")

    def _ask(self, screen: Screen) -> None:
        """Write where we are and the question; a heading only where it is another one."""
        counter, _, section = screen.place.partition(" · ")
        place = counter if section == self.section else screen.place
        self.section = section
        self.tell(f"{place}\n{screen.text}")

    def _line(self, text: str) -> None:
        self.out.write(textwrap.fill(text, self.width, subsequent_indent="   ") + "\n")

    def _typed(self, screen: Screen, prompt: str) -> str:
        while True:
            self.out.write(textwrap.fill(prompt, self.width, drop_whitespace=False))
            self.out.flush()
            line = self.read()
            if not line:
                raise Leave
            typed = line.strip()
            word = typed.casefold()
            if word in BACK:
                raise Back(screen)
            if word in STOP:
                raise Leave
            if word in ENOUGH_WORDS and screen.may_end:
                raise Enough(screen)
            if not word.startswith("?") and word != "help":
                return typed
            self.tell(_help(screen, word.lstrip("? ")))


def _plain(text: str) -> Screen:
    return Screen(place="", text=text, label="", help=text)


def _help(screen: Screen, key: str) -> str:
    """Return the help of one option (`? 3`), else of the whole screen."""
    own = [each.help or each.full for name, each in keyed(screen) if name == key]
    return own[0] if own and own[0] else screen.help


def _marked(picked: tuple[str, ...], standing: Marks, screen: Screen) -> Marks:
    """The marks after a line was typed: it names all that is true, or all that is not sure."""
    if set(picked) & screen.exclusive:
        return dict.fromkeys(picked, YES)
    stays = {
        name: mark for name, mark in standing.items() if mark != screen.marking or screen.fresh
    }
    return stays | dict.fromkeys(picked, screen.marking)


def _wanted(screen: Screen) -> str:
    if screen.read_all and screen.marking == YES:
        return "Type all that are true: "
    return "One or more: " if screen.several else "Answer: "


def _picked(typed: str, screen: Screen) -> tuple[str, ...] | str:
    """Return what the keys stand for, or what is wrong with them."""
    options = dict(keyed(screen))
    said = _said(typed, screen)
    words = [said] if said else typed.casefold().replace(",", " ").split()
    if not words:
        return f"Nothing is chosen yet. Type {_listed(list(options))}."
    if not all(each in options for each in words):
        return f"Please type {_listed(list(options))}."
    if len(words) > 1 and not screen.several:
        return "Please type one only."
    ids = tuple(dict.fromkeys(options[each].id for each in words))
    alone = screen.exclusive | {LEFT_OUT}
    if len(ids) > 1 and (found := [each for each in ids if each in alone]):
        return f"“{labels_of(screen, tuple(found[:1]))}” cannot go together with another choice."
    return ids


def _said(typed: str, screen: Screen) -> str:
    """The key of what was said in words: a whole label, yes, no, none, not sure."""
    said = " ".join(typed.casefold().replace("\u2019", "'").strip(" .,!").split())
    for key, option in keyed(screen):
        if option.is_called(said) or said in MEANT.get(option.id, ()):
            return key
        if option.id in screen.exclusive and said in NONE_WORDS and _is_none(option):
            return key
    return ""


def _is_none(option: Option) -> bool:
    return option.label.casefold().startswith(("no", "none"))


def _listed(keys: list[str]) -> str:
    return f"{', '.join(keys[:-1])} or {keys[-1]}"
