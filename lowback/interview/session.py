"""The interview from the first screen to the last: asks, goes back, reviews, offers self-tests."""

from contextlib import suppress
from typing import Literal

from msgspec import Struct

from lowback.answers import Answer, Answers, with_derived
from lowback.assessment import Voice
from lowback.interview.asking import Asker
from lowback.interview.flow import Step, dependants, is_over, place, steps, without_orphans
from lowback.interview.gain import next_by_gain
from lowback.interview.prompter import Back, Option, Prompter, Screen
from lowback.interview.self_tests import guide, unlocked, useful_tests
from lowback.knowledge.schema import Knowledge
from lowback.units import show_number

Mode = Literal["quick", "standard", "full", "screen"]
WELCOME = (
    "This asks about warning signs first, then about your running and your pain. It is not a "
    "diagnosis and not a medical device. It is for people of 16 and over. You can leave out any "
    "ordinary question: it then counts as unknown, never as no."
)
WELCOME_COACH = (
    "You answer for a runner. Answer only what the runner told you; leave out the rest. This is "
    "not a diagnosis and not a medical device. It is for runners of 16 and over."
)
RESULT = "0"


class Settings(Struct, frozen=True):
    """How to ask."""

    mode: Mode = "standard"
    voice: Voice = "runner"
    self_tests: bool = False


class Interview:
    """One run; `answers` always holds what can be kept when the runner leaves."""

    def __init__(
        self, knowledge: Knowledge, already: Answers, settings: Settings, prompter: Prompter
    ) -> None:
        self.knowledge = knowledge
        self.settings = settings
        self.prompter = prompter
        self.asker = Asker(knowledge, settings.voice, prompter)
        self.answers: dict[str, Answer] = dict(already)
        self.seen: set[str] = set(already)
        self.history: list[Step] = []

    def run(self) -> Answers:
        """Ask until done or until an emergency; raises `Leave` when the runner stops."""
        self.prompter.tell(WELCOME_COACH if self.settings.voice == "coach" else WELCOME)
        while not is_over(self.answers, self.knowledge):
            step = self._next()
            if step is None and self._reviewed():
                break
            if step is not None:
                self._ask(step)
        self._test()
        return with_derived(self.answers, self.knowledge)

    def _test(self) -> None:
        """Offer the home tests that may decide between sources, or all of them on request."""
        choose = unlocked if self.settings.self_tests else useful_tests
        tests = choose(self.answers, self.knowledge)
        if (
            not tests
            or self.settings.mode in {"quick", "screen"}
            or is_over(self.answers, self.knowledge)
        ):
            return
        screen = Screen(
            place="Self-tests",
            label="Home tests",
            text=f"{len(tests)} short home tests could make the result clearer. Do some now?",
            help="Each test is optional and has a stop rule.",
            options=(Option("yes", "Yes, show me"), Option("no", "No, show the result")),
            may_skip=False,
        )
        with suppress(Back):
            if self.prompter.pick(screen) == ("yes",):
                guide(tests, self.answers, self.asker)

    def _next(self) -> Step | None:
        waiting = [
            step
            for step in self._steps()
            if any(each.id not in self.seen for each in step.questions)
        ]
        ordinary = [step for step in waiting if not step.is_group]
        if self.settings.mode == "quick" and len(ordinary) == len(waiting):
            return next_by_gain(ordinary, self.answers, self.knowledge)
        return waiting[0] if waiting else None

    def _steps(self) -> list[Step]:
        every = steps(self.knowledge, self.answers)
        return [each for each in every if each.is_group or self.settings.mode != "screen"]

    def _ask(self, step: Step) -> None:
        where = place(step, self._steps())
        try:
            given = self.asker.ask(step, where, self.answers)
        except Back:
            self._go_back()
            return
        self.history.append(step)
        self._take(given)

    def _go_back(self) -> None:
        if not self.history:
            self.prompter.tell("This is the first question.")
            return
        step = self.history.pop()
        self.seen -= {each.id for each in step.questions}
        self._ask(step)

    def _take(self, given: dict[str, Answer | None]) -> None:
        """Keep the answers; what depended on a changed one is asked again."""
        for name, answer in given.items():
            before = self.answers.pop(name, None)
            if answer is not None:
                self.answers[name] = answer
            if before is not None and before != answer:
                self.seen -= dependants(name, self.knowledge)
        self.seen |= given.keys()
        self.answers = dict(
            without_orphans(
                with_derived(_not_derived(self.answers), self.knowledge), self.knowledge
            )
        )

    def _reviewed(self) -> bool:
        """Show every answer; True when the runner wants the result, else one is asked again."""
        asked = [each for step in self._steps() for each in step.questions if each.id in self.seen]
        lines = [f"{at}. {each.label}: {self._shown(each.id)}" for at, each in enumerate(asked, 1)]
        self.prompter.tell("Your answers\n\n" + "\n".join(lines))
        screen = Screen(
            place="Review", label="Change an answer",
            text="Type the number of an answer to change it, or 0 to see the result.",
            help="Nothing is final until you see the result.", typed=RESULT, may_skip=False,
        )  # fmt: skip
        try:
            typed = self.prompter.write(screen).strip()
        except Back:
            self._go_back()
            return False
        if typed in {"", RESULT}:
            return True
        if typed.isdecimal() and 1 <= int(typed) <= len(asked):
            question = asked[int(typed) - 1]
            try:
                answer = self.asker.ask_one(question, "Change", self.answers)
            except Back:
                return False
            self._take({question.id: answer})
        else:
            self.prompter.tell(f"Please type a number from 0 to {len(asked)}.")
        return False

    def _shown(self, name: str) -> str:
        answer = self.answers.get(name)
        question = self.knowledge.questions[name]
        if answer is None:
            return "left out"
        if isinstance(answer.value, float):
            return show_number(answer.value, question.unit)
        labels = {each.id: each.label for each in question.choices}
        return ", ".join(
            labels.get(each, each.replace("unsure", "not sure")) for each in answer.choices
        )


def _not_derived(answers: Answers) -> Answers:
    return {name: each for name, each in answers.items() if each.origin != "derived"}
