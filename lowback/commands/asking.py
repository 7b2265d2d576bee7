"""The interactive part of `assess` and `screen`: which back end, drafts, and leaving half-way."""

import os
import shutil
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from lowback.commands.gathering import Talk
from lowback.errors import LowbackError, Problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from lowback.answers import Answers
    from lowback.interview.asking import Asker
    from lowback.interview.prompter import Prompter
    from lowback.interview.session import Settings
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
    from lowback.interview.session import Mode, Settings

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
    from lowback.interview import drafts
    from lowback.interview.prompter import Leave
    from lowback.interview.session import Interview

    now = datetime.now(UTC)
    kept = drafts.resume(knowledge, now) if resume else {}
    interview = Interview(knowledge, {**kept, **answers}, how, prompter(accessible=accessible))
    try:
        found = interview.run()
        found = after(found, interview.asker) if after else found
    except (Leave, KeyboardInterrupt):
        path = drafts.keep(interview.answers, knowledge, now)
        typer.echo(f"\nYour answers are kept in {path}, for you only.", err=True)
        typer.echo(f"Go on with: {_resume_command()}", err=True)
        raise typer.Exit(INTERRUPTED) from None
    drafts.forget()
    return found


def talk(knowledge: "Knowledge", how: "Settings", *, accessible: bool, resume: bool) -> Talk:
    """Return how to ask a person here, for commands that gather answers."""

    def rest(known: "Answers", after: "Callable[[Answers, Asker], Answers]") -> "Answers":
        return ask_the_rest(
            known, knowledge, how, accessible=accessible, resume=resume, after=after
        )

    def unit() -> str:
        from lowback.commands.log_confirm import ask_unit

        return ask_unit(prompter(accessible=accessible))

    return Talk(rest, unit)


def prompter(*, accessible: bool) -> "Prompter":
    """Return the back end for this terminal."""
    width = shutil.get_terminal_size((80, 24)).columns
    plain = accessible or os.environ.get("ACCESSIBLE") or os.environ.get("TERM") == "dumb"
    if plain:
        from lowback.interview.lines import Lines

        return Lines(width)
    from lowback.interview.screens import Screens

    return Screens(width)


def _resume_command() -> str:
    """The command that was run, with `--resume` added once."""
    given = [each for each in sys.argv[1:] if each != "--resume"]
    return " ".join(["lowback", *given, "--resume"])
