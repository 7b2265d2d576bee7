"""What a plan needs and no assessment asks: the run and the walk that are managed now."""

from typing import TYPE_CHECKING

import typer

from lowback.errors import LowbackError, Problem

if TYPE_CHECKING:
    from lowback.interview.terminal.prompter import Prompter
    from lowback.knowledge.plan import PlanQuestion
    from lowback.knowledge.schema import Knowledge
    from lowback.result.plan_document import Amount, Managed

INTERRUPTED = 130
PLACE = "For the plan"


def given(run: str | None, walk: str | None) -> "Managed":
    """Read `--run-now` and `--walk-now`.

    Raises:
        LowbackError: naming what cannot be read and how to write it.
    """
    from lowback.result.plan_document import Managed

    return Managed(amount_of("--run-now", run), amount_of("--walk-now", walk))


def ask_managed(
    known: "Managed", knowledge: "Knowledge", people: "Prompter", *, runs: bool
) -> "Managed":
    """Ask the run, and the walk when there is no run; what is left out stays unknown."""
    from lowback.interview.terminal.prompter import Back, Leave
    from lowback.result.plan_document import Managed

    run, walk = known.run, known.walk
    while True:
        try:
            run = run or (ask_amount(knowledge.plan.run_now, people, PLACE) if runs else None)
            if walk is None and (run is None or not run.value):
                walk = ask_amount(knowledge.plan.walk_now, people, PLACE)
        except Back:
            run, walk = known.run, known.walk
        except (Leave, KeyboardInterrupt):
            raise typer.Exit(INTERRUPTED) from None
        else:
            return Managed(run, walk)


def ask_amount(
    question: "PlanQuestion", people: "Prompter", place: str, *, may_skip: bool = True
) -> "Amount | None":
    """Ask for minutes or a distance until it can be read; None when it is left out."""
    from lowback.interview.terminal.prompter import Screen
    from lowback.render.parts.words import plain
    from lowback.result.amounts import parse_amount

    screen = Screen(
        place=place,
        text=plain(question.ask),
        label=plain(question.label),
        help=plain(question.meaning),
        may_skip=may_skip,
    )
    while typed := people.write(screen):
        if (found := parse_amount(typed)) is not None:
            return found
        people.tell("Write minutes or a distance, such as 20 min, 5 km or 3 mi; 0 for none.")
    return None


def amount_of(option: str, text: str | None) -> "Amount | None":
    """Read the amount of an option; None when it was not given.

    Raises:
        LowbackError: naming the option and how to write it.
    """
    from lowback.result.amounts import parse_amount

    if text is None:
        return None
    found = parse_amount(text)
    if found is None:
        message = f'`{text}` is no amount; write "20 min", "5 km", "3 mi" or 0'
        raise LowbackError([Problem(option, message)])
    return found
