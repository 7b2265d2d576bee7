"""The rich back end: prompts on stderr that are redrawn in place, with keys to go back and ask.

The only file that knows questionary; with `keys.py` the only one that knows prompt_toolkit. Long
texts are written above a prompt, so that they stay in the window's history; what a prompt draws is
wrapped to the window again whenever that changes.
"""

import sys
import time
from collections.abc import Callable
from typing import Any

import questionary
from prompt_toolkit import Application
from prompt_toolkit.application import get_app_session
from prompt_toolkit.input import Input
from prompt_toolkit.input.typeahead import clear_typeahead
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent, merge_key_bindings
from prompt_toolkit.layout import FormattedTextControl, Layout, Window
from prompt_toolkit.output import Output, create_output
from prompt_toolkit.output.vt100 import Vt100_Output

from lowback.interview.terminal.keys import enter_keys, list_keys, tokens, wish_keys
from lowback.interview.terminal.list_view import Line, ListView, wrapped
from lowback.interview.terminal.prompter import (
    LEFT_OUT,
    Back,
    Leave,
    Marks,
    Prompter,
    Screen,
    keyed,
    labels_of,
    marks_in_words,
)

KEYS = (
    "Keys: a number or the arrows choose, Enter goes on, Esc or Ctrl-B goes back, ? explains. "
    "Ctrl-C stops; your answers so far are then kept for later."
)
STYLE = questionary.Style(
    [("label", "bold"), ("pointed", "bold"), ("error", "bold fg:ansired"), ("hint", "")]
)
WIDEST, NARROWEST = 100, 20
ESCAPE_SECONDS = 0.1
TICK_SECONDS = 0.2


class Screens(Prompter):
    """One prompt a screen; `source` and `output` are those of the terminal unless given."""

    def __init__(
        self,
        width: int,
        source: Input | None = None,
        output: Output | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.fallback = width
        self.source = source
        self.output = output or create_output(stdout=sys.stderr)
        if isinstance(self.output, Vt100_Output):
            self.output.enable_cpr = False
        self.clock = clock
        self.tell(KEYS)

    @property
    def width(self) -> int:
        """The columns to use now; a window may be resized between two prompts."""
        try:
            columns = self.output.get_size().columns
        except OSError:
            columns = self.fallback
        return max(NARROWEST, min(columns - 1, WIDEST))

    def tell(self, text: str) -> None:
        """Write a text, wrapped, with an empty line after it."""
        self.output.write("\r\n".join(wrapped(text, self.width)) + "\r\n\r\n")
        self.output.flush()

    def pick(self, screen: Screen) -> tuple[str, ...]:
        """Ask with a list; one that can be ticked where several are allowed."""
        ids = self._listed(ListView(screen))
        self.tell(f"{screen.label}: {labels_of(screen, ids)}")
        return () if LEFT_OUT in ids else ids

    def tick(self, screen: Screen) -> Marks:
        """Ask with a list of signs, each of which can be marked."""
        view = ListView(screen)
        self._listed(view)
        self.tell(f"{screen.label}: {marks_in_words(screen, view.marks)}")
        return view.marks

    def write(self, screen: Screen) -> str:
        """Ask for one line of text."""
        self._show(screen)
        for_ranges = [f"{each.key}  {each.label}" for each in screen.options]
        if for_ranges:
            self.tell("\n".join(["Or type one of these:", *for_ranges]))
        hint = " (s leaves it out)" if screen.may_skip else ""
        while True:
            typed = self._typed(f"{screen.label}{hint}:", screen)
            if typed.casefold() == "s" and screen.may_skip:
                self.tell("Left out.")
                return ""
            if typed:
                return typed
            self.tell("Nothing was typed yet.")

    def wait(self, text: str) -> None:
        """Show a text until Enter is pressed, not one that was pressed before it stood there."""
        self.tell(text)
        self._forget_keys()
        self._run(
            lambda: [("hint", "Enter goes on · Esc back")],
            enter_keys(lambda event: event.app.exit(result=None)),
        )

    def hold(self, seconds: int) -> int:
        """Count down on one line; Enter starts and stops it."""
        began: list[float] = []

        def held() -> int:
            return min(seconds, int(self.clock() - began[0])) if began else 0

        def lines() -> list[Line]:
            if not began:
                return [("label", f"{seconds} seconds. Enter starts the clock.")]
            return [("label", f"{seconds - held()} seconds left. Enter stops the clock.")]

        def pressed(event: KeyPressEvent) -> None:
            if began:
                event.app.exit(result=held())
            else:
                began.append(self.clock())

        def over(app: Application[Any]) -> None:
            if held() == seconds and not app.is_done:
                self.output.bell()
                app.exit(result=seconds)

        return int(self._run(lines, enter_keys(pressed), over))

    def count(self) -> int:
        """Count the presses of the space bar; Enter ends it."""
        presses: list[KeyPressEvent] = []
        keys = enter_keys(lambda event: event.app.exit(result=len(presses)))
        keys.add(" ")(presses.append)

        def lines() -> list[Line]:
            return [("label", f"Counted: {len(presses)}. Space adds one, Enter ends.")]

        return int(self._run(lines, keys))

    def _listed(self, view: ListView) -> tuple[str, ...]:
        """Let the keys work on a list until Enter takes it; Back brings the list as it stands."""
        self._show(view.screen)
        try:
            ids: tuple[str, ...] = self._run(
                lambda: view.lines(self.width), list_keys(view), explain=lambda: view.about
            )
        except Back:
            raise Back(view.left()) from None
        return ids

    def _forget_keys(self) -> None:
        """Drop what was typed ahead: nobody can have meant it for a text not yet seen."""
        source = self.source or get_app_session().input
        clear_typeahead(source)
        source.read_keys()

    def _show(self, screen: Screen) -> None:
        full = [f"{key}  {each.full}" for key, each in keyed(screen) if each.full]
        self.tell("\n".join([screen.place, screen.text, *full]))

    def _typed(self, message: str, screen: Screen) -> str:
        question = questionary.text(
            message, default=screen.typed, qmark=">", style=STYLE, **self._streams()
        )
        return str(self._answer(question, lambda: screen.help)).strip()

    def _run(
        self,
        lines: Callable[[], list[Line]],
        keys: KeyBindings,
        after_render: Callable[[Application[Any]], None] | None = None,
        explain: Callable[[], str] = str,
    ) -> Any:  # noqa: ANN401 - each prompt has a result of its own
        """Draw lines until a key ends it."""
        control = FormattedTextControl(lambda: tokens(lines()))
        application: Application[Any] = Application(
            layout=Layout(Window(control, always_hide_cursor=True, dont_extend_height=True)),
            key_bindings=keys,
            style=STYLE,
            erase_when_done=True,
            after_render=after_render,
            refresh_interval=TICK_SECONDS if after_render else None,
            **self._streams(),
        )
        return self._answer(questionary.Question(application), explain)

    def _answer(self, question: questionary.Question, explain: Callable[[], str]) -> Any:  # noqa: ANN401
        application = question.application
        own = [application.key_bindings] if application.key_bindings else []
        application.key_bindings = merge_key_bindings(
            [*own, wish_keys(lambda: self.tell(explain()))]
        )
        application.ttimeoutlen = ESCAPE_SECONDS
        try:
            return question.unsafe_ask()
        except (KeyboardInterrupt, EOFError):
            raise Leave from None

    def _streams(self) -> dict[str, Any]:
        streams: dict[str, Any] = {"output": self.output}
        return streams | ({"input": self.source} if self.source else {})
