"""`lowback assess`: ask, or read answers, and write the report."""

from typing import Annotated

import typer

from lowback.commands.options import (
    CountryOption,
    DataOption,
    ForceOption,
    FormatOption,
    OutputOption,
)

LEVEL_REACHED = 3


def assess(
    answers: Annotated[
        str | None,
        typer.Option("--answers", metavar="FILE", help="YAML or JSON answers; `-` reads stdin."),
    ] = None,
    set_: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="ID=VALUE", help="One answer; may be repeated."),
    ] = None,
    no_input: Annotated[bool, typer.Option("--no-input", help="Never ask.")] = False,
    as_format: FormatOption = "terminal",
    output: OutputOption = None,
    force: ForceOption = False,
    country: CountryOption = None,
    data: DataOption = None,
    fail_on: Annotated[
        str | None,
        typer.Option("--fail-on", metavar="LEVEL", help="Exit 3 at this urgency or worse."),
    ] = None,
) -> None:
    """Ask about the pain, or read answers from a file, and write an assessment.

    Examples: `lowback assess`; `lowback assess --answers me.yaml --format json`.
    """
    from lowback.assess import assess as run
    from lowback.commands.inputs import can_ask, given_answers, missing_answers, occasion
    from lowback.commands.outputs import deliver, known_format, known_urgency, look
    from lowback.knowledge.load import load_knowledge
    from lowback.render import render

    wanted = known_format(as_format)
    limit = known_urgency(fail_on) if fail_on else None
    knowledge = load_knowledge(data)
    when = occasion(country, knowledge)
    found = given_answers(answers, set_ or [], knowledge)
    if answers is None and not set_ and (no_input or not can_ask()):
        raise missing_answers(found, knowledge)
    assessment = run(found, knowledge, when)
    text = render(assessment, knowledge, wanted, look(to_file=output is not None))
    deliver(text, output, force=force)
    if (
        limit
        and assessment.triage.urgency.severity >= type(assessment.triage.urgency)(limit).severity
    ):
        raise typer.Exit(LEVEL_REACHED)
