"""`lowback docs`: read the manual without a network."""

from pathlib import Path
from typing import Annotated

import typer

from lowback.errors import LowbackError, Problem, suggest


def docs(
    topic: Annotated[str | None, typer.Argument(help="The page to read.")] = None,
) -> None:
    """List the pages of the manual, or print one.

    Examples: `lowback docs`; `lowback docs scoring`.
    """
    pages = _pages()
    if topic is None:
        for name, page in pages.items():
            typer.echo(f"{name:<12} {_title(page)}")
        return
    if topic not in pages:
        message = f"`{topic}` is not a page{suggest(topic, pages)}; `lowback docs` lists them"
        raise LowbackError([Problem("docs", message)])
    typer.echo(pages[topic].read_text(encoding="utf-8"), nl=False)


def _pages() -> dict[str, Path]:
    """The pages ship inside the package; in a checkout they lie beside it."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "docs"
    folder = installed if installed.is_dir() else package.parent / "docs"
    return {page.stem: page for page in sorted(folder.glob("*.md"))}


def _title(page: Path) -> str:
    return page.read_text(encoding="utf-8").partition("\n")[0].lstrip("# ")
