"""The answer of `assess`, and one key for each thing behind it."""

import shutil
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple, TextIO

from msgspec import Struct
from msgspec.structs import replace

from lowback.engine.assessment import Assessment
from lowback.errors import LowbackError
from lowback.invocation import program
from lowback.knowledge.schema import Knowledge, Suitability, Urgency
from lowback.render import Format, Look, render
from lowback.render.answer.menu import (
    BROWSER,
    EXERCISES,
    HAND_OVER,
    PLAN,
    QUIT,
    SAVE,
    WHOLE,
    WHY,
    Key,
    menu,
)

if TYPE_CHECKING:
    from lowback.engine.assessment import OfferedExercise

MORE, ENTER = "Enter: more.  q: back to the answer.", "enter"


class Desk(Struct, frozen=True):
    """Where the menu is shown: how it may look, where it writes, how a key is read.

    `wishes` are keys that leave the menu, for the caller to fulfil.
    """

    look: Look
    rows: int
    out: TextIO
    key: Callable[[Sequence[str]], str]
    wishes: tuple[Key, ...] = ()


class Left(NamedTuple):
    """How the menu was left: whether the result was kept, and the wish to go on, if any."""

    saved: bool
    wish: str = ""


def answer_menu(
    assessment: Assessment,
    knowledge: Knowledge,
    here: Look,
    *,
    saved: bool = False,
    wishes: tuple[Key, ...] = (),
) -> Left:
    """Show the answer and pages at a key until the person leaves, or wishes to go on."""
    from lowback.interview.terminal.one_key import pressed_key, typed_key

    key = typed_key if here.accessible else pressed_key
    rows = shutil.get_terminal_size((80, 24)).lines
    return run_menu(assessment, knowledge, Desk(here, rows, sys.stdout, key, wishes), saved=saved)


def run_menu(assessment: Assessment, knowledge: Knowledge, desk: Desk, *, saved: bool) -> Left:
    """Show the answer after each page again, so that it is the last thing that is seen."""
    while True:
        offered = keys_for(assessment, knowledge, saved=saved)
        keys = (*offered[:-1], *desk.wishes, QUIT)
        below = menu(keys, desk.look)
        look = replace(desk.look, answer=True, below=below.count("\n"))
        desk.out.write(render(assessment, knowledge, Format.TERMINAL, look) + below)
        desk.out.flush()
        pressed = desk.key([each.key for each in keys])
        if pressed == QUIT.key:
            return Left(saved)
        if pressed in {each.key for each in desk.wishes}:
            return Left(saved, pressed)
        saved = _act(pressed, assessment, knowledge, desk) or saved


def keys_for(assessment: Assessment, knowledge: Knowledge, *, saved: bool) -> tuple[Key, ...]:
    """Return the keys that lead somewhere for this result; `quit` is the last."""
    emergency = assessment.triage.urgency is Urgency.EMERGENCY
    running = knowledge.running.get(assessment.triage.running.id)
    offered = {
        WHY: not emergency,
        PLAN: running is not None and running.allows_running,
        EXERCISES: any(map(_doable, assessment.exercises)),
        HAND_OVER: True,
        SAVE: not saved,
        WHOLE: True,
        BROWSER: True,
        QUIT: True,
    }
    return tuple(key for key, is_offered in offered.items() if is_offered)


def _doable(exercise: "OfferedExercise") -> bool:
    return exercise.suitability is not Suitability.AVOID


def _act(pressed: str, assessment: Assessment, knowledge: Knowledge, desk: Desk) -> bool:
    """Do what a key stands for; True when the result was kept."""
    try:
        if pressed == SAVE.key:
            from lowback.commands.history import save_assessment

            save_assessment(assessment)
            return True
        if pressed == BROWSER.key:
            _open_in_browser(assessment, knowledge, desk)
        else:
            _in_pages(_page(pressed, assessment, knowledge, desk.look), desk)
    except LowbackError as error:
        desk.out.write(f"{error}\n\n")
    return False


def _page(pressed: str, assessment: Assessment, knowledge: Knowledge, look: Look) -> str:
    from lowback.render.answer.pages import exercises_page, why_page
    from lowback.render.handover.text import terminal_report as hand_over

    whole = replace(look, answer=False)
    match pressed:
        case WHY.key:
            return why_page(assessment, knowledge, whole)
        case EXERCISES.key:
            return exercises_page(assessment, knowledge, whole)
        case PLAN.key:
            return _plan(assessment, knowledge, whole)
        case HAND_OVER.key:
            return hand_over(assessment, knowledge, whole)
        case _:
            return render(assessment, knowledge, Format.TERMINAL, whole)


def _plan(assessment: Assessment, knowledge: Knowledge, look: Look) -> str:
    from datetime import timedelta

    from lowback.commands.shared.inputs import today
    from lowback.render.plan.terminal import plan_terminal
    from lowback.result.plan import make_plan

    made = make_plan(assessment, knowledge, today() + timedelta(days=1), None)
    return plan_terminal(made, knowledge, look)


def _in_pages(text: str, desk: Desk) -> None:
    """Show a long text a screen at a time; in plain lines all at once."""
    lines = text.splitlines(keepends=True)
    room = len(lines) if desk.look.accessible else max(desk.rows - 2, 5)
    for begin in range(0, len(lines), room):
        last = begin + room >= len(lines)
        desk.out.write("".join(lines[begin : begin + room]))
        desk.out.write("\nEnter: back to the answer.\n" if last else f"{MORE}\n")
        desk.out.flush()
        if desk.key([ENTER, "q"]) == "q" or last:
            break
    desk.out.write("\n")


def _open_in_browser(assessment: Assessment, knowledge: Knowledge, desk: Desk) -> None:
    """Write the page to a private file and ask the system to show it."""
    import typer

    from lowback.store.page import keep_page

    path = keep_page(render(assessment, knowledge, Format.HTML, replace(desk.look, answer=False)))
    typer.launch(str(path))
    desk.out.write(
        f"The page is {path}, for you only. If no browser opened, open that file. "
        f"`{program()} history purge` deletes it.\n\n"
    )
