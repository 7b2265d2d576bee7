"""Options that several commands share: same name, same meaning everywhere."""

from pathlib import Path
from typing import Annotated

import typer

from lowback.commands.shared.completion import countries, settings

ResultArgument = Annotated[
    str,
    typer.Argument(
        metavar="RESULT",
        help="A file of `assess --format json`, `-` for stdin, `latest` or a saved id.",
    ),
]
DataOption = Annotated[
    Path | None,
    typer.Option("--data", metavar="DIR", help="Knowledge files to use in place of ours."),
]
OutputOption = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write the report to this file."),
]
AnswersOption = Annotated[
    str | None,
    typer.Option("--answers", metavar="FILE", help="YAML or JSON answers; `-` reads stdin."),
]
NoInputOption = Annotated[bool, typer.Option("--no-input", help="Never ask.")]
SetOption = Annotated[
    list[str] | None,
    typer.Option(
        "--set", metavar="ID=VALUE", help="One answer; may be repeated.", autocompletion=settings
    ),
]
ForceOption = Annotated[bool, typer.Option("--force", help="Replace a file that exists.")]
CountryOption = Annotated[
    str | None,
    typer.Option(
        "--country",
        metavar="GB",
        help="Country for the help lines: two letters, or its name.",
        autocompletion=countries,
    ),
]
FormatOption = Annotated[
    str, typer.Option("--format", "-f", metavar="FORMAT", help="terminal or json.")
]
