"""`lowback screen`: the warning signs only."""

from typing import Annotated

import typer

from lowback.commands.asking import AccessibleOption, ResumeOption, VoiceOption
from lowback.commands.options import (
    CountryOption,
    DataOption,
    ForceOption,
    FormatOption,
    OutputOption,
    SetOption,
)


def screen(
    answers: Annotated[
        str | None,
        typer.Option("--answers", metavar="FILE", help="YAML or JSON answers; `-` reads stdin."),
    ] = None,
    set_: SetOption = None,
    accessible: AccessibleOption = False,
    voice: VoiceOption = "runner",
    resume: ResumeOption = False,
    no_input: Annotated[bool, typer.Option("--no-input", help="Never ask.")] = False,
    as_format: FormatOption = "terminal",
    output: OutputOption = None,
    force: ForceOption = False,
    country: CountryOption = None,
    data: DataOption = None,
) -> None:
    """Ask the warning signs only, and say how soon to be seen.

    Examples: `lowback screen`; `lowback screen --set rf_fever=yes --format json`.
    """
    from msgspec.structs import replace

    from lowback.assess import assess as run
    from lowback.commands.asking import ask_the_rest, settings
    from lowback.commands.inputs import can_ask, given_answers, missing_answers, occasion
    from lowback.commands.outputs import deliver, known_format, look, seen_by_person, show_card
    from lowback.knowledge.load import load_knowledge
    from lowback.render import render

    wanted, knowledge = known_format(as_format), load_knowledge(data)
    when = occasion(country, knowledge, voice)
    how = replace(settings(quick=False, full=False, self_tests=False, voice=voice), mode="screen")
    found = given_answers(answers, set_ or [], knowledge)
    asking = answers is None and can_ask() and not no_input
    if asking:
        found = dict(ask_the_rest(found, knowledge, how, accessible=accessible, resume=resume))
    elif answers is None and not set_:
        raise missing_answers(found, knowledge)
    assessment = run(found, knowledge, when)
    deliver(
        render(assessment, knowledge, wanted, look(to_file=output is not None)),
        output,
        force=force,
    )
    if asking:
        show_card(assessment, knowledge, sees_report=seen_by_person(wanted, output))
