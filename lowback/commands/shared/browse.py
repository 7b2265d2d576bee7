"""What the browsing commands share: read the knowledge, write all entries or one."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lowback.commands.shared.completion import ids
from lowback.errors import LowbackError, Problem, suggest

if TYPE_CHECKING:
    from lowback.render.browse.listing import BrowseFormat

FORMATS: "tuple[BrowseFormat, ...]" = ("terminal", "json")
IdArgument = Annotated[
    str | None,
    typer.Argument(metavar="ID", help="Show this one only, in full.", autocompletion=ids),
]


def show(kind: str, name: str | None, as_format: str, data: Path | None) -> None:
    """Write the entries of one kind, or one entry, to stdout."""
    from lowback.commands.shared.outputs import deliver, look
    from lowback.knowledge.load import load_knowledge
    from lowback.render.browse.listing import Kind, browse

    wanted = browse_format(as_format)
    text = browse(Kind(kind), name, load_knowledge(data), wanted, look())
    deliver(text, None, force=False)


def browse_format(name: str) -> "BrowseFormat":
    """Return the format of that name, or raise LowbackError with the nearest."""
    for each in FORMATS:
        if each == name:
            return each
    message = f"`{name}` is not a format here; use {' or '.join(FORMATS)}{suggest(name, FORMATS)}"
    raise LowbackError([Problem("--format", message)])
