"""Which key does what in a drawn prompt, and how its lines become what is drawn."""

from collections.abc import Callable, Iterable

from prompt_toolkit.buffer import Buffer
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

from lowback.interview.terminal.frame import Line
from lowback.interview.terminal.list_view import ListView
from lowback.interview.terminal.prompter import Back, Enough, Leave
from lowback.interview.terminal.text_view import NOTHING_TYPED, TextView

ENOUGH = "e"


def wish_keys() -> KeyBindings:
    """Esc and Ctrl-B go back, Ctrl-C and Ctrl-D leave, Ctrl-Z puts the program aside."""
    keys = KeyBindings()

    @keys.add("escape", eager=True)
    @keys.add("c-b", eager=True)
    def _back(event: KeyPressEvent) -> None:
        event.app.exit(exception=Back())

    @keys.add("c-c", eager=True)
    @keys.add("c-d", eager=True)
    def _leave(event: KeyPressEvent) -> None:
        event.app.exit(exception=Leave())

    @keys.add("c-z", eager=True)
    def _aside(event: KeyPressEvent) -> None:
        event.app.suspend_to_background()

    return keys


def enter_keys(pressed: Callable[[KeyPressEvent], None]) -> KeyBindings:
    """Enter, which arrives as Ctrl-J when it was typed before the prompt was ready."""
    keys = KeyBindings()
    keys.add("enter", eager=True)(pressed)
    keys.add("c-j", eager=True)(pressed)
    return keys


def list_keys(view: ListView) -> KeyBindings:
    """Keys of a list: arrows, numbers and letters, the space bar, Enter, `?`."""

    def act(event: KeyPressEvent, name: str) -> None:
        if ids := view.key(name):
            event.app.exit(result=ids)

    keys = enter_keys(lambda event: act(event, "enter"))
    for name, called in (("up", "up"), ("down", "down"), ("c-p", "up"), ("c-n", "down")):
        keys.add(name)(lambda event, called=called: act(event, called))
    for name in (" ", "?", *(each for each, _ in view.options if len(each) == 1)):
        keys.add(name)(lambda event, name=name: act(event, name))
    if view.screen.may_end:
        keys.add(ENOUGH)(lambda event: event.app.exit(exception=Enough()))
    return keys


def tokens(lines: Iterable[Line]) -> StyleAndTextTuples:
    """Put one line under the other."""
    found: StyleAndTextTuples = []
    for style, text in lines:
        found += [(f"class:{style}" if style else "", text), ("", "\n")]
    return found[:-1]


def text_keys(view: TextView, buffer: Buffer) -> KeyBindings:
    """Enter takes what is typed, `s` and `e` alone leave it out or end, `?` helps."""

    def taken(event: KeyPressEvent) -> None:
        typed = buffer.text.strip()
        if view.helping:
            view.helping = False
        elif typed.casefold() == "s" and view.screen.may_skip:
            event.app.exit(result="")
        elif typed.casefold() == "e" and view.screen.may_end:
            event.app.exit(exception=Enough())
        elif typed:
            event.app.exit(result=typed)
        else:
            view.error = NOTHING_TYPED

    def helped(_: KeyPressEvent) -> None:
        view.helping = not view.helping

    keys = enter_keys(taken)
    keys.add("?", eager=True)(helped)
    return keys
