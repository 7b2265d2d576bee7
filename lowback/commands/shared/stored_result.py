"""A result named by its file, by `-` for stdin, or by the id of a saved one."""

from pathlib import Path
from typing import TYPE_CHECKING

from lowback.commands.shared.inputs import STDIN, read_input
from lowback.errors import LowbackError, Problem, suggest

if TYPE_CHECKING:
    from lowback.engine.assessment import Assessment


def stored_result(name: str) -> "Assessment":
    """Return the result of a file, of stdin, or of the history (`latest` or an id).

    Raises:
        LowbackError: if there is none of that name, or it cannot be read.
    """
    from lowback.result.read import read_assessment
    from lowback.store.saved import LATEST, load, names

    if name == STDIN or Path(name).exists():
        return read_assessment(*read_input(name))
    known = names()
    if known and (name == LATEST or name in known):
        return load(name).assessment
    if name == LATEST:
        hint = "nothing is saved yet; give a file, or keep a result with `lowback assess --save`"
        raise LowbackError([Problem(LATEST, hint)])
    hint = f"is neither a file nor a saved result{suggest(name, known)}"
    raise LowbackError([Problem(name, f"{hint}; `lowback history list` names what is saved")])
