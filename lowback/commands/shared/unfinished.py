"""The draft behind a talk: taken up again, written after each answer, deleted when all is done."""

import shlex
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import typer

from lowback.errors import LowbackError
from lowback.invocation import words

if TYPE_CHECKING:
    from lowback.interview.state import State
    from lowback.interview.terminal.prompter import Prompter
    from lowback.knowledge.schema import Knowledge
    from lowback.store.drafts import Kept


class UnfinishedTalk:
    """The draft of one command; only `forget` deletes it, once the result was handed over."""

    def __init__(self, kind: Literal["assess", "screen"], *, resume: bool) -> None:
        self.kind = kind
        self.resume = resume
        self.path: Path | None = None
        self.failed = False

    def begin(self, knowledge: "Knowledge", people: "Prompter") -> "Kept":
        """Return what was kept before, if the person goes on with it."""
        from lowback.store import drafts

        if not (self.resume or _goes_on(self.kind, people)):
            return drafts.Kept({})
        kept = drafts.resume(self.kind, knowledge, datetime.now(UTC))
        self.path = drafts.draft_path(self.kind)
        if kept.note:
            people.tell(kept.note)
        return kept

    def keeper(self, knowledge: "Knowledge") -> "Callable[[State], None]":
        """Return what writes the draft after each answer."""
        from lowback.store import drafts

        def keep(state: "State") -> None:
            now = datetime.now(UTC)
            try:
                self.path = drafts.keep(self.kind, state.answers, state.seen, knowledge, now)
            except LowbackError as error:
                self._say_once(error)

        return keep

    def say_kept(self) -> None:
        """Say where the answers are, and how to go on."""
        if self.path is None:
            return
        typer.echo(f"\nYour answers are kept in {self.path}, for you only.", err=True)
        typer.echo(f"Go on with: {_resume_command()}", err=True)

    def forget(self) -> None:
        """Delete the draft."""
        from lowback.store import drafts

        drafts.forget(self.kind)

    def _say_once(self, error: LowbackError) -> None:
        if not self.failed:
            typer.echo(f"\nYour answers cannot be kept: {error}", err=True)
        self.failed, self.path = True, None


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


def _resume_command() -> str:
    """The command that was run, with `--resume` added once, so that it can be pasted."""
    given = [each for each in sys.argv[1:] if each != "--resume"]
    return shlex.join([*words(), *given, "--resume"])
