"""Turn a step into what a screen shows: texts, choices with keys, and the old answer. Pure."""

from msgspec import Struct
from msgspec.structs import replace

from lowback.engine.answers import UNSURE as UNSURE_ID
from lowback.engine.answers import Answer, Answers
from lowback.engine.assessment import Voice
from lowback.engine.units import show_number
from lowback.interview.country import COUNTRY
from lowback.interview.help import help_for
from lowback.interview.steps import Step
from lowback.interview.terminal.body import BODY
from lowback.interview.terminal.prompter import KEYS, UNSURE, Mark, Marks, Option, Screen, marked
from lowback.interview.terminal.prompter import YES as YES_MARK
from lowback.knowledge.schema import Choice, Knowledge, Question, QuestionKind

SECONDS_EACH = 15
PLACES = frozenset({"pain_location", "pain_worst"})
HINT = " (tick "
NONE, NOT_SURE = "=none", "=not_sure"
NONE_OPTION = Option(NONE, "None of these", key="n")
NO_OTHER_OPTION = Option(NONE, "None of the others", key="n")
NOT_SURE_OPTION = Option(NOT_SURE, "Not sure about some", key="u")
YES, NO = Option("yes", "Yes"), Option("no", "No")
SIGN_OPTIONS = (YES, NO, Option("unsure", "Not sure"))
TICK = {
    "runner": "Tick all that are true.",
    "coach": "Tick all that are true for the runner.",
}
WELCOME = {
    "runner": (
        "About {count}, {minutes}. Not a diagnosis, not a medical device; for 16 and over. "
        "What you leave out counts as unknown, never as no. Ctrl-C keeps your answers."
    ),
    "coach": (
        "About {count}, {minutes}. You answer for a runner: only what the runner told you; leave "
        "out the rest. Not a diagnosis, not a medical device; for runners of 16 and over. Ctrl-C "
        "keeps the answers."
    ),
}
WHICH = {
    "runner": "Which of these are you not sure about? Mark each one. A ticked one stays true.",
    "coach": (
        "Which of these is the runner not sure about? Mark each one. A ticked one stays true."
    ),
}
ABOUT_SIGNS = (
    "Press the number of what is true; press it again to take it back. Move to a line with the "
    "arrows and press ? to read more about it. Not sure is an answer too: choose u."
)
EXAMPLES = {
    "km": "for example 30 km or 20 mi",
    "cm": "for example 172 cm or 5 ft 8",
    "kg": "for example 70 kg, 154 lb or 11 st",
    "years": "for example 34",
    "points": "a number",
}


