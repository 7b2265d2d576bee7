"""`lowback plan`: the next eight weeks, or what to do until someone has seen the runner."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from lowback.commands.shared.ask import AccessibleOption
from lowback.commands.shared.options import (
    DataOption,
    ForceOption,
    NoInputOption,
    OutputOption,
    ResultArgument,
)
from lowback.errors import LowbackError, Problem, suggest
from lowback.invocation import as_typed

if TYPE_CHECKING:
    from lowback.engine.assessment import Assessment
    from lowback.knowledge.schema import Knowledge
    from lowback.result.plan_document import Managed, Plan

FORMATS = ("terminal", "markdown", "html", "json", "ics")

PlanFormatOption = Annotated[
    str, typer.Option("--format", "-f", metavar="FORMAT", help=f"{', '.join(FORMATS)}.")
]
RunNowOption = Annotated[
    str | None,
    typer.Option("--run-now", metavar="AMOUNT", help='Longest run without a flare: "20 min".'),
]
WalkNowOption = Annotated[
    str | None,
    typer.Option("--walk-now", metavar="AMOUNT", help='Longest brisk walk: "30 min".'),
]
LongestOption = Annotated[
    str | None,
    typer.Option("--longest-km", metavar="KM", help="Longest run of the last 30 days."),
]
StartOption = Annotated[
    str | None,
    typer.Option("--start", metavar="DATE", help="First day; tomorrow if not given."),
]


def plan(
    result: ResultArgument = "latest",
    as_format: PlanFormatOption = "terminal",
    run_now: RunNowOption = None,
    walk_now: WalkNowOption = None,
    longest_km: LongestOption = None,
    start: StartOption = None,
    save: Annotated[bool, typer.Option("--save", help="Keep it for `lowback today`.")] = False,
    accessible: AccessibleOption = False,
    no_input: NoInputOption = False,
    output: OutputOption = None,
    force: ForceOption = False,
    data: DataOption = None,
) -> None:
    """Plan the next eight weeks from what you manage now, with exercises that suit.

    Where running has to wait, it says what to do meanwhile. Nobody gets a plan before an
    emergency or urgent sign was seen.

    Examples: `lowback plan latest --run-now "5 km"`; `lowback plan result.json -f ics -o plan.ics`.
    """
    from lowback.commands.shared.inputs import today
    from lowback.commands.shared.outputs import deliver
    from lowback.commands.shared.plan_questions import given
    from lowback.commands.shared.stored_result import stored_result
    from lowback.knowledge.load import load_knowledge
    from lowback.result.plan import make_plan

    wanted, first = _known_format(as_format), _day(start, today())
    longest, managed = _kilometres(longest_km), given(run_now, walk_now)
    knowledge = load_knowledge(data)
    assessment = stored_result(result)
    made = make_plan(assessment, knowledge, first, longest, managed)
    if made.weeks and not no_input:
        managed = _asked(made, managed, knowledge, accessible=accessible)
        made = make_plan(assessment, knowledge, first, longest, managed)
    text = _written(made, knowledge, wanted, accessible=accessible)
    deliver(text, output, force=force)
    if save:
        _keep(made, assessment)


def _asked(
    made: "Plan", managed: "Managed", knowledge: "Knowledge", *, accessible: bool
) -> "Managed":
    """Ask what the weeks of a plan depend on, if there is somebody to ask."""
    from lowback.commands.shared.ask import prompter
    from lowback.commands.shared.inputs import can_ask
    from lowback.commands.shared.plan_questions import ask_managed

    runs = any(each.kind == "run" for week in made.weeks for each in week.runs)
    needed = managed.run is None if runs else managed.walk is None
    if not needed or not can_ask():
        return managed
    return ask_managed(managed, knowledge, prompter(accessible=accessible), runs=runs)


def _keep(made: "Plan", assessment: "Assessment") -> None:
    from lowback.store.plans import follow

    path = follow(made, assessment)
    said = f"Kept in {path}, for you only; `lowback today` goes on from it."
    typer.echo(as_typed(said), err=True)


def _written(made: "Plan", knowledge: "Knowledge", as_format: str, *, accessible: bool) -> str:
    match as_format:
        case "html":
            from lowback.render.plan.html import plan_html

            return plan_html(made, knowledge)
        case "json":
            from lowback.result.write import as_json

            return as_json(made)
        case "ics":
            from lowback.render.plan.ics import plan_ics

            return plan_ics(made)
        case "markdown":
            from lowback.render.plan.markdown import plan_markdown

            return plan_markdown(made, knowledge)
        case _:
            from lowback.commands.shared.outputs import look
            from lowback.render.plan.terminal import plan_terminal

            return plan_terminal(made, knowledge, look(accessible=accessible))


def _known_format(name: str) -> str:
    if name not in FORMATS:
        message = f"`{name}` is not a format here; use {', '.join(FORMATS)}{suggest(name, FORMATS)}"
        raise LowbackError([Problem("--format", message)])
    return name


def _day(text: str | None, today: date) -> date:
    from lowback.commands.shared.inputs import written_day

    if text is None:
        return today + timedelta(days=1)
    day = written_day(text, "--start", today)
    if not today <= day <= today + timedelta(days=366):
        raise LowbackError([Problem("--start", f"`{text}` is not within a year from {today}")])
    return day


def _kilometres(text: str | None) -> float | None:
    from lowback.engine.units import parse_number

    if text is None:
        return None
    found = parse_number(text, "km")
    if found is None or not 0 < found <= 500:  # noqa: PLR2004 - kilometres of one run
        message = f"`{text}` is not the distance of one run; write 12, 7.5 km or 8 mi"
        raise LowbackError([Problem("--longest-km", message)])
    return found
