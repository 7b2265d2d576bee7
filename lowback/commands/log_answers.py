"""The training log of `assess`: its options, and the answers it brings."""

from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from lowback.errors import LowbackError, Problem

if TYPE_CHECKING:
    from lowback.answers import Answer
    from lowback.knowledge.schema import Knowledge
    from lowback.training import TrainingPicture
    from lowback.training_log.activities import Unit
    from lowback.training_log.confirm import Decide
    from lowback.training_log.derive import Derived
    from lowback.training_log.runs import TrainingLog

LogOption = Annotated[
    list[Path] | None,
    typer.Option("--log", metavar="FILE", help="Exported training log; may be repeated."),
]
PainBeganOption = Annotated[
    str | None,
    typer.Option("--pain-began", metavar="DATE", help="Day the pain began, for --log: 2026-11-20."),
]
LogUnitOption = Annotated[
    str | None,
    typer.Option("--log-unit", metavar="km|mi", help="Unit of a log that does not say it."),
]
TimeZoneOption = Annotated[
    str | None,
    typer.Option("--time-zone", metavar="ZONE", help="Zone of the runs, such as Europe/London."),
]


class LogRequest(NamedTuple):
    """What the options ask for; `began` None is today."""

    files: tuple[Path, ...]
    began: str | None = None
    unit: str | None = None
    zone: str | None = None


class FromLog(NamedTuple):
    """The answers that stay, and the twelve weeks for the report."""

    answers: "dict[str, Answer]"
    training: "TrainingPicture | None"


NOTHING = FromLog({}, None)


def answers_from_log(
    request: LogRequest, knowledge: "Knowledge", today: date, decide: "Decide | None" = None
) -> FromLog:
    """Read the log, say on stderr what follows from it, and return what stays.

    Raises:
        LowbackError: if a file, a date, a unit or a zone cannot be used.
    """
    if not request.files:
        return _nothing(request)
    from lowback.training_log.confirm import confirmed, keep_all
    from lowback.training_log.derive import derive, training_picture

    began = _day(request.began, today)
    log = _read(request, today)
    derived = derive(log, began)
    _say(_lines(log, derived, began, told=request.began is not None))
    answers = confirmed(derived, knowledge, decide or keep_all)
    return FromLog(answers, training_picture(log, began, today))


def say_overridden(log: "Iterable[str]", given: "Iterable[str]") -> None:
    """Say on stderr which answers from the log the runner's own ones replace."""
    replaced = [each for each in log if each in set(given)]
    if replaced:
        typer.echo(f"  your own answer is used for: {', '.join(replaced)}", err=True)


def _nothing(request: LogRequest) -> FromLog:
    options = {
        "--pain-began": request.began, "--log-unit": request.unit, "--time-zone": request.zone
    }  # fmt: skip
    lonely = [name for name, value in options.items() if value is not None]
    if lonely:
        raise LowbackError([Problem(each, "belongs to a log; add --log FILE") for each in lonely])
    return NOTHING


def _day(text: str | None, today: date) -> date:
    if text is None:
        return today
    try:
        day = date.fromisoformat(text)
    except ValueError:
        message = f"`{text}` is not a day; write it as year-month-day, such as {today}"
        raise LowbackError([Problem("--pain-began", message)]) from None
    if not today - timedelta(days=36525) <= day <= today:
        message = f"`{text}` is after today, {today}, or very long ago; check it"
        raise LowbackError([Problem("--pain-began", message)])
    return day


def _read(request: LogRequest, today: date) -> "TrainingLog":
    from lowback.training_log.activities import Reading
    from lowback.training_log.columns import known_zone
    from lowback.training_log.read import read_log

    known_zone(request.zone)
    return read_log(request.files, Reading(today, request.zone, _unit(request.unit)))


def _unit(text: str | None) -> "Unit | None":
    match text:
        case None | "km" | "mi":
            return text
        case _:
            raise LowbackError([Problem("--log-unit", f"`{text}` is not a unit; write km or mi")])


def _lines(
    log: "TrainingLog", derived: "Iterable[Derived]", began: date, *, told: bool
) -> Iterable[str]:
    from lowback.training_log.derive import facts

    ending = "" if told else ", because no --pain-began was given"
    yield f"From your training log (the pain began on {began}{ending}):"
    yield from (f"  {each}" for each in (*log.notes, *facts(log, began)))
    for each in derived:
        shown = "no answer" if each.value is None else each.value
        yield f"  {each.question} = {shown}: {each.because}"


def _say(lines: Iterable[str]) -> None:
    for line in lines:
        typer.echo(line, err=True)
