"""The interactive part of `assess` and `screen`: which back end, drafts, and leaving half-way."""

import os
import shlex
import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from lowback.commands.shared.gather import Talk
from lowback.errors import LowbackError, Problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from lowback.engine.answers import Answers
    from lowback.interview.asker import Asker
    from lowback.interview.session import Interview, Settings
    from lowback.interview.terminal.prompter import Prompter
    from lowback.knowledge.schema import Knowledge

INTERRUPTED = 130
VOICES = ("runner", "coach")

QuickOption = Annotated[
    bool, typer.Option("--quick", help="Warning signs, then only the most telling questions.")
]
FullOption = Annotated[bool, typer.Option("--full", help="Every question and every self-test.")]
SelfTestsOption = Annotated[
    bool,
    typer.Option("--self-tests", help="Offer every home test, not only those that may decide."),
]
AccessibleOption = Annotated[
    bool, typer.Option("--accessible", help="Plain numbered lines, without redrawing.")
]
VoiceOption = Annotated[
    str, typer.Option("--voice", metavar="WHO", help="runner, or coach: asks about the runner.")
]
ResumeOption = Annotated[bool, typer.Option("--resume", help="Go on with the draft you left.")]


def settings(*, quick: bool, full: bool, self_tests: bool, voice: str) -> "Settings":
    """Check how to ask.

    Raises:
        LowbackError: for both `--quick` and `--full`, or an unknown voice.
    """
    from lowback.interview.next_question import Mode
    from lowback.interview.session import Settings

    if quick and full:
        raise LowbackError([Problem("--quick", "cannot go together with --full; choose one")])
    if voice not in VOICES:
        raise LowbackError([Problem("--voice", f"`{voice}` must be runner or coach")])
    mode: Mode = "quick" if quick else "full" if full else "standard"
    return Settings(mode, "coach" if voice == "coach" else "runner", self_tests or full)


def ask_the_rest(
    answers: "Answers",
    knowledge: "Knowledge",
    how: "Settings",
    *,
    accessible: bool,
    resume: bool,
    after: "Callable[[Answers, Asker], Answers] | None" = None,
) -> "Answers":
    """Ask what is not answered yet, then what `after` asks; leaving keeps a private draft."""
    from lowback.interview.session import Interview
    from lowback.interview.terminal.prompter import Leave
    from lowback.store import drafts

    now, kind = datetime.now(UTC), kind_of(how)
    people = prompter(accessible=accessible)
    try:
        goes_on = resume or _goes_on(kind, people)
    except (Leave, KeyboardInterrupt):
        raise typer.Exit(INTERRUPTED) from None
    kept = drafts.resume(kind, knowledge, now) if goes_on else drafts.Kept({})
    if kept.note:
        people.tell(kept.note)
    interview = Interview(knowledge, {**kept.answers, **answers}, how, people, kept.left_out)
    try:
        found = interview.run()
        found = after(found, interview.asker) if after else found
    except (Leave, KeyboardInterrupt):
        _keep(interview, kind, now)
        raise typer.Exit(INTERRUPTED) from None
    if interview.wants_to_keep:
        _keep(interview, kind, now)
    else:
        drafts.forget(kind)
    return found


def kind_of(how: "Settings") -> Literal["assess", "screen"]:
    """Return which command's draft this interview has."""
    return "screen" if how.mode == "screen" else "assess"


def _goes_on(kind: str, people: "Prompter") -> bool:
    """Ask what to do with a draft that was left; False when there is none."""
    from lowback.interview.terminal.prompter import Back, Option, Screen
    from lowback.store.drafts import forget, left_at

    when = left_at(kind)
    if when is None:
        return False
    screen = Screen(
        place="Unfinished answers",
        label="Your choice",
        text=f"You left an interview unfinished on {when:%d %B %Y}. What now?",
        help="If you start again, the unfinished answers are deleted.",
        options=(Option("on", "Go on with it"), Option("again", "Delete it and start again")),
        may_skip=False,
    )
    while True:
        try:
            goes_on = people.pick(screen) == ("on",)
        except Back:
            continue
        if not goes_on:
            forget(kind)
        return goes_on


def _keep(interview: "Interview", kind: str, now: datetime) -> None:
    """Save the draft and say how to go on; a folder that cannot be written is said too."""
    from lowback.store import drafts

    state = interview.state
    try:
        path = drafts.keep(kind, state.answers, state.seen, interview.knowledge, now)
    except LowbackError as error:
        typer.echo(f"\nYour answers could not be kept: {error}", err=True)
        return
    typer.echo(f"\nYour answers are kept in {path}, for you only.", err=True)
    leave_out = {"--resume", "--quick"} if interview.wants_to_keep else {"--resume"}
    typer.echo(f"Go on with: {_resume_command(leave_out)}", err=True)


def talk(knowledge: "Knowledge", how: "Settings", *, accessible: bool, resume: bool) -> Talk:
    """Return how to ask a person here, for commands that gather answers."""

    def rest(known: "Answers", after: "Callable[[Answers, Asker], Answers]") -> "Answers":
        return ask_the_rest(
            known, knowledge, how, accessible=accessible, resume=resume, after=after
        )

    def unit() -> str:
        from lowback.commands.shared.log_confirm import ask_unit

        return ask_unit(prompter(accessible=accessible))

    return Talk(rest, unit)


def prompter(*, accessible: bool) -> "Prompter":
    """Return the back end for this terminal."""
    width = shutil.get_terminal_size((80, 24)).columns
    plain = accessible or os.environ.get("ACCESSIBLE") or os.environ.get("TERM") == "dumb"
    if plain:
        from lowback.interview.terminal.lines import Lines

        return Lines(width)
    from lowback.interview.terminal.screens import Screens

    return Screens(width)


def _resume_command(leave_out: set[str]) -> str:
    """The command that was run, with `--resume` added once, so that it can be pasted."""
    given = [each for each in sys.argv[1:] if each not in leave_out]
    return shlex.join([*_program(), *given, "--resume"])


def _program() -> list[str]:
    """How to start this program again: its name if that finds it, else its whole path."""
    path = Path(sys.argv[0])
    if path.name == "__main__.py":
        return [sys.executable, "-m", "lowback"]
    found = shutil.which(path.name)
    return [path.name if found and Path(found).samefile(path) else str(path)]
