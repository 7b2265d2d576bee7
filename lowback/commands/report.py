"""`lowback report`: write a result that was kept, in any format."""

from typing import Annotated

import typer

from lowback.commands.shared.options import DataOption, ForceOption, OutputOption
from lowback.commands.shared.report_options import AudienceOption, ReportFormatOption

ResultArgument = Annotated[
    str,
    typer.Argument(
        metavar="RESULT.json", help="A result of `assess --format json`; `-` reads stdin."
    ),
]


def report(
    result: ResultArgument,
    as_format: ReportFormatOption = "terminal",
    audience: AudienceOption = "runner",
    again: Annotated[
        bool,
        typer.Option("--again", help="Work it out again from its answers."),
    ] = False,
    output: OutputOption = None,
    force: ForceOption = False,
    data: DataOption = None,
) -> None:
    """Write a result that was kept, in any format.

    Examples: `lowback report result.json --format html -o report.html`;
    `lowback report result.json --format markdown --for clinician`.
    """
    from lowback.commands.shared.inputs import read_input
    from lowback.commands.shared.outputs import deliver, look
    from lowback.commands.shared.report_options import known_report, say_other_knowledge
    from lowback.knowledge.load import load_knowledge
    from lowback.render import render
    from lowback.result.read import read_assessment
    from lowback.result.replay import replay

    wanted, reader = known_report(as_format, audience)
    knowledge = load_knowledge(data)
    kept = read_assessment(*read_input(result))
    say_other_knowledge(kept, knowledge)
    assessment = replay(kept, knowledge, result) if again else kept
    text = render(assessment, knowledge, wanted, look(reader, to_file=output is not None))
    deliver(text, output, force=force)
