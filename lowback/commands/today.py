"""`lowback today`: half a minute a day on a kept plan: run, rest, one step back, or be seen."""

from typing import Annotated

import typer

from lowback.commands.shared.ask import AccessibleOption
from lowback.commands.shared.log_answers import LogOption, LogUnitOption, TimeZoneOption
from lowback.commands.shared.options import (
    DataOption,
    FormatOption,
    NoInputOption,
    OutputOption,
    SetOption,
)

PainOption = Annotated[
    int | None, typer.Option("--pain", metavar="0-10", min=0, max=10, help="Pain right now.")
]
RanOption = Annotated[
    str | None,
    typer.Option("--ran", metavar="AMOUNT", help='Last run since: "20 min", "5 km" or 0.'),
]
RanOnOption = Annotated[
    str | None, typer.Option("--ran-on", metavar="DATE", help="Day of that run; else today.")
]
MorningOption = Annotated[
    str | None,
    typer.Option("--morning", metavar="HOW", help="usual, better, worse or not_yet."),
]
LimpOption = Annotated[
    str | None, typer.Option("--limp", metavar="SAID", help="no, yes or unsure.")
]
SignsOption = Annotated[
    str | None,
    typer.Option("--signs", metavar="SAID", help="Any new warning sign: no, yes or unsure."),
]


def today(
    pain: PainOption = None,
    ran: RanOption = None,
    ran_on: RanOnOption = None,
    morning: MorningOption = None,
    limp: LimpOption = None,
    signs: SignsOption = None,
    set_: SetOption = None,
    log: LogOption = None,
    log_unit: LogUnitOption = None,
    time_zone: TimeZoneOption = None,
    accessible: AccessibleOption = False,
    no_input: NoInputOption = False,
    as_format: FormatOption = "terminal",
    output: OutputOption = None,
    data: DataOption = None,
) -> None:
    """Check in on the plan that `lowback plan --save` kept, and say what to do today.

    A new sign goes through the same rules as the whole check, and stops the plan if they say so.

    Examples: `lowback today`; `lowback today --pain 2 --ran 0 --limp no --signs no`.
    """
    from lowback.commands.shared.check_in import Said, check_in

    said = Said(
        pain=pain,
        ran=ran,
        ran_on=ran_on,
        morning=morning,
        limp=limp,
        signs=signs,
        settings=tuple(set_ or ()),
        log=tuple(log or ()),
        log_unit=log_unit,
        time_zone=time_zone,
    )
    check_in(said, as_format, output, data, accessible=accessible, no_input=no_input)
