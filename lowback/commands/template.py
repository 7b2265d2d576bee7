"""`lowback template`: a blank answer sheet for a squad, one runner, or an online form."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from lowback.commands.shared.options import DataOption, ForceOption
from lowback.errors import LowbackError, Problem, suggest

STREAM = "-"
KINDS = {".xlsx": "xlsx", ".csv": "csv", ".yaml": "yaml", ".yml": "yaml", ".txt": "form"}


def template(
    output: Annotated[
        str, typer.Argument(metavar="OUTPUT", help="File ending in .xlsx .csv .yaml .txt, or `-`.")
    ],
    kind: Annotated[
        str | None, typer.Option("--kind", metavar="KIND", help="xlsx, csv, yaml or form.")
    ] = None,
    force: ForceOption = False,
    data: DataOption = None,
) -> None:
    """Write a blank answer sheet; a .txt is the text of a form for Google or Microsoft Forms.

    Examples: `lowback template squad.xlsx`; `lowback template - --kind form`.
    """
    wanted = _kind(output, kind)
    from lowback.batch.summary import template as texts
    from lowback.batch.summary.template_xlsx import workbook_template
    from lowback.knowledge.load import load_knowledge

    knowledge = load_knowledge(data)
    match wanted:
        case "xlsx":
            content = workbook_template(knowledge)
        case "csv":
            content = texts.csv_template(knowledge).encode()
        case "yaml":
            content = texts.yaml_template(knowledge).encode()
        case _:
            content = texts.form_template(knowledge).encode()
    _deliver(content, output, force=force)


def _deliver(content: bytes, output: str, *, force: bool) -> None:
    if output == STREAM:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    from lowback.store.files import write_file

    write_file(Path(output), content, force=force)


def _kind(output: str, kind: str | None) -> str:
    kinds = sorted(set(KINDS.values()))
    chosen = kind or KINDS.get(Path(output).suffix.casefold())
    if chosen not in kinds:
        hint = suggest(kind, kinds) if kind else ""
        message = f"cannot tell the kind of sheet; use --kind with {', '.join(kinds)}{hint}"
        raise LowbackError([Problem(output, message)])
    return chosen
