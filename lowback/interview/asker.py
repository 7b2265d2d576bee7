"""Ask one step through a prompter and turn what comes back into answers."""

from msgspec import Struct
from msgspec.structs import replace

from lowback.engine.answers import Answer, Answers, read_answer
from lowback.engine.assessment import Voice
from lowback.engine.rejected import Fault, Rejected
from lowback.engine.units import show_number
from lowback.interview.steps import Step
from lowback.interview.terminal.prompter import (
    UNSURE,
    YES,
    Back,
    Marks,
    Prompter,
    Screen,
    marked,
    marks_of,
    without,
)
from lowback.interview.wording import NONE, NOT_SURE, Wording, signs_marked
from lowback.knowledge.schema import Knowledge, Question, QuestionKind


class Asked(Struct, frozen=True):
    """How one step is asked: where we are, what was said, and how its screen was left, if it was.

    `may_end` tells that the runner may have the answer without this question.
    """

    place: str
    answers: Answers
    left: Screen | None = None
    may_end: bool = False

    def on(self, screen: Screen) -> Screen:
        """Return the screen of a step as it is to be shown."""
        if self.left:
            screen = replace(
                screen,
                chosen=self.left.chosen,
                doubtful=self.left.doubtful,
                typed=self.left.typed,
            )
        return replace(screen, may_end=self.may_end)


class Asker(Struct, frozen=True):
    """Asks one step, in the words of one voice, through one prompter."""

    knowledge: Knowledge
    voice: Voice
    prompter: Prompter

    @property
    def wording(self) -> Wording:
        """The words to ask with."""
        return Wording(self.knowledge, self.voice)

    def ask(self, step: Step, asked: Asked) -> dict[str, Answer | None]:
        """Ask one step; None means that the question was left out."""
        if step.is_group and len(step.questions) > 1:
            return dict(self._ask_group(step, asked))
        question = step.questions[0]
        screen = self.wording.question(question, asked.place, asked.answers)
        return {question.id: self._until_usable(question, asked.on(screen))}

    def ask_one(self, question: Question, place: str, answers: Answers) -> Answer | None:
        """Ask one question until the answer can be used."""
        return self._until_usable(question, self.wording.question(question, place, answers))

    def _until_usable(self, question: Question, screen: Screen) -> Answer | None:
        while True:
            given = self._given(question, screen)
            result = read_answer(question.id, given, self.knowledge, "typed")
            if isinstance(result, Rejected):
                self.prompter.tell(_what_to_type(result, question))
            elif result is None or self._is_meant(question, result, screen.place):
                return result

    def _given(self, question: Question, screen: Screen) -> object:
        """What was typed or picked, as `read_answer` takes it."""
        if question.kind is QuestionKind.NUMBER:
            typed = self.prompter.write(screen)
            ranges = {each.key: each.id for each in screen.options}
            return ranges.get(typed.casefold(), typed)
        picked = self.prompter.pick(screen)
        return list(picked) if question.kind is QuestionKind.SEVERAL else "".join(picked)

    def _ask_group(self, step: Step, asked: Asked) -> dict[str, Answer]:
        """One screen of warning signs: a tick is yes, `?` not sure; the rest is no once confirmed.

        What stood there before stays until the runner changes it; taking back a sign is asked.
        """
        answers = asked.answers
        screen = asked.on(self.wording.group(step, asked.place, answers))
        while True:
            marks = self._marked(screen)
            said = {each.id: _sign(each.id, marks) for each in step.questions}
            if marks and self._takes_back(step, answers, said):
                return said
            screen = marked(screen, {**signs_marked(step, answers), **without(NONE, marks)})

    def _marked(self, screen: Screen) -> Marks:
        """Let the signs be marked; "not sure" opens a second screen with every mark kept."""
        while NOT_SURE in (marks := self.prompter.tick(screen)):
            sure = without(NOT_SURE, marks)
            try:
                return self.prompter.tick(self.wording.unclear(screen, sure))
            except Back as back:
                screen = marked(screen, marks_of(back.left) if back.left else sure)
        return marks

    def _takes_back(self, step: Step, answers: Answers, said: Answers) -> bool:
        """Ask about signs that were yes or not sure and now are no; True when that is meant."""
        gone = [
            each.label
            for each in step.questions
            if each.id in answers and answers[each.id].value != "no" and said[each.id].value == "no"
        ]
        if not gone:
            return True
        return self.confirms(f"You take back: {'; '.join(gone)}. Is that right?")

    def confirms(self, text: str) -> bool:
        """Show a text; whether the runner goes on rather than back."""
        try:
            self.prompter.wait(text)
        except Back:
            return False
        return True

    def _is_meant(self, question: Question, answer: Answer, place: str) -> bool:
        """Show a number back in both systems; ask once about an odd but possible one."""
        if not isinstance(answer.value, float):
            return True
        low, high = question.usual or (answer.value, answer.value)
        if low <= answer.value <= high:
            self.prompter.tell(f"{question.label}: {show_number(answer.value, question.unit)}")
            return True
        try:
            return self.prompter.pick(self.wording.odd(question, answer.value, place)) == ("yes",)
        except Back:
            return False


def _sign(question: str, marks: Marks) -> Answer:
    mark = marks.get(question)
    value = "yes" if mark == YES else "unsure" if mark == UNSURE else "no"
    return Answer(question, value, (value,))


def _what_to_type(rejected: Rejected, question: Question) -> str:
    """Say what to type instead; ids are for files, not for people."""
    if rejected.fault is Fault.TWO_READINGS:
        return f"{rejected.message}. Please type it again."
    least, most = question.at_least, question.at_most
    if least is None or most is None or rejected.fault is not Fault.OUT_OF_RANGE:
        return "That is not a number we understand. Please type it again."
    low, high = show_number(least, question.unit), show_number(most, question.unit)
    return f"It must lie between {low} and {high}. Please type it again."
