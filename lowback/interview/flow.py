"""Which question next: pure, so that it can be tested as data.

Warning signs come first, a section at a time; then the ordinary questions whose `ask_when`
does not surely fail. Nothing is asked twice. An answer that is changed takes back only the
answers that depended on it.
"""

from collections.abc import Iterable, Iterator, Set

from msgspec import Struct

from lowback.answers import Answers
from lowback.holds import holds
from lowback.knowledge.condition import Condition
from lowback.knowledge.schema import Knowledge, Question, Section, Urgency
from lowback.triage import check_red_flags


class Step(Struct, frozen=True):
    """What one screen asks: the warning signs of a section together, or one question."""

    section: Section
    questions: tuple[Question, ...]

    @property
    def is_group(self) -> bool:
        """Whether this is a screen of warning signs."""
        return self.section.red_flags


def steps(knowledge: Knowledge, answers: Answers, wanted: Set[str] | None = None) -> Iterator[Step]:
    """Yield every step that applies, in order; `wanted` limits the ordinary questions."""
    for section in knowledge.sections:
        asked = list(_askable(section, knowledge, answers))
        if section.red_flags:
            if asked:
                yield Step(section, tuple(asked))
            continue
        for question in asked:
            if wanted is None or question.id in wanted:
                yield Step(section, (question,))


def is_over(answers: Answers, knowledge: Knowledge) -> bool:
    """Whether an emergency ends the interview at once."""
    return check_red_flags(answers, knowledge).urgency is Urgency.EMERGENCY


def dependants(question: str, knowledge: Knowledge) -> frozenset[str]:
    """The questions whose asking depends, directly or through others, on this one."""
    found: set[str] = set()
    waiting = [question]
    while waiting:
        name = waiting.pop()
        for each in knowledge.questions.values():
            if each.id not in found and name in set(_read(each.ask_when, knowledge)):
                found.add(each.id)
                waiting.append(each.id)
    return frozenset(found)


def without_orphans(answers: Answers, knowledge: Knowledge) -> Answers:
    """Drop the answers to questions that no longer apply."""
    return {
        name: answer
        for name, answer in answers.items()
        if (ask_when := knowledge.questions[name].ask_when) is None
        or holds(ask_when, answers, knowledge) is not False
    }


def place(step: Step, every: Iterable[Step]) -> str:
    """Say where we are, as text: `Warning signs 1 of 6` or `Question 7 of about 40`."""
    alike = [each for each in every if each.is_group == step.is_group]
    at = next(index for index, each in enumerate(alike, 1) if each.questions == step.questions)
    kind = "Warning signs" if step.is_group else "Question"
    about = "" if step.is_group else "about "
    return f"{kind} {at} of {about}{len(alike)} · {step.section.title}"


def _askable(section: Section, knowledge: Knowledge, answers: Answers) -> Iterator[Question]:
    for question in knowledge.questions.values():
        if question.section != section.id or question.derive or question.self_test:
            continue
        if question.ask_when is None or holds(question.ask_when, answers, knowledge):
            yield question


def _read(condition: Condition | None, knowledge: Knowledge) -> Iterator[str]:
    if condition is None:
        return
    if condition.question:
        yield condition.question
    if condition.condition:
        yield from _read(knowledge.conditions[condition.condition].when, knowledge)
    for part in condition.parts:
        yield from _read(part, knowledge)
