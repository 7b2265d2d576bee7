"""How a command hands over its report: stdout or a file, as the terminal can show it."""

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from lowback.errors import LowbackError, Problem, suggest

LEVEL_REACHED = 3

if TYPE_CHECKING:
    from lowback.engine.assessment import Assessment
    from lowback.knowledge.schema import Knowledge, Urgency
    from lowback.render import Audience, Format, Look


def known_format(name: str) -> "Format":
    """Return the format of that name, or raise LowbackError with the nearest."""
    from lowback.render import Format

    names = [each.value for each in Format]
    if name not in names:
        message = f"`{name}` is not a format; use {', '.join(names)}{suggest(name, names)}"
        raise LowbackError([Problem("--format", message)])
    return Format(name)


def plain_lines(*, wanted: bool = False) -> bool:
    """Whether to write plain lines, without redrawing, bars, rules and columns."""
    return wanted or bool(os.environ.get("ACCESSIBLE")) or os.environ.get("TERM") == "dumb"


def look(
    audience: "Audience" = "runner",
    *,
    to_file: bool = False,
    answer: bool = False,
    accessible: bool = False,
    references: bool = False,
) -> "Look":
    """Return how a report may look here; colour only on a terminal that allows it."""
    from lowback.invocation import program
    from lowback.render import Look

    terminal = sys.stdout.isatty() and not to_file
    plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    encoding = (sys.stdout.encoding or "ascii").lower().replace("-", "")
    return Look(
        width=shutil.get_terminal_size((80, 24)).columns,
        colour=terminal and not plain,
        ascii_only=encoding != "utf8" and not to_file,
        audience=audience,
        accessible=plain_lines(wanted=accessible),
        answer=answer,
        references=references,
        program=program(),
    )


def deliver(text: str, output: Path | None, *, force: bool) -> None:
    """Write the report to stdout, or to a file that is never half written and private."""
    if output is not None:
        from lowback.store.files import write_file

        write_file(output, text.encode(), force=force, private=True)
        return
    sys.stdout.buffer.write(text.encode())
    sys.stdout.buffer.flush()


def seen_by_person(wanted: "Format", output: Path | None) -> bool:
    """Whether the report itself is read at this terminal."""
    return wanted == "terminal" and output is None and sys.stdout.isatty()


def show_card(assessment: "Assessment", knowledge: "Knowledge", *, sees_report: bool) -> None:
    """Put an emergency card before a person whose report goes to a file or a program."""
    from lowback.knowledge.schema import Urgency
    from lowback.render import Format, Look, render

    if assessment.triage.urgency is not Urgency.EMERGENCY or sees_report:
        return
    size = Look(width=shutil.get_terminal_size((80, 24)).columns, answer=True)
    sys.stderr.write(render(assessment, knowledge, Format.TERMINAL, size))
    sys.stderr.flush()


def known_urgency(level: str | None) -> "Urgency | None":
    """Return the urgency of that name, or raise LowbackError with the nearest."""
    from lowback.knowledge.schema import Urgency

    names = [each.value for each in Urgency]
    if level is not None and level not in names:
        message = f"`{level}` is not an urgency; use {', '.join(names)}{suggest(level, names)}"
        raise LowbackError([Problem("--fail-on", message)])
    return None if level is None else Urgency(level)


def stop_at(limit: "Urgency | None", assessment: "Assessment") -> None:
    """Exit 3 when the urgency is the limit or worse."""
    if limit and assessment.triage.urgency.severity >= limit.severity:
        sys.exit(LEVEL_REACHED)
