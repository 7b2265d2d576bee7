"""`lowback report`: write a result that was kept, in any format."""

from typing import Annotated

import typer

from lowback.commands.shared.ask import AccessibleOption
from lowback.commands.shared.options import DataOption, ForceOption, OutputOption, ResultArgument
from lowback.commands.shared.report_options import (
    AudienceOption,
    ReferencesOption,
    ReportFormatOption,
)


def report(
    result: ResultArgument = "latest",
    as_format: ReportFormatOption = "terminal",
    audience: AudienceOption = "runner",
    references: ReferencesOption = False,
    accessible: AccessibleOption = False,
    again: Annotated[
        bool,
        typer.Option("--again", help="Work it out again from its answers."),
    ] = False,
    output: OutputOption = None,
    force: ForceOption = False,
    data: DataOption = None,
) -> None:
    """Write a result that was kept, in any format.

    Examples: `lowback report latest --format html -o report.html`;
    `lowback report result.json --format markdown --for clinician`.
    """
    from lowback.commands.shared.outputs import deliver, look
    from lowback.commands.shared.report_options import known_report, say_other_knowledge
    from lowback.commands.shared.stored_result import stored_result
    from lowback.knowledge.load import load_knowledge
    from lowback.render import render
    from lowback.result.replay import replay

    wanted, reader = known_report(as_format, audience)
    knowledge = load_knowledge(data)
    kept = stored_result(result)
    say_other_knowledge(kept, knowledge)
    assessment = replay(kept, knowledge, result) if again else kept
    here = look(reader, to_file=output is not None, references=references, accessible=accessible)
    text = render(assessment, knowledge, wanted, here)
    deliver(text, output, force=force)
