"""How this program was started, so that a hint can be typed as it stands."""

import re
import shlex
import shutil
import sys
from pathlib import Path

_HINT = re.compile(r"`lowback(?=[ `])")


def words() -> list[str]:
    """Return what starts this program again: its name if that finds it, else where it lies."""
    path = Path(sys.argv[0])
    if path.name == "__main__.py":
        return [sys.executable, "-m", "lowback"]
    found = shutil.which(path.name)
    return [path.name if found and Path(found).samefile(path) else str(path)]


def program() -> str:
    """Return the same as one string for a shell."""
    return shlex.join(words())


def as_typed(text: str) -> str:
    """Return a text in which each `lowback …` is written as it can be typed here."""
    return _HINT.sub(lambda _: f"`{program()}", text)
