"""The interview from the first screen to the last: asks, goes back, leads tests, reviews."""

from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from lowback.engine.answers import Answer, Answers
from lowback.engine.assessment import Voice
from lowback.engine.triage import check_red_flags
from lowback.interview import review
from lowback.interview.asker import Asker
from lowback.interview.confirm import raised_by, what_was_said
from lowback.interview.guide import Enough, lead, offer
from lowback.interview.next_question import Mode, is_ranked, next_step, place
from lowback.interview.self_tests import unlocked, useful_tests
from lowback.interview.state import Given, State, before, take
from lowback.interview.steps import Step, is_over
from lowback.interview.terminal.prompter import Back, Prompter, Screen
from lowback.knowledge.schema import Knowledge, Question, Urgency

WELCOME = {
    "runner": (
        "This asks about warning signs first, then about your running and your pain. It is not a "
        "diagnosis and not a medical device. It is for people of 16 and over. You can leave out "
        "any ordinary question: it then counts as unknown, never as no."
    ),
    "coach": (
        "You answer for a runner. Answer only what the runner told you; leave out the rest. This "
        "is not a diagnosis and not a medical device. It is for runners of 16 and over."
    ),
}
NOTE = "Please note: {headline}. The result says what to do. You can finish the questions first."
FIRST = "This is the first question."
NOT_RANKED = (
    "Because of this answer we do not rank causes. Only questions about warning signs are left."
)


class Settings(Struct, frozen=True):
    """How to ask."""

    mode: Mode = "standard"
    voice: Voice = "runner"
    self_tests: bool = False


class Interview:
    """One run; `keep` gets the state after each answer, so that no later one can lose it."""

    def __init__(
        self,
        knowledge: Knowledge,
        state: State,
        settings: Settings,
        prompter: Prompter,
        keep: Callable[[State], None],
    ) -> None:
        self.knowledge = knowledge
        self.settings = settings
        self.prompter = prompter
        self.asker = Asker(knowledge, settings.voice, prompter)
        self.state = state
        self.keep = keep
        self.left: dict[frozenset[str], Screen] = {}

    @property
    def answers(self) -> dict[str, Answer]:
        """What was said so far."""
        return dict(self.state.answers)

    def run(self) -> Answers:
        """Ask until done or until a confirmed emergency; raises `Leave` when the runner stops."""
        self.prompter.tell(WELCOME[self.settings.voice])
        self._meant_before()
        while not is_over(self.state.answers, self.knowledge):
            if step := next_step(self.state, self.knowledge, self.settings.mode):
                self._ask(step)
            elif self.state.tests is None:
                self._offer()
            elif test := self._next_test():
                self._test(test)
            elif self._reviewed():
                break
        return self.answers

    def _meant_before(self) -> None:
        """Ask once whether an emergency among the answers brought along is meant."""
        while is_over(self.state.answers, self.knowledge):
            raising = raised_by(self.state, self.knowledge)
            if self.asker.confirms(what_was_said(raising, self.state.answers)):
                return
            for step in raising:
                self._ask(step)

    def _ask(self, step: Step | None) -> None:
        """Ask a step; each wish to go back asks the step before it instead."""
        while step:
            try:
                given = self._given(step, self._place(step))
            except Back:
                step = self._before(step)
                continue
            self._take(step, given)
            return

    def _place(self, step: Step) -> str:
        return place(step, self.state, self.knowledge, self.settings.mode)

    def _given(self, step: Step, where: str) -> Given:
        """Ask a step; an emergency is asked about once more, with everything kept."""
        shown = self.state.answers
        try:
            given = self.asker.ask(step, where, shown, self.left.get(step.ids))
            while not self._is_meant(step, given):
                shown = {**shown, **{name: each for name, each in given.items() if each}}
                given = self.asker.ask(step, where, shown)
        except Back as back:
            if back.left:
                self.left[step.ids] = back.left
            raise
        self.left.pop(step.ids, None)
        return given

    def _is_meant(self, step: Step, given: Given) -> bool:
        after = take(self.state, step, given, self.knowledge)
        if not is_over(after.answers, self.knowledge) or is_over(
            self.state.answers, self.knowledge
        ):
            return True
        return self.asker.confirms(what_was_said([step], after.answers))

    def _before(self, step: Step | None) -> Step | None:
        found = before(self.state, step)
        if found is None:
            self.prompter.tell(FIRST)
        return found or step

    def _take(self, step: Step, given: Given) -> None:
        was = self.state
        self.state = take(was, step, given, self.knowledge)
        self.keep(self.state)
        if is_ranked(was, self.knowledge) and not is_ranked(self.state, self.knowledge):
            self._note(NOT_RANKED)
        raised = _urgency(self.state, self.knowledge)
        if raised is Urgency.URGENT and raised is not _urgency(was, self.knowledge):
            headline = self.knowledge.urgencies[raised].headline.rstrip(".")
            self._note(NOTE.format(headline=headline))

    def _note(self, text: str) -> None:
        if not is_over(self.state.answers, self.knowledge):
            self.prompter.tell(text)

    def _offer(self) -> None:
        """Fix which self-tests to do; none in a short mode unless they were asked for."""
        answers, tests = self.state.answers, tuple[str, ...]()
        if self.settings.self_tests:
            tests = tuple(each.id for each in unlocked(answers, self.knowledge))
        elif self.settings.mode in {"standard", "full"}:
            try:
                tests = offer(useful_tests(answers, self.knowledge), answers, self.asker)
            except Back:
                self._ask(self._before(None))
                return
        self.state = replace(self.state, tests=tests)

    def _next_test(self) -> Question | None:
        allowed = {each.id: each for each in unlocked(self.state.answers, self.knowledge)}
        waiting = [each for each in self.state.tests or () if each not in self.state.seen]
        return next((allowed[each] for each in waiting if each in allowed), None)

    def _test(self, test: Question) -> None:
        tests = self.state.tests or ()
        where = f"Self-test {tests.index(test.id) + 1} of {len(tests)}"
        sections = {each.id: each for each in self.knowledge.sections}
        try:
            result = lead(test, where, self.asker)
        except Enough:
            self.state = replace(self.state, tests=())
        except Back:
            self._ask(self._before(None))
        else:
            self._take(Step(sections[test.section], (test,)), {test.id: result})

    def _reviewed(self) -> bool:
        """Show every answer; True when the runner wants the result, else one is asked again."""
        shown = review.rows(self.state, self.knowledge)
        self.prompter.tell(review.page(shown))
        try:
            typed = self.prompter.write(review.screen(self.settings.mode)).casefold()
        except Back:
            self._ask(self._before(None))
            return False
        if typed.isdecimal() and 1 <= int(typed) <= len(shown):
            self._change(shown[int(typed) - 1].step)
        elif typed == review.MORE and self.settings.mode == "quick":
            self.settings = replace(self.settings, mode="standard")
            self.state = replace(self.state, tests=None)
        elif typed != review.RESULT:
            self.prompter.tell(f"Please type a number from 0 to {len(shown)}.")
        return typed == review.RESULT

    def _change(self, step: Step) -> None:
        try:
            given = self._given(step, "Change an answer")
        except Back:
            return
        self._take(step, given)


def _urgency(state: State, knowledge: Knowledge) -> Urgency:
    return check_red_flags(state.answers, knowledge).urgency