class Wording(Struct, frozen=True):
    """The words of one knowledge in one voice."""

    knowledge: Knowledge
    voice: Voice

    def group(self, step: Step, place: str, answers: Answers) -> Screen:
        """One screen of warning signs with what was said before; nothing the first time."""
        marks = signs_marked(step, answers)
        known = sum(each.id in answers for each in step.questions)
        fresh = bool(marks) and known < len(step.questions)
        if known == len(step.questions) and not marks:
            marks = {NONE: YES_MARK}
        screen = Screen(
            place=place,
            label=step.section.title,
            text=step.section.intro,
            task=TICK[self.voice],
            help=ABOUT_SIGNS,
            options=(
                *map(self._sign, step.questions),
                NO_OTHER_OPTION if fresh else NONE_OPTION,
                NOT_SURE_OPTION,
            ),
            several=True,
            exclusive=frozenset() if fresh else frozenset({NONE}),
            fresh=fresh,
            read_all=True,
            may_skip=False,
        )
        return marked(screen, marks)

    def unclear(self, screen: Screen, marks: Marks) -> Screen:
        """The second screen after "not sure": the same signs with their marks, to mark doubts."""
        signs = tuple(each for each in screen.options if each.id not in {NONE, NOT_SURE})
        again = replace(
            screen,
            text=WHICH[self.voice],
            task="",
            options=signs,
            exclusive=frozenset(),
            fresh=False,
            marking=UNSURE,
        )
        return marked(again, marks)

    def question(self, question: Question, place: str, answers: Answers) -> Screen:
        """One question with its choices; for a number the ranges that may stand for it."""
        before = answers.get(question.id)
        number = question.kind is QuestionKind.NUMBER
        sign = question.kind is QuestionKind.YES_NO_UNSURE
        text, _, hint = self._text(question).partition(HINT)
        return Screen(
            place=place,
            label=question.label,
            text=text,
            task=f"{HINT.lstrip()}{hint}" if hint else "",
            help=self._help(question),
            picture=BODY if question.id in PLACES else (),
            options=SIGN_OPTIONS if sign else self._options(question, answers),
            several=question.kind is QuestionKind.SEVERAL,
            exclusive=question.exclusive_ids,
            chosen=before.choices if before and not number else (),
            typed=_as_typed(before, question) if before and number else "",
            may_skip=not sign,
        )

    def odd(self, question: Question, value: float, place: str) -> Screen:
        """Ask for a yes to a number that is possible but unusual."""
        return Screen(
            place=place,
            label=question.label,
            text=f"{show_number(value, question.unit)} is unusual. Is it right?",
            help="Choose no to type it again.",
            options=(YES, NO),
            may_skip=False,
        )

    def ask(self, question: Question) -> str:
        """Return the question itself in this voice."""
        return question.ask_coach if self.voice == "coach" else question.ask

    def _text(self, question: Question) -> str:
        example = EXAMPLES.get(question.unit) if question.kind is QuestionKind.NUMBER else None
        return f"{self.ask(question)}\n(Type {example}.)" if example else self.ask(question)

    def _options(self, question: Question, answers: Answers) -> tuple[Option, ...]:
        options = _options(question, answers)
        if question.id != COUNTRY:
            return options
        known = self.knowledge.helplines
        return tuple(
            replace(each, called=known[each.id].names) if each.id in known else each
            for each in options
        )

    def _sign(self, question: Question) -> Option:
        about = f"{question.label}. {help_for(question, self.knowledge)}"
        return Option(
            question.id,
            self.ask(question),
            detail=question.meaning,
            help=about,
            short=question.label,
        )

    def _help(self, question: Question) -> str:
        parts = [help_for(question, self.knowledge)]
        if question.kind is QuestionKind.NUMBER and question.choices:
            ranges = (
                f"{_range_key(at)} for {each.label}" for at, each in enumerate(question.choices)
            )
            parts.append(f"Not sure of the number? Type {', '.join(ranges)}.")
        return "\n".join(parts)


def welcome(voice: Voice, screens: int) -> str:
    """Say how many questions are likely, how long that takes, and what this is not."""
    minutes = max(1, round(screens * SECONDS_EACH / 60))
    told = {"count": counted(screens, "question"), "minutes": counted(minutes, "minute")}
    return WELCOME[voice].format(**told)


def said(question: Question, answer: Answer | None) -> str:
    """Return an answer in the words in which it was picked; a number in both systems."""
    if answer is None:
        return "left out"
    if isinstance(answer.value, float):
        return show_number(answer.value, question.unit)
    labels = {each.id: each.label for each in SIGN_OPTIONS}
    labels |= {each.id: each.label for each in question.choices}
    return ", ".join(labels.get(each, each) for each in answer.choices)


def _options(question: Question, answers: Answers) -> tuple[Option, ...]:
    """The choices; of the worst place only those places that were ticked."""
    if question.kind is QuestionKind.NUMBER:
        return tuple(
            Option(each.id, each.label, key=_range_key(at))
            for at, each in enumerate(question.choices)
        )
    places = answers.get("pain_location") if question.id == "pain_worst" else None
    ticked = places.choices if places else ()
    return tuple(
        Option(each.id, each.label, each.full, key=KEYS[at] if ticked else "")
        for at, each in enumerate(question.choices)
        if not ticked or each.id in (*ticked, UNSURE_ID)
    )


def _range_key(at: int) -> str:
    """`r1`, `r2` …: what is typed for a range, so that it cannot be taken for a number."""
    return f"r{at + 1}"


def signs_marked(step: Step, answers: Answers) -> dict[str, Mark]:
    """The marks of the signs that were said to be true or unclear."""
    marks: dict[object, Mark] = {"yes": YES_MARK, "unsure": UNSURE}
    return {
        each.id: marks[answers[each.id].value]
        for each in step.questions
        if each.id in answers and answers[each.id].value in marks
    }


def _as_typed(answer: Answer, question: Question) -> str:
    if isinstance(answer.value, float):
        return f"{answer.value:.6g}"
    ranges: list[Choice] = list(question.choices)
    return next(
        (_range_key(at) for at, each in enumerate(ranges) if each.id == answer.value),
        str(answer.value),
    )


def counted(number: int, noun: str) -> str:
    """Return `1 question` or `2 questions`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
