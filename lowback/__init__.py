"""A private, offline self-assessment for runners with low back pain.

For scripts: `lowback.assess`, `lowback.assess_table` and `lowback.load_knowledge`.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from lowback.release import __version__ as __version__

if TYPE_CHECKING:
    from lowback.api import Assessment, assess, assess_table, load_knowledge
    from lowback.errors import LowbackError

__all__ = ["Assessment", "LowbackError", "assess", "assess_table", "load_knowledge"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - what `__all__` names
    """Load what a script asks for only then: the command line starts without it."""
    if name not in __all__:
        raise AttributeError(f"module `lowback` has no attribute `{name}`")
    home = "lowback.errors" if name == "LowbackError" else "lowback.api"
    return getattr(import_module(home), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
