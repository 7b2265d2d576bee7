"""`lowback plan`: eight weeks back to running, from a result that allows it."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from lowback.commands.shared.options import DataOption, ForceOption, OutputOption
from lowback.errors import LowbackError, Problem, suggest

if TYPE_CHECKING:
    from lowback.knowledge.schema import Knowledge
    from lowback.result.plan import Plan

FORMATS = ("markdown", "html", "json", "ics")


def plan(
    result: Annotated[str, typer.Argument(metavar="RESULT.json", help="`-` reads stdin.")],
    as_format: Annotated[
        str, typer.Option("--format", "-f", metavar="FORMAT", help=f"{', '.join(FORMATS)}.")
    ] = "markdown",
    longest_km: Annotated[
        str | None,
        typer.Option("--longest-km", metavar="KM", help="Longest run of the last 30 days."),
    ] = None,
    start: Annotated[
        str | None,
        typer.Option("--start", metavar="DATE", help="First day; tomorrow if not given."),
    ] = None,
    output: OutputOption = None,
    force: ForceOption = False,
    data: DataOption = None,
) -> None:
    """Plan eight weeks back to running, with exercises that suit the result.

    Only for results that allow running; for all others it says why not and stops.

    Examples: `lowback plan result.json`; `lowback plan result.json --format ics -o plan.ics`.
    """
    from lowback.commands.shared.inputs import read_input, today
    from lowback.commands.shared.outputs import deliver
    from lowback.knowledge.load import load_knowledge
    from lowback.result.plan import make_plan
    from lowback.result.read import read_assessment

    wanted = _known_format(as_format)
    first = _day(start, today())
    longest = _kilometres(longest_km)
    knowledge = load_knowledge(data)
    assessment = read_assessment(*read_input(result))
    made = make_plan(assessment, knowledge, first, longest)
    deliver(_written(made, knowledge, wanted), output, force=force)


def _written(made: "Plan", knowledge: "Knowledge", as_format: str) -> str:
    match as_format:
        case "html":
            from lowback.render.plan.html import plan_html

            return plan_html(made, knowledge)
        case "json":
            import msgspec

            return msgspec.json.format(msgspec.json.encode(made), indent=2).decode() + "\n"
        case "ics":
            from lowback.render.plan.ics import plan_ics

            return plan_ics(made)
        case _:
            from lowback.render.plan.markdown import plan_markdown

            return plan_markdown(made, knowledge)


def _known_format(name: str) -> str:
    if name not in FORMATS:
        message = f"`{name}` is not a format here; use {', '.join(FORMATS)}{suggest(name, FORMATS)}"
        raise LowbackError([Problem("--format", message)])
    return name


def _day(text: str | None, today: date) -> date:
    if text is None:
        return today + timedelta(days=1)
    try:
        day = date.fromisoformat(text)
    except ValueError:
        message = f"`{text}` is not a day; write it as year-month-day, such as {today}"
        raise LowbackError([Problem("--start", message)]) from None
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
