"""The rich back end: each prompt is one frame on stderr, redrawn in place and gone once answered.

The only file that knows questionary; with `keys.py` the only one that knows prompt_toolkit. A
frame is wrapped to the window again whenever that changes, and never higher than the window.
"""

import sys
import time
from collections.abc import Callable
from typing import Any

import questionary
from msgspec.structs import replace
from prompt_toolkit import Application
from prompt_toolkit.application import get_app_session
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.input import Input
from prompt_toolkit.input.typeahead import clear_typeahead
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent, merge_key_bindings
from prompt_toolkit.layout import (
    BufferControl,
    Container,
    FormattedTextControl,
    HSplit,
    Layout,
    Window,
)
from prompt_toolkit.layout.processors import BeforeInput
from prompt_toolkit.output import Output, create_output
from prompt_toolkit.output.vt100 import Vt100_Output

from lowback.interview.terminal.frame import Frame, Line, draw, wrap
from lowback.interview.terminal.keys import enter_keys, list_keys, text_keys, tokens, wish_keys
from lowback.interview.terminal.list_view import ListView
from lowback.interview.terminal.prompter import (
    LEFT_OUT,
    Back,
    Enough,
    Leave,
    Marks,
    Prompter,
    Screen,
)
from lowback.interview.terminal.text_view import TextView

STYLE = questionary.Style(
    [
        ("label", "bold"),
        ("pointed", "bold"),
        ("error", "bold fg:ansired"),
        ("note", "bold"),
        ("place", "fg:ansibrightblack"),
        ("hint", "fg:ansibrightblack"),
        ("more", "fg:ansibrightblack"),
    ]
)
WIDEST, NARROWEST, HIGHEST = 100, 20, 50
ESCAPE_SECONDS = 0.1
TICK_SECONDS = 0.2
GO_ON = "Enter goes on · Esc back"


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
        self.told: list[str] = []

    @property
    def size(self) -> tuple[int, int]:
        """The columns and rows to use now; a window may be resized between two prompts."""
        try:
            size = self.output.get_size()
            columns, rows = size.columns, size.rows
        except OSError:
            columns, rows = self.fallback, HIGHEST
        return max(NARROWEST, min(columns - 1, WIDEST)), max(rows - 1, 1)

    def tell(self, text: str) -> None:
        """Keep a text for the next frame."""
        self.told.append(text)

    def end(self) -> None:
        """Write what was told since the last prompt."""
        lines = [text for _, text in wrap("", "\n".join(self._told()), self.size[0])]
        if lines:
            self.output.write("\r\n".join(lines) + "\r\n")
            self.output.flush()

    def pick(self, screen: Screen) -> tuple[str, ...]:
        """Ask with a list; one that can be ticked where several are allowed."""
        ids = self._listed(ListView(self._noted(screen)))
        return () if LEFT_OUT in ids else ids

    def tick(self, screen: Screen) -> Marks:
        """Ask with a list of signs, each of which can be marked."""
        view = ListView(self._noted(screen))
        self._listed(view)
        return view.marks

    def write(self, screen: Screen) -> str:
        """Ask for one line of text."""
        view = TextView(self._noted(screen))
        buffer = Buffer(multiline=False)
        buffer.text = screen.typed
        buffer.cursor_position = len(screen.typed)
        typed = BeforeInput("> ", style="class:label")
        line = Window(BufferControl(buffer, input_processors=[typed]), height=1)
        above = _window(lambda: view.above(*self.size))
        below = _window(lambda: view.below(self.size[0]))
        return str(self._run(HSplit([above, line, below]), text_keys(view, buffer)))

    def wait(self, text: str) -> None:
        """Show a text until Enter is pressed, not one that was pressed before it stood there."""
        head = "\n".join([*self._told(), text])
        self._forget_keys()
        pressed = enter_keys(lambda event: event.app.exit(result=None))
        self._lines(lambda: [("hint", GO_ON)], pressed, head)

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

        return int(self._lines(lines, enter_keys(pressed), "\n".join(self._told()), over))

    def count(self) -> int:
        """Count the presses of the space bar; Enter ends it."""
        presses: list[KeyPressEvent] = []
        keys = enter_keys(lambda event: event.app.exit(result=len(presses)))
        keys.add(" ")(presses.append)

        def lines() -> list[Line]:
            return [("label", f"Counted: {len(presses)}. Space adds one, Enter ends.")]

        return int(self._lines(lines, keys, "\n".join(self._told())))

    def _listed(self, view: ListView) -> tuple[str, ...]:
        """Let the keys work on a list until Enter takes it; Back brings the list as it stands."""
        window = _window(lambda: view.frame(*self.size))
        try:
            ids: tuple[str, ...] = self._run(window, list_keys(view))
        except (Back, Enough) as wish:
            raise type(wish)(view.left()) from None
        return ids

    def _noted(self, screen: Screen) -> Screen:
        return replace(screen, note="\n".join(self._told()))

    def _told(self) -> list[str]:
        told, self.told = self.told, []
        return told

    def _forget_keys(self) -> None:
        """Drop what was typed ahead: nobody can have meant it for a text not yet seen."""
        source = self.source or get_app_session().input
        clear_typeahead(source)
        source.read_keys()

    def _lines(
        self,
        lines: Callable[[], list[Line]],
        keys: KeyBindings,
        head: str,
        after_render: Callable[[Application[Any]], None] | None = None,
    ) -> Any:  # noqa: ANN401 - each prompt has a result of its own
        """Draw a text with changing lines under it until a key ends it."""

        def drawn() -> list[Line]:
            width, height = self.size
            frame = Frame(wrap("", head, width), tail=tuple(lines()))
            return draw(frame, height, None, 0)[0]

        return self._run(_window(drawn), keys, after_render)

    def _run(
        self,
        container: Container,
        keys: KeyBindings,
        after_render: Callable[[Application[Any]], None] | None = None,
    ) -> Any:  # noqa: ANN401 - each prompt has a result of its own
        """Draw a frame until a key ends it."""
        application: Application[Any] = Application(
            layout=Layout(container),
            key_bindings=merge_key_bindings([keys, wish_keys()]),
            style=STYLE,
            erase_when_done=True,
            after_render=after_render,
            refresh_interval=TICK_SECONDS if after_render else None,
            output=self.output,
            input=self.source,
        )
        application.ttimeoutlen = ESCAPE_SECONDS
        try:
            return questionary.Question(application).unsafe_ask()
        except (KeyboardInterrupt, EOFError):
            raise Leave from None


def _window(lines: Callable[[], list[Line]]) -> Window:
    control = FormattedTextControl(lambda: tokens(lines()))
    return Window(control, always_hide_cursor=True, dont_extend_height=True)
