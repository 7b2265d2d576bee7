"""Jinja for the HTML pages: every value is cleaned and escaped on its way out."""

from urllib.parse import quote, urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from lowback.knowledge.schema import Reference
from lowback.render.parts.subject import subject_lines
from lowback.render.parts.words import plain

TEMPLATES = "templates"


def environment() -> Environment:
    """Return the environment of all pages; a name that a page does not know is an error."""
    made = Environment(
        loader=PackageLoader("lowback.render", TEMPLATES),
        autoescape=True,
        finalize=_clean,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters["link"] = link
    made.filters["mailto"] = mailto
    made.globals["subject_lines"] = subject_lines
    return made


def link(reference: Reference) -> str:
    """Return the web address of a reference, or nothing: only http and https are addresses."""
    if reference.doi:
        return f"https://doi.org/{quote(plain(reference.doi), safe='/().;:-_')}"
    url = plain(reference.url)
    return url if _is_web(url) else ""


def mailto(address: str) -> str:
    """Return a link that opens a new message to this address and sets nothing else."""
    return f"mailto:{quote(plain(address), safe='@')}"


def _is_web(url: str) -> bool:
    try:
        return urlsplit(url).scheme in {"http", "https"}
    except ValueError:
        return False


def _clean(value: object) -> object:
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return plain(value)
