"""The training log of `assess`: its options, and the answers it brings."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from lowback.commands.shared.inputs import written_day
from lowback.errors import LowbackError, Problem

if TYPE_CHECKING:
    from lowback.engine.answers import Answer
    from lowback.engine.training import TrainingPicture
    from lowback.knowledge.schema import Knowledge
    from lowback.training_log.activities import Unit
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
    """The log, the answers that follow from it, and the twelve weeks for the report."""

    answers: "dict[str, Answer]"
    training: "TrainingPicture | None"
    log: "TrainingLog | None" = None
    derived: "tuple[Derived, ...]" = ()
    told: bool = True


NOTHING = FromLog({}, None)


def answers_from_log(
    request: LogRequest,
    knowledge: "Knowledge",
    today: date,
    ask_unit: "Callable[[], str] | None" = None,
) -> FromLog:
    """Read the log, say on stderr what is in it, and return what follows from it.

    `ask_unit` asks a person for a unit that the log does not say; None when nobody is there.

    Raises:
        LowbackError: if a file, a date, a unit or a zone cannot be used.
    """
    if not request.files:
        return _nothing(request)
    began = day_of(request.began, today)
    log = _read(request, today, ask_unit)
    found = derived_from(log, began, today, knowledge)._replace(told=request.began is not None)
    _say(_held(log, began))
    if ask_unit is None:
        _say(_followed(found, began))
    return found


def last_run(request: LogRequest, today: date) -> "tuple[float, date] | None":
    """Return kilometres and day of the last run of a log up to today.

    Raises:
        LowbackError: if a file, a unit or a zone cannot be used.
    """
    runs = _read(request, today, None).between(date.min, today)
    return (round(runs[-1].km, 1), runs[-1].day) if runs else None


def derived_from(log: "TrainingLog", began: date, today: date, knowledge: "Knowledge") -> FromLog:
    """Return what follows from a log for pain that began on that day."""
    from lowback.training_log.answers import log_answers, usable
    from lowback.training_log.derive import derive, training_picture

    derived = usable(derive(log, began), knowledge)
    picture = training_picture(log, began, today)
    return FromLog(log_answers(derived, knowledge), picture, log, derived)


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


def day_of(text: str | None, today: date) -> date:
    """Return the day that was written, or today.

    Raises:
        LowbackError: if it is not a day, or not one on which this pain can have begun.
    """
    if text is None:
        return today
    day = written_day(text, "--pain-began", today)
    if not today - timedelta(days=36525) <= day <= today:
        message = f"`{text}` is after today, {today}, or very long ago; check it"
        raise LowbackError([Problem("--pain-began", message)])
    return day


def _read(request: LogRequest, today: date, ask_unit: "Callable[[], str] | None") -> "TrainingLog":
    from lowback.training_log.activities import NO_UNIT, Reading
    from lowback.training_log.read import read_log
    from lowback.training_log.times_and_numbers import known_zone

    known_zone(request.zone)
    try:
        return read_log(request.files, Reading(today, request.zone, _unit(request.unit)))
    except LowbackError as error:
        if ask_unit is None or {each.rule for each in error.problems} != {NO_UNIT}:
            raise
    return read_log(request.files, Reading(today, request.zone, _unit(ask_unit())))


def _unit(text: str | None) -> "Unit | None":
    match text:
        case None | "km" | "mi":
            return text
        case _:
            raise LowbackError([Problem("--log-unit", f"`{text}` is not a unit; write km or mi")])


def _held(log: "TrainingLog", began: date) -> Iterator[str]:
    from lowback.training_log.derive import facts

    yield "From your training log:"
    yield from (f"  {each}" for each in (*log.notes, *facts(log, began)))


def _followed(found: FromLog, began: date) -> Iterator[str]:
    ending = "" if found.told else ", because no --pain-began was given"
    yield f"What follows, if the pain began on {began}{ending}:"
    for each in found.derived:
        shown = "no answer" if each.value is None else each.value
        yield f"  {each.question} = {shown}: {each.because}"


def _say(lines: Iterable[str]) -> None:
    for line in lines:
        typer.echo(line, err=True)
