"""The program for other programs: everything a script needs with one `import lowback`.

`lowback.assess(answers)` for one runner, `lowback.assess_table(frame)` for many,
`lowback.load_knowledge()` for the questions and the rules. Nothing here asks, prints or writes.
"""

import os
from collections.abc import Mapping
from datetime import date
from functools import cache
from html import escape
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from lowback.engine import assessment as document
from lowback.knowledge import load
from lowback.knowledge.schema import Knowledge

__all__ = ["Assessment", "assess", "assess_table", "load_knowledge"]

Frame = TypeVar("Frame")
_known: dict[str, Knowledge] = {}


class Assessment(document.Assessment, frozen=True):
    """The document `lowback/assessment/1`, with ways to hand it on."""

    def to_dict(self) -> dict[str, Any]:
        """Return the document as plain values, as its JSON Schema describes them."""
        found: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(self))
        return found

    def to_json(self) -> str:
        """Return what `lowback assess --format json` writes."""
        return self.report("json")

    def report(self, as_format: str = "terminal") -> str:
        """Return the report as text: `terminal`, `json`, `markdown`, `html` or `fhir`.

        Raises:
            ValueError: for a format we do not know.
        """
        from lowback.render import Format, Look, render  # noqa: PLC0415 - only who wants text

        return render(self, _known[self.knowledge.sha256], Format(as_format), Look())

    def _repr_html_(self) -> str:
        """Return the HTML report in a frame of its own, so that a notebook keeps its looks."""
        page = escape(self.report("html"), quote=True)
        size = 'width="100%" height="600"'
        return f'<iframe title="lowback" sandbox {size} srcdoc="{page}"></iframe>'


def load_knowledge(folder: str | os.PathLike[str] | None = None) -> Knowledge:
    """Return the shipped knowledge, with the files of `folder` in place of its own.

    Raises:
        LowbackError: with every problem found, each with file:line:column.
    """
    found = load.load_knowledge(Path(folder) if folder is not None else None)
    _known[found.sha256] = found
    return found


def assess(
    answers: Mapping[str, object] | str | os.PathLike[str],
    *,
    today: date | None = None,
    country: str | None = None,
    knowledge: Knowledge | None = None,
) -> Assessment:
    """Assess one runner.

    `answers` maps question ids to choice ids, numbers (`34`, `"30 mi"`) or lists of ticked
    choices, or is the path of an answers file. What is left out is unknown, never "no".
    `today` is the day that dates in the result count from; `country` two letters, such as
    `"GB"`, or a name, for the help lines.

    Raises:
        LowbackError: naming every answer that cannot be used, and how to mend it.
    """
    from lowback.commands.shared.inputs import occasion, read_input  # noqa: PLC0415 - light import
    from lowback.engine.answers import read_answers  # noqa: PLC0415
    from lowback.engine.assess import assess as run  # noqa: PLC0415
    from lowback.store.answers_file import read_answers_file  # noqa: PLC0415

    pack = _remembered(knowledge)
    when = occasion(country, pack)
    if today is not None:
        when = msgspec.structs.replace(when, today=today)
    if isinstance(answers, Mapping):
        found = read_answers(answers, pack, "file")
    else:
        read = read_answers_file(*read_input(os.fspath(answers)))
        found = read_answers(read.answers, pack, "file", read.place)
        when = msgspec.structs.replace(when, voice=read.voice or when.voice)
    made = run(found, pack, when)
    return Assessment(**{name: getattr(made, name) for name in made.__struct_fields__})


def assess_table(
    frame: Frame, *, scores: bool = False, knowledge: Knowledge | None = None
) -> Frame:
    """Assess every row of a Polars, pandas, PyArrow, DuckDB or PySpark frame.

    Columns named by a question id or its wording are read, all are kept, and the columns of
    `lowback batch` are added: the same kind of frame comes back, a lazy one still lazy. A cell
    that cannot be used makes its row `invalid`, and the column `problems` says why. `scores`
    adds one score (0-1) for each cause.

    Raises:
        LowbackError: if no column is a question, or two columns answer the same one.
    """
    from lowback.batch.frame import assess_frame  # noqa: PLC0415 - Polars takes its time

    assessed: Frame = assess_frame(frame, _remembered(knowledge), scores=scores)
    return assessed


@cache
def _shipped() -> Knowledge:
    return load_knowledge()


def _remembered(knowledge: Knowledge | None) -> Knowledge:
    """Remember knowledge by its hash, so that a result can be written with what made it."""
    found = knowledge or _shipped()
    _known[found.sha256] = found
    return found
