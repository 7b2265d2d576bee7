"""The interview from the first screen to the last: asks, goes back, leads tests, reviews."""

from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from lowback.engine.answers import Answer, Answers
from lowback.engine.assess import said_by_when
from lowback.engine.assessment import Voice
from lowback.engine.triage import check_red_flags
from lowback.interview import review
from lowback.interview.asker import Asked, Asker
from lowback.interview.confirm import raised_by, what_was_said
from lowback.interview.contradictions import BOTH, step_of, unsettled, which_one
from lowback.interview.guide import NoMore, lead, offer
from lowback.interview.next_question import (
    Mode,
    is_emergency,
    is_ranked,
    next_step,
    place,
    to_come,
)
from lowback.interview.next_question import may_end as may_end_now
from lowback.interview.self_tests import unlocked, useful_tests
from lowback.interview.state import Given, State, before, take
from lowback.interview.steps import Step
from lowback.interview.terminal.prompter import Back, Enough, Prompter, Screen, Wish
from lowback.interview.wording import welcome
from lowback.knowledge.schema import Knowledge, Question, Urgency

NOTE = "Please note: {headline}. The result says what to do. You can finish the questions first."
FIRST = "This is the first question."
NOT_RANKED = "{because} So only questions about warning signs are left."
REVIEWED = frozenset({"full", "screen"})


class Settings(Struct, frozen=True):
    """How to ask."""

    mode: Mode = "default"
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
        self.noted = check_red_flags(state.answers, knowledge).urgency is Urgency.URGENT
        self.left: dict[frozenset[str], Screen] = {}

    @property
    def answers(self) -> dict[str, Answer]:
        """What was said so far."""
        return dict(self.state.answers)

    def run(self) -> Answers:
        """Ask until done or until a confirmed emergency; raises `Leave` when the runner stops."""
        screens = to_come(self.state, self.knowledge, self.settings.mode)
        self.prompter.tell(welcome(self.settings.voice, screens))
        self._meant_before()
        self._settle({}, None)
        return self._until_done()

    def go_on(self) -> Answers:
        """Ask every question that was left out of the short interview."""
        self.settings = replace(self.settings, mode="full")
        return self._until_done()

    def change(self) -> Answers:
        """Show every answer to be changed, then ask what a change has opened."""
        while not self._reviewed():
            pass
        return self._until_done(reviewed=True)

    def _until_done(self, *, reviewed: bool = False) -> Answers:
        while not is_emergency(self.state, self.knowledge):
            if step := next_step(self.state, self.knowledge, self.settings.mode):
                self._ask(step)
            elif self.state.tests is None:
                self._offer()
            elif test := self._next_test():
                self._test(test)
            elif reviewed or self.settings.mode not in REVIEWED or self._reviewed():
                break
        self.prompter.end()
        return self.answers

    def _meant_before(self) -> None:
        """Ask once whether an emergency among the answers brought along is meant."""
        while is_emergency(self.state, self.knowledge):
            raising = raised_by(self.state, self.knowledge)
            if self.asker.confirms(what_was_said(raising, self.state.answers)):
                return
            for step in raising:
                self._ask(step)

    def _ask(self, step: Step | None) -> None:
        """Ask a step; each wish to go back asks the step before it instead."""
        while step:
            try:
                where = place(step, self.state, self.knowledge, self.settings.mode)
                given = self._given(step, where)
            except Back:
                step = self._before(step)
                continue
            except Enough:
                self.settings = replace(self.settings, mode="enough")
                return
            self._take(step, given)
            return

    def _given(self, step: Step, where: str) -> Given:
        """Ask a step; an emergency is asked about once more, with everything kept."""
        may_end = not step.is_group and may_end_now(self.state, self.knowledge)
        asked = Asked(where, self.state.answers, self.left.get(step.ids), may_end)
        try:
            given = self.asker.ask(step, asked)
            while not self._is_meant(step, given):
                said = {name: each for name, each in given.items() if each}
                asked = Asked(where, {**asked.answers, **said})
                given = self.asker.ask(step, asked)
        except Wish as wish:
            if wish.left:
                self.left[step.ids] = wish.left
            raise
        self.left.pop(step.ids, None)
        return given

    def _is_meant(self, step: Step, given: Given) -> bool:
        after = take(self.state, step, given, self.knowledge)
        if not is_emergency(after, self.knowledge) or is_emergency(self.state, self.knowledge):
            return True
        raising = raised_by(after, self.knowledge)
        return self.asker.confirms(what_was_said(raising, after.answers))

    def _before(self, step: Step | None) -> Step | None:
        found = before(self.state, step)
        if found is None:
            self.prompter.tell(FIRST)
        return found or step

    def _take(self, step: Step, given: Given) -> None:
        was = self.state
        self.state = take(was, step, given, self.knowledge)
        self.keep(self.state)
        if not is_emergency(self.state, self.knowledge):
            self._settle(was.answers, step)
            self._say_what_changed(was)

    def _settle(self, was: Answers, step: Step | None) -> None:
        """Ask of each new pair that can hardly both be true which one to change."""
        for pair in unsettled(self.answers, self.knowledge, was):
            if pair not in unsettled(self.answers, self.knowledge):
                continue
            try:
                (name,) = self.prompter.pick(which_one(pair, self.answers, self.knowledge))
            except Back:
                self._ask(step)
                return
            if name != BOTH.id:
                self._ask(step_of(name, self.knowledge))

    def _say_what_changed(self, was: State) -> None:
        """Say that somebody should look, once, when the follow-ups of a sign have been asked."""
        triage = check_red_flags(self.state.answers, self.knowledge)
        why = [rule.because for rule in triage.raised if not rule.ranked]
        if why and is_ranked(was, self.knowledge):
            self.asker.confirms(NOT_RANKED.format(because=why[0]))
        if triage.urgency is not Urgency.URGENT:
            self.noted = False
        elif not self.noted and not self._follows_up():
            headline = self.knowledge.urgencies[triage.urgency].headline
            told = said_by_when(headline, triage, self.knowledge).rstrip(".")
            self.noted = True
            self.asker.confirms(NOTE.format(headline=told))

    def _follows_up(self) -> bool:
        step = next_step(self.state, self.knowledge, self.settings.mode)
        return step is not None and bool(step.ids & self.knowledge.follow_ups())

    def _offer(self) -> None:
        """Fix which self-tests to do; none in a short mode unless they were asked for."""
        answers, tests = self.state.answers, tuple[str, ...]()
        if self.settings.self_tests:
            tests = tuple(each.id for each in unlocked(answers, self.knowledge))
        elif self.settings.mode == "full":
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
        except NoMore:
            self.state = replace(self.state, tests=())
        except Back:
            self._ask(self._before(None))
        else:
            self._take(Step(sections[test.section], (test,)), {test.id: result})

    def _reviewed(self) -> bool:
        """Show every answer; True when the runner wants the result, else one is asked again."""
        shown = review.rows(self.state, self.knowledge)
        try:
            (picked,) = self.prompter.pick(review.screen(shown))
        except Back:
            self._ask(self._before(None))
            return False
        if picked == review.RESULT:
            return True
        self._change(shown[int(picked)].step)
        return False

    def _change(self, step: Step) -> None:
        try:
            given = self._given(step, "Change an answer")
        except Back:
            return
        self._take(step, given)
