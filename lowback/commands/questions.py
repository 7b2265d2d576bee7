"""`lowback questions`: every question, why it is asked and how to answer."""

from pathlib import Path
from typing import Annotated

import typer

from lowback.commands.shared import completion
from lowback.commands.shared.browse import IdArgument, show
from lowback.commands.shared.options import DataOption
from lowback.errors import LowbackError, Problem

FHIR = "fhir"


def questions(
    name: IdArgument = None,
    as_format: Annotated[
        str, typer.Option("--format", "-f", metavar="FORMAT", help="terminal, json or fhir.")
    ] = "terminal",
    cause: Annotated[
        str | None,
        typer.Option(
            "--cause",
            metavar="ID",
            help="With fhir: the scores for this cause.",
            autocompletion=completion.causes,
        ),
    ] = None,
    data: DataOption = None,
) -> None:
    """List the questions, or show one with its choices.

    Examples: `lowback questions`; `lowback questions pain_location --format json`;
    `lowback questions --format fhir --cause sciatica`.
    """
    if as_format == FHIR:
        _as_fhir(name, cause, data)
        return
    if cause is not None:
        raise LowbackError([Problem("--cause", "belongs to --format fhir; add that")])
    show("questions", name, as_format, data)


def _as_fhir(name: str | None, cause: str | None, data: Path | None) -> None:
    from lowback.commands.shared.outputs import deliver
    from lowback.knowledge.load import load_knowledge
    from lowback.render.browse.listing import Kind, known_id
    from lowback.render.report.fhir_questionnaire import questionnaire
    from lowback.result.write import as_json

    if name is not None:
        raise LowbackError([Problem("--format", "fhir writes all questions; leave out the id")])
    knowledge = load_knowledge(data)
    causes = knowledge.causes
    scored = None if cause is None else causes[known_id(Kind.CAUSES, cause, causes)]
    deliver(as_json(questionnaire(knowledge, scored)), None, force=False)
