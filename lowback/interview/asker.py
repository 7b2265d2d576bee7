"""Ask one step through a prompter and turn what comes back into answers."""

from msgspec import Struct

from lowback.engine.answers import Answer, Answers, read_answer
from lowback.engine.assessment import Voice
from lowback.engine.units import show_number
from lowback.interview.steps import Step
from lowback.interview.terminal.prompter import Back, Prompter, Screen
from lowback.interview.wording import NONE, NOT_SURE, Wording
from lowback.knowledge.schema import Knowledge, Question, QuestionKind


class Asker(Struct, frozen=True):
    """Asks one step, in the words of one voice, through one prompter."""

    knowledge: Knowledge
    voice: Voice
    prompter: Prompter

    @property
    def wording(self) -> Wording:
        """The words to ask with."""
        return Wording(self.knowledge, self.voice)

    def ask(self, step: Step, place: str, answers: Answers) -> dict[str, Answer | None]:
        """Ask one step; None means that the question was left out."""
        if step.is_group and len(step.questions) > 1:
            return dict(self._ask_group(step, place, answers))
        question = step.questions[0]
        return {question.id: self.ask_one(question, place, answers)}

    def ask_one(self, question: Question, place: str, answers: Answers) -> Answer | None:
        """Ask one question until the answer can be used."""
        screen = self.wording.question(question, place, answers)
        while True:
            result = read_answer(
                question.id, self._given(question, screen), self.knowledge, "typed"
            )
            if isinstance(result, str):
                self.prompter.tell(_in_words(result, question))
            elif result is None or self._is_meant(question, result, place):
                return result

    def _given(self, question: Question, screen: Screen) -> object:
        if question.kind is QuestionKind.NUMBER:
            typed = self.prompter.write(screen)
            ranges = {each.key: each.id for each in screen.options}
            return ranges.get(typed.casefold(), typed)
        picked = self.prompter.pick(screen)
        return list(picked) if question.kind is QuestionKind.SEVERAL else "".join(picked)

    def _ask_group(self, step: Step, place: str, answers: Answers) -> dict[str, Answer]:
        """One screen of warning signs: ticked is yes; the rest is no once it is confirmed."""
        while True:
            picked = self.prompter.pick(self.wording.group(step, place, answers))
            if NOT_SURE not in picked:
                ticked = () if NONE in picked else picked
                return {
                    each.id: _sign(each.id, "yes" if each.id in ticked else "no")
                    for each in step.questions
                }
            try:
                return self._one_by_one(step, place)
            except Back:
                continue

    def _one_by_one(self, step: Step, place: str) -> dict[str, Answer]:
        """Ask which signs are true or unclear, then about each of them; the rest is no."""
        named = self.prompter.pick(self.wording.unclear(step, place))
        doubtful = [each for each in step.questions if each.id in named]
        found = {each.id: _sign(each.id, "no") for each in step.questions if each.id not in named}
        at = 0
        while at < len(doubtful):
            question = doubtful[at]
            try:
                answer = self.ask_one(question, place, found)
            except Back:
                if at == 0:
                    return self._one_by_one(step, place)
                at -= 1
                continue
            if answer:
                found[question.id] = answer
                at += 1
        return found

    def _is_meant(self, question: Question, answer: Answer, place: str) -> bool:
        """Show a number back in both systems; ask once about an odd but possible one."""
        if not isinstance(answer.value, float):
            return True
        low, high = question.usual or (answer.value, answer.value)
        if low <= answer.value <= high:
            self.prompter.tell(f"{question.label}: {show_number(answer.value, question.unit)}")
            return True
        return self.prompter.pick(self.wording.odd(question, answer.value, place)) == ("yes",)


def _sign(question: str, value: str) -> Answer:
    return Answer(question, value, (value,))


def _in_words(problem: str, question: Question) -> str:
    """Say what to type instead; ids are for files, not for people."""
    if question.at_least is None or question.at_most is None or "outside" not in problem:
        return "That is not a number we understand. Please type it again."
    low, high = (show_number(each, question.unit) for each in (question.at_least, question.at_most))
    return f"It must lie between {low} and {high}. Please type it again."
