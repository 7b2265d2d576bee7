"""The interactive part of `assess` and `screen`: how to ask, and what follows the result."""

import os
import shutil
from functools import cached_property
from typing import TYPE_CHECKING, Annotated

import typer

from lowback.commands.history import save_assessment
from lowback.commands.shared.unfinished import UnfinishedTalk
from lowback.errors import LowbackError, Problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from lowback.engine.answers import Answers
    from lowback.engine.assessment import Assessment
    from lowback.interview.asker import Asker
    from lowback.interview.next_question import Mode
    from lowback.interview.session import Interview, Settings
    from lowback.interview.terminal.prompter import Prompter
    from lowback.knowledge.schema import Knowledge
    from lowback.render.answer.menu import Key

INTERRUPTED = 130
MORE, CHANGE = "m", "c"
VOICES = ("runner", "coach")
STAYS = (
    "Your answers are kept on this computer, for you only. If one of them is wrong, start "
    "`lowback` again and change it."
)

QuickOption = Annotated[
    bool, typer.Option("--quick", help="An older name for what happens without it.")
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


def mode_of(*, quick: bool, full: bool) -> "Mode":
    """Return how much to ask.

    Raises:
        LowbackError: for both `--quick` and `--full`.
    """
    if quick and full:
        raise LowbackError([Problem("--quick", "cannot go together with --full; choose one")])
    return "full" if full else "default"


def settings(*, mode: "Mode", voice: str, self_tests: bool = False) -> "Settings":
    """Check how to ask.

    Raises:
        LowbackError: for an unknown voice.
    """
    from lowback.interview.session import Settings

    if voice not in VOICES:
        raise LowbackError([Problem("--voice", f"`{voice}` must be runner or coach")])
    return Settings(mode, "coach" if voice == "coach" else "runner", self_tests or mode == "full")


class Conversation:
    """One talk with a person: how to ask here, the draft behind it, and what follows the result."""

    def __init__(
        self,
        knowledge: "Knowledge",
        how: "Settings",
        *,
        accessible: bool,
        resume: bool,
        country: str | None = None,
    ) -> None:
        from lowback.interview.country import known_country, with_country

        self.knowledge = with_country(knowledge)
        self.how = how
        self.accessible = accessible
        self.draft = UnfinishedTalk("screen" if how.mode == "screen" else "assess", resume=resume)
        self.country = country
        self.given = {"country": known_country(country)} if country else {}
        self.interview: Interview | None = None

    @cached_property
    def people(self) -> "Prompter":
        """The back end for this terminal, made when it is first needed."""
        return prompter(accessible=self.accessible)

    def unit(self) -> str:
        """Ask for the unit of a training log."""
        from lowback.commands.shared.log_confirm import ask_unit

        return ask_unit(self.people)

    def rest(
        self, known: "Answers", after: "Callable[[Answers, Asker], Answers] | None" = None
    ) -> "Answers":
        """Ask what is not answered yet, then what `after` asks; each answer is kept at once."""
        from lowback.interview.session import Interview
        from lowback.interview.state import begin

        def talk() -> "Answers":
            kept = self.draft.begin(self.knowledge, self.people)
            state = begin({**kept.answers, **known, **self.given}, kept.left_out)
            keep = self.draft.keeper(self.knowledge)
            self.interview = Interview(self.knowledge, state, self.how, self.people, keep)
            found = self.interview.run()
            return after(found, self.interview.asker) if after else found

        return self._until_left(talk)

    def wishes(self) -> "tuple[Key, ...]":
        """What may be done after the answer: more questions, if some could change it; a change."""
        from lowback.interview.next_question import still_telling
        from lowback.render.answer.menu import Key

        if self.interview is None:
            return ()
        count = still_telling(self.interview.state, self.knowledge)
        more = (Key(MORE, f"{count} more could change the order"),) if count else ()
        return (*more, Key(CHANGE, "change an answer"))

    def fulfil(self, wish: str, known: "Answers") -> "Answers":
        """Go on as wished; what was known besides the interview stays."""
        interview = self.interview
        if interview is None:
            return known
        besides = {name: each for name, each in known.items() if name not in interview.answers}
        talk = interview.go_on if wish == MORE else interview.change
        return {**besides, **self._until_left(talk)}

    def _until_left(self, talk: "Callable[[], Answers]") -> "Answers":
        """Return the answers about the runner; leaving says where they are kept."""
        from lowback.interview.country import parted
        from lowback.interview.steps import is_over
        from lowback.interview.terminal.prompter import Leave

        try:
            answers, country = parted(talk())
        except (Leave, KeyboardInterrupt):
            self.people.end()
            self.draft.say_kept()
            raise typer.Exit(INTERRUPTED) from None
        self.country = country or self.country
        if is_over(answers, self.knowledge):
            self.people.tell(STAYS)
            self.people.end()
        return answers

    def finish(self, assessment: "Assessment", *, saved: bool) -> None:
        """After the report: ask once whether to keep the result, then delete the draft.

        An emergency asks nothing more, and its draft stays until the next talk.
        """
        from lowback.knowledge.schema import Urgency

        if assessment.triage.urgency is Urgency.EMERGENCY:
            return
        if self.how.mode != "screen" and not saved and _wants_to_keep(self.people):
            save_assessment(assessment)
        self.draft.forget()


def _wants_to_keep(people: "Prompter") -> bool:
    """Ask whether the result should stay on this computer; leaving is no."""
    from lowback.interview.terminal.prompter import Back, Leave, Option, Screen

    screen = Screen(
        place="Done",
        label="Keep this result",
        text="Keep this result on this computer, for you only?",
        help="A kept result can be shown again, explained, planned from and compared.",
        options=(Option("yes", "Yes, keep it"), Option("no", "No")),
        may_skip=False,
    )
    try:
        return people.pick(screen) == ("yes",)
    except (Back, Leave, KeyboardInterrupt):
        return False


def prompter(*, accessible: bool) -> "Prompter":
    """Return the back end for this terminal."""
    width = shutil.get_terminal_size((80, 24)).columns
    plain = accessible or os.environ.get("ACCESSIBLE") or os.environ.get("TERM") == "dumb"
    if plain:
        from lowback.interview.terminal.lines import Lines

        return Lines(width)
    from lowback.interview.terminal.screens import Screens

    return Screens(width)
