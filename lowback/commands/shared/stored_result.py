"""A result named by its file, by `-` for stdin, or by the id of a saved one."""

from pathlib import Path
from typing import TYPE_CHECKING

from lowback.commands.shared.inputs import STDIN, read_input

if TYPE_CHECKING:
    from lowback.engine.assessment import Assessment


def stored_result(name: str) -> "Assessment":
    """Return the result of a file, of stdin, or of the history (`latest` or an id).

    Raises:
        LowbackError: if there is none of that name, or it cannot be read.
    """
    from lowback.result.read import read_assessment
    from lowback.store.saved import LATEST, load, names

    if name != STDIN and not Path(name).exists() and (name == LATEST or name in names()):
        return load(name).assessment
    return read_assessment(*read_input(name))
