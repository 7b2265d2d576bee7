"""`lowback history`: the saved assessments, listed, shown, charted, exported and deleted."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from lowback.commands.shared.options import DataOption, ForceOption, FormatOption, OutputOption
from lowback.errors import LowbackError, Problem
from lowback.invocation import as_typed

if TYPE_CHECKING:
    from lowback.engine.assessment import Assessment
    from lowback.store.saved import Saved

FOUND_PROBLEMS = 1
IdArgument = Annotated[str, typer.Argument(metavar="ID", help="Which one; `latest` is the last.")]
history = typer.Typer(invoke_without_command=True)


@history.callback()
def overview(context: typer.Context) -> None:
    """Saved assessments: list (also when nothing more is said), show, trend, export, purge.

    Only `assess --save`, or its key, saves.

    Examples: `lowback history`; `lowback history trend`.
    """
    if context.invoked_subcommand is None:
        list_()


@history.command("list")
def list_(as_format: FormatOption = "terminal") -> None:
    """List the saved assessments, oldest first.

    Examples: `lowback history list`; `lowback history list --format json`.
    """
    from lowback.commands.shared.browse import browse_format
    from lowback.commands.shared.outputs import deliver, look
    from lowback.render.history import history_list
    from lowback.result.write import as_json

    wanted = browse_format(as_format)
    saved, problems = _all_saved()
    if wanted == "json":
        deliver(as_json(saved), None, force=False)
    elif saved:
        deliver(history_list(_entries(saved), look()), None, force=False)
    _finish(saved, problems)


@history.command()
def show(
    name: IdArgument = "latest",
    as_format: FormatOption = "terminal",
    output: OutputOption = None,
    force: ForceOption = False,
    data: DataOption = None,
) -> None:
    """Write the report of a saved assessment again.

    Examples: `lowback history show`; `lowback history show 2026-11-23-1 --format json`.
    """
    from lowback.commands.shared.outputs import deliver, known_format, look
    from lowback.knowledge.load import load_knowledge
    from lowback.render import render
    from lowback.store.saved import load

    wanted = known_format(as_format)
    saved = load(name)
    text = render(saved.assessment, load_knowledge(data), wanted, look(to_file=output is not None))
    deliver(text, output, force=force)


@history.command()
def trend() -> None:
    """Chart pain, running and how well causes fit, over all saved assessments.

    Examples: `lowback history trend`; `lowback history trend | less`.
    """
    from lowback.commands.shared.outputs import deliver, look
    from lowback.render.history import trend as chart

    saved, problems = _all_saved()
    if saved:
        deliver(chart(_entries(saved), look()), None, force=False)
    if daily := _daily_trend():
        deliver(f"\n{daily}" if saved else daily, None, force=False)
    if saved or problems or not daily:
        _finish(saved, problems)


@history.command()
def export(output: OutputOption = None, force: ForceOption = False) -> None:
    """Write all saved assessments as JSON, to take along or to keep elsewhere.

    Examples: `lowback history export > mine.json`; `lowback history export --output mine.json`.
    """
    from lowback.commands.shared.outputs import deliver
    from lowback.result.write import as_json
    from lowback.store.files import write_file

    saved, problems = _all_saved()
    text = as_json(saved)
    if output is None:
        deliver(text, None, force=force)
    else:
        write_file(output, text.encode(), force=force, private=True)
    _finish(saved, problems)


@history.command()
def purge(
    name: Annotated[str | None, typer.Argument(metavar="ID", help="Only this one.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Delete saved assessments for good: the one that is named, or all and the kept plan.

    Examples: `lowback history purge`; `lowback history purge 2026-11-23-1 --yes`.
    """
    from lowback.store.page import delete_page
    from lowback.store.plans import forget_plan, plan_path
    from lowback.store.saved import delete, found, names, sweep

    delete_page()
    doomed = names() if name is None else (found(name),)
    plan = ("the plan with its check-ins",) if name is None and plan_path().exists() else ()
    if not doomed and not plan:
        typer.echo("Nothing is saved, so there is nothing to delete.", err=True)
        return
    if not yes and not _agreed(len(doomed) + len(plan)):
        typer.echo("Nothing was deleted.", err=True)
        return
    for each in doomed:
        delete(each)
    if plan:
        forget_plan()
    sweep()
    typer.echo(f"Deleted: {', '.join((*doomed, *plan))}.", err=True)


def save_assessment(assessment: "Assessment") -> None:
    """Keep an assessment and say on stderr under which id."""
    from lowback.store.saved import folder, save

    name = save(assessment)
    said = f"Saved as {name} in {folder()}; `lowback history` lists it."
    typer.echo(as_typed(f"{said}{_next_commands(assessment)}"), err=True)


def _next_commands(assessment: "Assessment") -> str:
    """Name what can be typed now: a plan where one is made, and a page to keep or hand over."""
    from lowback.knowledge.schema import Urgency

    if assessment.triage.urgency is Urgency.EMERGENCY:
        return ""
    planned = assessment.triage.urgency in {Urgency.SOON, Urgency.SELF_CARE}
    plan = ("`lowback plan latest`",) if planned else ()
    page = "`lowback report latest --format html --output report.html`"
    hand = "`lowback report latest --for clinician --format html --output hand-over.html`"
    return "".join(f"\nNext: {each}" for each in (*plan, page, hand))


def _agreed(count: int) -> bool:
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        message = "nobody can be asked here; add --yes to delete without asking"
        raise LowbackError([Problem("history purge", message)])
    return typer.confirm(f"Delete {count} kept thing(s) for good?", err=True)


def _daily_trend() -> str:
    """The check-ins of the kept plan as a chart; nothing without one."""
    from lowback.commands.shared.outputs import look
    from lowback.knowledge.load import load_knowledge
    from lowback.render.history import daily_trend
    from lowback.store.plans import load_followed, plan_path

    if not plan_path().exists():
        return ""
    followed = load_followed()
    told, earlier = followed.check_ins, followed.earlier
    if not told and not earlier:
        return ""
    return daily_trend(followed.plan, told, earlier, load_knowledge().daily, look())


def _all_saved() -> "tuple[Sequence[Saved], Sequence[Problem]]":
    from lowback.store.saved import load_all

    return load_all()


def _entries(saved: "Sequence[Saved]") -> "list[tuple[str, Assessment]]":
    return [(each.id, each.assessment) for each in saved]


def _finish(saved: "Sequence[Saved]", problems: Sequence[Problem]) -> None:
    """Say when nothing is saved; name what could not be read and end with exit code 1."""
    if not saved and not problems:
        typer.echo(
            as_typed("Nothing is saved yet; `lowback assess --save` saves a result."), err=True
        )
    for each in problems:
        typer.echo(str(each), err=True)
    if problems:
        raise typer.Exit(FOUND_PROBLEMS)
