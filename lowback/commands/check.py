"""`lowback check`: what an author should mend before the knowledge is published."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lowback.errors import LowbackError, Problem, suggest

if TYPE_CHECKING:
    from lowback.knowledge.schema import Knowledge


def check(
    directory: Annotated[
        Path | None, typer.Argument(metavar="[DIR]", help="Folder with knowledge files.")
    ] = None,
    explain: Annotated[
        str | None, typer.Option("--explain", metavar="RULE", help="Say what a rule is for.")
    ] = None,
    cases: Annotated[
        Path | None,
        typer.Option("--cases", metavar="DIR", help="Run the case files here and print a table."),
    ] = None,
) -> None:
    """Check the knowledge and list everything an author should mend.

    Examples: `lowback check`; `lowback check --cases tests/cases`.
    """
    from lowback.knowledge.load import load_knowledge
    from lowback.lint import check_all

    if explain is not None:
        _explain(explain)
        return
    knowledge = load_knowledge(directory)
    problems = check_all(knowledge)
    for problem in problems:
        typer.echo(_annotation(problem) if os.environ.get("GITHUB_ACTIONS") else str(problem))
    if cases is not None:
        _table(cases, knowledge)
    if problems:
        raise typer.Exit(1)
    counts = f"{len(knowledge.questions)} questions, {len(knowledge.causes)} causes"
    rules = f"{len(knowledge.red_flags)} rules, {len(knowledge.references)} references"
    typer.echo(f"knowledge {knowledge.about.version}: {counts}, {rules}; no problems")


def _explain(name: str) -> None:
    from lowback.lint import RULES, explanation

    text = explanation(name)
    if text is None:
        known = [str(each.RULE) for each in RULES]
        message = f"`{name}` is not a rule{suggest(name, known)}; rules: {', '.join(known)}"
        raise LowbackError([Problem("--explain", message)])
    typer.echo(text)


def _table(folder: Path, knowledge: "Knowledge") -> None:
    from lowback.lint.accuracy import table
    from lowback.lint.cases import read_cases, run_case

    for line in table(run_case(case, knowledge) for case in read_cases(folder)):
        typer.echo(line)


def _annotation(problem: Problem) -> str:
    """The form in which GitHub shows a problem beside the line."""
    where = problem.where
    if isinstance(where, str):
        return f"::error title={problem.rule}::{problem.message}"
    place = f"file=data/{where.file},line={where.line},col={where.column}"
    return f"::error {place},title={problem.rule}::{problem.message}"
