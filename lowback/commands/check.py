"""`lowback check`: what an author should mend before the knowledge is published."""

from pathlib import Path
from typing import Annotated

import typer

from lowback.commands.shared.completion import rules
from lowback.errors import LowbackError, Problem, suggest

DirArgument = Annotated[
    Path | None, typer.Argument(metavar="[DIR]", help="Folder with knowledge files.")
]
ExplainOption = Annotated[
    str | None,
    typer.Option("--explain", metavar="RULE", help="Say what a rule is for.", autocompletion=rules),
]
CasesOption = Annotated[
    bool, typer.Option("--cases", help="Print how often the cases come out right.")
]
CasesFromOption = Annotated[
    Path | None,
    typer.Option("--cases-from", metavar="DIR", help="Case files to run in place of ours."),
]
DiffOption = Annotated[
    Path | None,
    typer.Option("--diff", metavar="OLD_DIR", help="Say what changed, and which cases it moved."),
]


def check(
    directory: DirArgument = None,
    explain: ExplainOption = None,
    cases: CasesOption = False,
    cases_from: CasesFromOption = None,
    diff: DiffOption = None,
) -> None:
    """Check the knowledge and list everything an author should mend.

    Examples: `lowback check`; `lowback check --cases`; `lowback check --diff ../before/data`.
    """
    from lowback.commands.shared import run_check as checking

    if explain is not None:
        typer.echo(_purpose(explain))
        return
    seen = checking.examine(directory, cases_from, diff)
    for problem in seen.problems:
        typer.echo(checking.line_for(problem, directory))
    if seen.knowledge and diff:
        checking.say(checking.difference(diff, seen))
    if seen.knowledge and cases:
        checking.say(checking.table(seen))
    typer.echo(checking.summary(seen), err=bool(seen.problems))
    if seen.problems:
        raise typer.Exit(1)


def _purpose(name: str) -> str:
    from lowback.lint import EVERY_RULE, explanation

    text = explanation(name)
    if text is None:
        known = [str(each.RULE) for each in EVERY_RULE]
        message = f"`{name}` is not a rule{suggest(name, known)}; rules: {', '.join(known)}"
        raise LowbackError([Problem("--explain", message)])
    return text
