"""Libraries that only some runners need; without them the error says what to install."""

from importlib import import_module
from types import ModuleType

from lowback.errors import LowbackError, Problem


def extra(library: str, name: str) -> ModuleType:
    """Return a library of the `fit` extra, needed to read the file `name`.

    Raises:
        LowbackError: if it is not installed.
    """
    try:
        return import_module(library)
    except ImportError:
        message = f'needs the library {library}; run: pip install "lowback[fit]"'
        raise LowbackError([Problem(name, message)]) from None
