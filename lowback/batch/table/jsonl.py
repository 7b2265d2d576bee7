"""One check on lines of JSON that the table reader does not make: no key stands twice in a line."""

import json
from pathlib import Path

from lowback.errors import LowbackError, Problem

LONGEST_LINE = 64_000_000
SHOWN = 20


def check_keys(path: Path) -> None:
    """Refuse two values for one key: which of them was meant, nobody can tell.

    Raises:
        LowbackError: naming the first lines in which a key stands twice with two values.
    """
    problems: list[Problem] = []
    with path.open("rb") as file:
        number = 0
        while (line := file.readline(LONGEST_LINE)) and len(problems) < SHOWN:
            number += 1
            if key := _twice(line):
                message = f"`{key[:40]}` is given twice with two values; keep the one that is so"
                problems.append(Problem(f"{path}, row {number}", message, "row"))
    if problems:
        raise LowbackError(problems)


def _twice(line: bytes) -> str | None:
    """The first key with two values; a line that is no JSON is left to the table reader."""
    found: list[str] = []

    def pairs(keys: list[tuple[str, object]]) -> dict[str, object]:
        together = dict(keys)
        if len(together) < len(keys):
            found.extend(key for key, value in keys if together[key] != value)
        return together

    try:
        json.loads(line, object_pairs_hook=pairs)
    except (ValueError, RecursionError):
        return None
    return found[0] if found else None
