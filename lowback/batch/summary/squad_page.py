"""The squad as one page of HTML without scripts or outside parts."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from lowback.batch.summary.squad import WORDS, Squad, reasons
from lowback.errors import printable


def summary_page(squad: Squad) -> str:
    """Return the page; every value is escaped on its way in."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    page = environment.get_template("squad.html.j2")
    return printable(page.render(squad=squad, words=WORDS, reasons=reasons))
