"""Wait for one key out of a few: at once where keys can be read, by a line where they cannot.

Leaving (Ctrl-C, Ctrl-D, Esc, the end of the input) returns the last of the keys.
"""

import sys
from collections.abc import Callable, Sequence

from prompt_toolkit import Application
from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.layout import Layout, Window
from prompt_toolkit.output import create_output

ENTER = "enter"


def pressed_key(keys: Sequence[str]) -> str:
    """Return the key that was pressed, without Enter and without drawing anything."""
    bindings = KeyBindings()
    named = {each: each for each in keys} | dict.fromkeys(("c-c", "c-d", "escape"), keys[-1])
    if ENTER in keys:
        named["c-j"] = ENTER
    for name, key in named.items():
        bindings.add(name, eager=True)(lambda event, key=key: event.app.exit(result=key))
    output = create_output(stdout=sys.stderr)
    application: Application[str] = Application(
        layout=Layout(Window(height=1)),
        key_bindings=bindings,
        output=output,
        erase_when_done=True,
    )
    application.ttimeoutlen = 0.1
    return application.run()


def typed_key(keys: Sequence[str], read: Callable[[], str] | None = None) -> str:
    """Return the key that was typed, with Enter after it; anything else is asked again."""
    readline = read or sys.stdin.readline
    while True:
        sys.stderr.write("Type a letter and press Enter: ")
        sys.stderr.flush()
        try:
            line = readline()
        except KeyboardInterrupt:
            return keys[-1]
        typed = line.strip().casefold()
        if not line:
            return keys[-1]
        if typed in keys:
            return typed
        if not typed and ENTER in keys:
            return ENTER
        sys.stderr.write(f"Please type {', '.join(each for each in keys if each != ENTER)}.\n")
