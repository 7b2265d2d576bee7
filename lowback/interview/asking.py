"""Ask one step through a prompter and turn what comes back into answers."""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from lowback.answers import Answer, Answers, read_answer
from lowback.assessment import Voice
from lowback.interview.flow import Step
from lowback.interview.help import help_for
from lowback.interview.prompter import Option, Prompter, Screen
from lowback.knowledge.schema import Knowledge, Question, QuestionKind
from lowback.units import show_number

NONE, NOT_SURE = "none_of_these", "not_sure"
NONE_OPTION = Option(NONE, "None of these")
NOT_SURE_OPTION = Option(NOT_SURE, "Not sure about one or more")
TICK = "Read each one, then tick all that are true."
YES, NO = Option("yes", "Yes"), Option("no", "No")
SIGN_OPTIONS = (YES, NO, Option("unsure", "Not sure"))


class Asker(Struct, frozen=True):
    """Asks one step, in the words of one voice, through one prompter."""

    knowledge: Knowledge
    voice: Voice
    prompter: Prompter

    def ask(self, step: Step, place: str, answers: Answers) -> dict[str, Answer | None]:
        """Ask one step; None means that the question was left out."""
        if step.is_group:
            return dict(self._ask_group(step, place, answers))
        question = step.questions[0]
        return {question.id: self.ask_one(question, place, answers)}

    def ask_one(self, question: Question, place: str, answers: Answers) -> Answer | None:
        """Ask one question until the answer can be used."""
        screen = self._screen(question, place, answers)
        while True:
            given = self._given(question, screen)
            result = read_answer(question.id, given, self.knowledge, "typed")
            if isinstance(result, str):
                self.prompter.tell(result)
            elif result is None or self._is_meant(question, result, place):
                return result

    def _given(self, question: Question, screen: Screen) -> object:
        if question.kind is QuestionKind.NUMBER:
            return self.prompter.write(screen)
        picked = self.prompter.pick(screen)
        return list(picked) if question.kind is QuestionKind.SEVERAL else "".join(picked)

    def _ask_group(self, step: Step, place: str, answers: Answers) -> Mapping[str, Answer]:
        """One screen of warning signs: ticked is yes; the rest is no once it is confirmed."""
        signs = tuple(Option(each.id, each.label, self._wording(each)) for each in step.questions)
        screen = Screen(
            place=place,
            label=step.section.title,
            text=f"{step.section.intro}\n{TICK}".strip(),
            help=self._help(step.questions),
            options=(*signs, NONE_OPTION, NOT_SURE_OPTION),
            several=True,
            exclusive=frozenset({NONE}),
            chosen=_ticked(step, answers),
            may_skip=False,
        )
        ticked = self.prompter.pick(screen)
        unclear = self._unclear(step, place, ticked) if NOT_SURE in ticked else ()
        return {each.id: _sign(each.id, ticked, unclear) for each in step.questions}

    def _unclear(self, step: Step, place: str, ticked: tuple[str, ...]) -> tuple[str, ...]:
        """Ask which signs are unclear; at least one must be named."""
        rest = tuple(each for each in step.questions if each.id not in ticked)
        return self.prompter.pick(
            Screen(
                place=place,
                label=step.section.title,
                text="Which of these are you not sure about?",
                help=self._help(rest),
                options=tuple(Option(each.id, each.label) for each in rest),
                several=True,
                may_skip=False,
            )
        )

    def _help(self, questions: Iterable[Question]) -> str:
        told = (f"{each.label}. {help_for(each, self.knowledge)}" for each in questions)
        return "\n\n".join(told)

    def _wording(self, question: Question) -> str:
        return question.ask_coach if self.voice == "coach" else question.ask

    def _screen(self, question: Question, place: str, answers: Answers) -> Screen:
        before = answers.get(question.id)
        number = question.kind is QuestionKind.NUMBER
        options = tuple(Option(each.id, each.label, each.full) for each in question.choices)
        return Screen(
            place=place,
            label=question.label,
            text=self._wording(question),
            help=help_for(question, self.knowledge),
            options=SIGN_OPTIONS if question.kind is QuestionKind.YES_NO_UNSURE else options,
            several=question.kind is QuestionKind.SEVERAL,
            exclusive=frozenset(each.id for each in question.choices if each.exclusive),
            chosen=before.choices if before and not number else (),
            typed=_as_typed(before) if before and number else "",
            may_skip=question.kind is not QuestionKind.YES_NO_UNSURE,
        )

    def _is_meant(self, question: Question, answer: Answer, place: str) -> bool:
        """Show a number back in both systems; ask once about an odd but possible one."""
        if not isinstance(answer.value, float):
            return True
        shown = show_number(answer.value, question.unit)
        low, high = question.usual or (answer.value, answer.value)
        if low <= answer.value <= high:
            self.prompter.tell(f"{question.label}: {shown}")
            return True
        screen = Screen(
            place=place,
            label=question.label,
            text=f"{shown} is unusual. Is it right?",
            help="Answer no to type it again.",
            options=(YES, NO),
            may_skip=False,
        )
        return self.prompter.pick(screen) == ("yes",)


def _sign(question: str, ticked: tuple[str, ...], unclear: tuple[str, ...]) -> Answer:
    said = "yes" if question in ticked else "unsure" if question in unclear else "no"
    return Answer(question, said, (said,))


def _ticked(step: Step, answers: Answers) -> tuple[str, ...]:
    """What was said before, so that going back does not lose it; nothing the first time."""
    known = [answers.get(each.id) for each in step.questions]
    if None in known:
        return ()
    said = {each.question: each.value for each in known if each}
    yes = tuple(name for name, value in said.items() if value == "yes")
    unsure = (NOT_SURE,) if "unsure" in said.values() else ()
    return (*yes, *unsure) or (NONE,)


def _as_typed(answer: Answer) -> str:
    return f"{answer.value:g}" if isinstance(answer.value, float) else str(answer.value)
