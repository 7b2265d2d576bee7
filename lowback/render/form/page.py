"""Write the page of `lowback form`: the knowledge as data, our script, our style, nothing else.

The browser is told to run and to show only what has these hashes, and to ask for nothing.
"""

import base64
import hashlib
import json
from importlib.resources import files

from markupsafe import Markup

from lowback.knowledge.schema import Knowledge, Section
from lowback.render.form.content import Wish, content, texts
from lowback.render.parts.jinja import environment

SCRIPTS = ("rules", "interview", "storage", "fields", "ending", "page")


def form_page(knowledge: Knowledge, sections: tuple[Section, ...], wish: Wish) -> str:
    """Return the page; `sections` are in the order in which they are asked."""
    folder = files("lowback.render.form")
    script = "\n".join((folder / f"{each}.js").read_text(encoding="utf-8") for each in SCRIPTS)
    style = (folder / "form.css").read_text(encoding="utf-8")
    data = json.dumps(content(knowledge, sections, wish), ensure_ascii=False, sort_keys=False)
    return (
        environment()
        .get_template("form.html.j2")
        .render(
            policy=_policy(script, style),
            style=Markup(style),  # noqa: S704 - our own file
            script=Markup(script),  # noqa: S704 - our own files
            knowledge=Markup(_inert(data)),  # noqa: S704 - made inert
            texts=texts(knowledge, wish),
        )
    )


def _inert(data: str) -> str:
    """Keep JSON from ending its element or beginning another; a control character is escaped."""
    return "".join(
        each if each.isprintable() and each not in "<>&" else _escaped(each) for each in data
    )


def _escaped(letter: str) -> str:
    return json.dumps(letter)[1:-1] if letter not in "<>&" else f"\\u{ord(letter):04x}"


def _policy(script: str, style: str) -> str:
    return (
        f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
