"""One report for each athlete of a table, each exactly what `lowback assess` would write."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

from lowback.errors import LowbackError, Problem, suggest

if TYPE_CHECKING:
    from lowback.batch.run import Batch
    from lowback.render import Format

SUFFIXES = {"terminal": "txt", "markdown": "md", "fhir": "fhir.json"}
UNSAFE = re.compile(r"[^\w-]+")
LONGEST = 40


def write_reports(
    batch: "Batch", folder: Path, as_format: str | None, country: str | None, *, force: bool
) -> str:
    """Write the reports into a private folder; return what was done, in words.

    Raises:
        LowbackError: if the format is unknown or a file cannot be written.
    """
    from lowback.batch.summary.rows import runners
    from lowback.commands.shared.inputs import occasion
    from lowback.engine.assess import assess
    from lowback.render import Look, render
    from lowback.store.files import private_folder, write_file

    wanted = _format(as_format)
    when = occasion(country, batch.knowledge, "coach")
    private_folder(folder)
    written = left_out = 0
    for runner in runners(batch):
        if runner.answers is None:
            left_out += 1
            continue
        assessment = assess(runner.answers, batch.knowledge, when)
        text = render(assessment, batch.knowledge, wanted, Look())
        path = folder / f"{_stem(runner.row, runner.name)}.{SUFFIXES.get(wanted, wanted.value)}"
        write_file(path, text.encode(), force=force, private=True)
        written += 1
    without = f"; {left_out} rows have problems and got none" if left_out else ""
    return f"wrote {written} reports to {folder}{without}"


def _format(name: str | None) -> "Format":
    """The format asked for, else a page that opens everywhere, else plain text."""
    from lowback.render import Format

    names = [each.value for each in Format]
    chosen = name or ("html" if "html" in names else "terminal")
    if chosen not in names:
        message = f"`{chosen}` is not a format; use {', '.join(names)}{suggest(chosen, names)}"
        raise LowbackError([Problem("--report-format", message)])
    return Format(chosen)


def _stem(row: int, name: str | None) -> str:
    """A file name that sorts like the rows; a name never leads out of the folder."""
    safe = UNSAFE.sub("-", name or "").strip("-")[:LONGEST]
    return f"{row:04d}-{safe}" if safe else f"{row:04d}"
