"""What the commands that write reports share: formats, readers, a word about the knowledge."""

from typing import TYPE_CHECKING, Annotated

import typer

from lowback.errors import LowbackError, Problem, printable, suggest

if TYPE_CHECKING:
    from lowback.engine.assessment import Assessment
    from lowback.knowledge.schema import Knowledge
    from lowback.render import Audience, Format

READERS: "tuple[Audience, ...]" = ("runner", "clinician")
ReportFormatOption = Annotated[
    str,
    typer.Option(
        "--format", "-f", metavar="FORMAT", help="terminal, json, markdown, html or fhir."
    ),
]
FailOnOption = Annotated[
    str | None,
    typer.Option("--fail-on", metavar="LEVEL", help="Exit 3 at this urgency or worse."),
]
FullReportOption = Annotated[
    bool,
    typer.Option("--full-report", help="At the terminal: the whole report, not only the answer."),
]
ReferencesOption = Annotated[
    bool,
    typer.Option("--references", help="In a whole report: what each claim rests on."),
]
AudienceOption = Annotated[
    str,
    typer.Option(
        "--for",
        metavar="READER",
        help="runner, or clinician: one page to hand over, as html or markdown.",
    ),
]


def known_report(as_format: str, reader: str) -> "tuple[Format, Audience]":
    """Return format and reader, or raise LowbackError with what would be right."""
    from lowback.commands.shared.outputs import known_format
    from lowback.render import Format

    wanted = known_format(as_format)
    for each in READERS:
        if each == reader:
            if each == "clinician" and wanted not in {Format.HTML, Format.MARKDOWN}:
                message = "clinician is a page of html or markdown; add --format html"
                raise LowbackError([Problem("--for", message)])
            return wanted, each
    message = f"`{reader}` is not a reader; use {' or '.join(READERS)}{suggest(reader, READERS)}"
    raise LowbackError([Problem("--for", message)])


def say_other_knowledge(assessment: "Assessment", knowledge: "Knowledge") -> None:
    """Say on stderr when a result was made with other knowledge than is here."""
    from lowback.render.parts.subject import edition

    made = assessment.knowledge
    if made.sha256 != knowledge.sha256:
        here = edition(knowledge.about.version, knowledge.sha256)
        with_other = edition(made.version, made.sha256)
        note = f"note: this result was made with knowledge {with_other}; here is {here}"
        typer.echo(printable(note), err=True)
