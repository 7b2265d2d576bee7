"""Which key does what in a drawn prompt, and how its lines become what is drawn."""

from collections.abc import Callable

from prompt_toolkit.application import run_in_terminal
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

from lowback.interview.terminal.list_view import Line, ListView
from lowback.interview.terminal.prompter import Back, Leave


def wish_keys(explain: Callable[[], None]) -> KeyBindings:
    """Esc and Ctrl-B go back, `?` explains above the prompt, Ctrl-C and Ctrl-D leave."""
    keys = KeyBindings()

    @keys.add("escape", eager=True)
    @keys.add("c-b", eager=True)
    def _back(event: KeyPressEvent) -> None:
        event.app.exit(exception=Back())

    @keys.add("?", eager=True)
    def _help(_: KeyPressEvent) -> None:
        run_in_terminal(explain)

    @keys.add("c-c", eager=True)
    @keys.add("c-d", eager=True)
    def _leave(event: KeyPressEvent) -> None:
        event.app.exit(exception=Leave())

    return keys


def enter_keys(pressed: Callable[[KeyPressEvent], None]) -> KeyBindings:
    """Enter, which arrives as Ctrl-J when it was typed before the prompt was ready."""
    keys = KeyBindings()
    keys.add("enter")(pressed)
    keys.add("c-j")(pressed)
    return keys


def list_keys(view: ListView) -> KeyBindings:
    """Keys of a list: arrows, numbers and letters, the space bar, Enter."""

    def confirm(event: KeyPressEvent) -> None:
        ids = view.confirm()
        if ids:
            event.app.exit(result=ids)

    keys = enter_keys(confirm)
    for name, by in (("up", -1), ("down", 1), ("c-p", -1), ("c-n", 1)):
        keys.add(name)(lambda _, by=by: view.move(by))
    keys.add(" ")(lambda _: view.tick())
    for name, _ in view.options:
        keys.add(name)(lambda _, name=name: view.press(name))
    return keys


def tokens(lines: list[Line]) -> StyleAndTextTuples:
    """Put one line under the other, and the cursor where the pointer is, so that it is seen."""
    found: StyleAndTextTuples = []
    for style, text in lines:
        if style == "pointed":
            found.append(("[SetCursorPosition]", ""))
        found += [(f"class:{style}" if style else "", text), ("", "\n")]
    return found[:-1]
