"""`lowback docs`: read the manual without a network."""

from pathlib import Path
from typing import Annotated

import typer

from lowback.commands.shared.completion import topics
from lowback.errors import LowbackError, Problem, suggest


def docs(
    topic: Annotated[
        str | None, typer.Argument(help="The page to read.", autocompletion=topics)
    ] = None,
) -> None:
    """List the pages of the manual, or print one.

    Examples: `lowback docs`; `lowback docs scoring`.
    """
    known = pages()
    if topic is None:
        for name, page in known.items():
            typer.echo(f"{name:<12} {_title(page)}")
        return
    if topic not in known:
        message = f"`{topic}` is not a page{suggest(topic, known)}; `lowback docs` lists them"
        raise LowbackError([Problem("docs", message)])
    typer.echo(known[topic].read_text(encoding="utf-8"), nl=False)


def pages() -> dict[str, Path]:
    """Return the pages by topic. They ship inside the package; in a checkout they lie beside it."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "docs"
    folder = installed if installed.is_dir() else package.parent / "docs"
    return {page.stem: page for page in sorted(folder.glob("*.md"))}


def _title(page: Path) -> str:
    return page.read_text(encoding="utf-8").partition("\n")[0].lstrip("# ")
