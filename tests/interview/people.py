"""A person at a prompt, without a terminal: the interview runs in a thread and waits for keys.

`AtList` works the shipped list with its keys; `AtLines` types into the shipped plain lines.
Both say what stands before the person, and hand each wish over at once.
"""

import io
import queue
import threading
from collections.abc import Callable
from typing import Literal, NamedTuple

from lowback.interview.terminal.lines import Lines
from lowback.interview.terminal.list_view import ListView
from lowback.interview.terminal.prompter import (
    LEFT_OUT,
    Back,
    Leave,
    Marks,
    Prompter,
    Screen,
)

Kind = Literal["tick", "pick", "write", "wait", "over"]


class Shown(NamedTuple):
    """What stands before the person: the kind of prompt, its screen, and the list if there is one.

    `text` is what was told since the last prompt.
    """

    kind: Kind
    screen: Screen
    text: str = ""
    view: ListView | None = None


NOTHING = Screen(place="", text="", label="", help="")


class Desk:
    """Where one talk takes place: `say` hands a key or a line over and waits for what comes."""

    def __init__(self, talk: Callable[["Desk"], None]) -> None:
        self.keys: queue.SimpleQueue[str] = queue.SimpleQueue()
        self.frames: queue.SimpleQueue[Shown | BaseException] = queue.SimpleQueue()
        self.told: list[str] = []
        self.thread = threading.Thread(target=self._run, args=(talk,), daemon=True)
        self.thread.start()
        self.shown = self._next()

    def say(self, key: str) -> Shown:
        """Hand over a key or a line; what stands there next."""
        self.keys.put(key)
        self.shown = self._next()
        return self.shown

    def wait_for(self, kind: Kind, screen: Screen, view: ListView | None = None) -> str:
        """Show something and wait for a key; called by the talk."""
        text, self.told = "\n".join(self.told), []
        self.frames.put(Shown(kind, screen, text, view))
        return self.keys.get()

    def _next(self) -> Shown:
        found = self.frames.get(timeout=60)
        if isinstance(found, BaseException):
            self.shown = Shown("over", NOTHING)
            raise found
        return found

    def _run(self, talk: Callable[["Desk"], None]) -> None:
        try:
            talk(self)
        except Leave:
            self.frames.put(Shown("over", NOTHING))
        except BaseException as error:  # noqa: BLE001 - the test's own thread raises it again
            self.frames.put(error)
        else:
            self.frames.put(Shown("over", NOTHING, "\n".join(self.told)))


class AtList(Prompter):
    """Keys for the shipped list: the same that the drawn screens give it."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def tell(self, text: str) -> None:
        self.desk.told.append(text)

    def end(self) -> None:
        pass

    def pick(self, screen: Screen) -> tuple[str, ...]:
        ids = self._listed(ListView(screen), "pick")
        return () if LEFT_OUT in ids else ids

    def tick(self, screen: Screen) -> Marks:
        view = ListView(screen)
        self._listed(view, "tick")
        return view.marks

    def write(self, screen: Screen) -> str:
        typed = self._key("write", screen)
        return "" if typed == "s" else typed

    def wait(self, text: str) -> None:
        while self._key("wait", Screen(place="", text=text, label="", help="")) != "enter":
            pass

    def hold(self, seconds: int) -> int:
        return seconds

    def count(self) -> int:
        return 10

    def _listed(self, view: ListView, kind: Kind) -> tuple[str, ...]:
        while True:
            try:
                key = self._key(kind, view.screen, view)
            except Back:
                raise Back(view.left()) from None
            if ids := view.key({"space": " "}.get(key, key)):
                return ids

    def _key(self, kind: Kind, screen: Screen, view: ListView | None = None) -> str:
        key = self.desk.wait_for(kind, screen, view)
        if key == "back":
            raise Back
        if key == "leave":
            raise Leave
        return key


class AtLines(Lines):
    """Lines for the shipped plain prompts."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.kind: Kind = "write"
        self.screen = NOTHING
        super().__init__(80, io.StringIO(), self._line_typed)

    def tell(self, text: str) -> None:
        self.desk.told.append(text)

    def pick(self, screen: Screen) -> tuple[str, ...]:
        self.kind, self.screen = "pick", screen
        return super().pick(screen)

    def tick(self, screen: Screen) -> Marks:
        self.kind, self.screen = "tick", screen
        return super().tick(screen)

    def write(self, screen: Screen) -> str:
        self.kind, self.screen = "write", screen
        return super().write(screen)

    def wait(self, text: str) -> None:
        self.kind, self.screen = "wait", Screen(place="", text=text, label="", help="")
        super().wait(text)

    def _line(self, text: str) -> None:
        self.desk.told.append(text)

    def _line_typed(self) -> str:
        key = self.desk.wait_for(self.kind, self.screen)
        words = {"enter": "", "back": "b", "leave": "q", "none": "n", "unsure": "u"}
        return words.get(key, key) + "\n"
