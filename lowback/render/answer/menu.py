"""The keys under the answer, in words."""

from msgspec import Struct

from lowback.render import Look
from lowback.render.parts.terminal_page import NARROWEST, WIDEST

GAP = "  "


class Key(Struct, frozen=True):
    """A key and what it does, in a word or two."""

    key: str
    does: str


WHY = Key("w", "why")
PLAN = Key("p", "plan")
EXERCISES = Key("e", "exercises")
HAND_OVER = Key("h", "hand-over")
SAVE = Key("s", "save")
WHOLE = Key("f", "full report")
BROWSER = Key("b", "browser")
QUIT = Key("q", "quit")


def menu(keys: tuple[Key, ...], look: Look) -> str:
    """Return the keys as lines: side by side, or one under the other in plain lines."""
    if look.accessible:
        return "".join(f"{each.key}: {each.does}\n" for each in keys)
    width = min(max(look.width, NARROWEST), WIDEST)
    lines = [""]
    for each in keys:
        shown = f"[{each.key}] {each.does}"
        longer = f"{lines[-1]}{GAP if lines[-1] else ''}{shown}"
        lines = [*lines[:-1], longer] if len(longer) <= width else [*lines, shown]
    return "".join(f"{each}\n" for each in lines)
