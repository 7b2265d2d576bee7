"""Which steps there are: pure, so that it can be tested as data.

Warning signs come first, a section at a time, the emergency sections before the others; then
the ordinary questions in the authors' order. A question whose `ask_when` surely fails is not
asked. A warning sign of which nobody can tell whether it applies is asked once what it depends
on has had its turn: unknown is never "no".
"""

from collections.abc import Iterable, Iterator, Set

from msgspec import Struct

from lowback.engine.answers import Answers
from lowback.engine.conditions import holds
from lowback.engine.triage import check_red_flags
from lowback.knowledge.conditions import Condition
from lowback.knowledge.schema import Knowledge, Question, Section, Urgency

MOST_SIGNS = 9


class Step(Struct, frozen=True):
    """What one screen asks: warning signs of one section together, or one question."""

    section: Section
    questions: tuple[Question, ...]

    @property
    def is_group(self) -> bool:
        """Whether this is a screen of warning signs."""
        return self.section.red_flags

    @property
    def ids(self) -> frozenset[str]:
        """The ids of the questions asked here."""
        return frozenset(each.id for each in self.questions)


def steps(
    knowledge: Knowledge,
    answers: Answers,
    seen: Set[str] = frozenset(),
    *,
    thorough: bool = False,
) -> Iterator[Step]:
    """Yield every step that applies, in order; `thorough` adds ordinary questions that might."""
    for section in _in_order(knowledge):
        asked = [
            question
            for question in knowledge.questions.values()
            if question.section == section.id
            and not question.derive
            and not question.self_test
            and _applies(question, section, answers, knowledge, seen, thorough=thorough)
        ]
        size = MOST_SIGNS if section.red_flags else 1
        for at in range(0, len(asked), size):
            yield Step(section, tuple(asked[at : at + size]))


def is_over(answers: Answers, knowledge: Knowledge) -> bool:
    """Whether an emergency ends the interview at once."""
    return check_red_flags(answers, knowledge).urgency is Urgency.EMERGENCY


def reads(condition: Condition | None, knowledge: Knowledge) -> Iterator[str]:
    """Yield the questions that a condition looks at."""
    if condition is None:
        return
    if condition.question:
        yield condition.question
    if condition.condition:
        yield from reads(knowledge.conditions[condition.condition].when, knowledge)
    for part in condition.parts:
        yield from reads(part, knowledge)


def dependants(question: str, knowledge: Knowledge) -> frozenset[str]:
    """The questions whose asking depends, directly or through others, on this one."""
    found: set[str] = set()
    waiting = [question]
    while waiting:
        name = waiting.pop()
        for each in knowledge.questions.values():
            if each.id not in found and name in set(reads(each.ask_when, knowledge)):
                found.add(each.id)
                waiting.append(each.id)
    return frozenset(found)


def without_orphans(answers: Answers, knowledge: Knowledge) -> Answers:
    """Drop the answers to questions that no longer apply, and those that hung on them."""
    kept = {
        name: answer
        for name, answer in answers.items()
        if (ask_when := knowledge.questions[name].ask_when) is None
        or holds(ask_when, answers, knowledge) is not False
    }
    return kept if len(kept) == len(answers) else without_orphans(kept, knowledge)


def _in_order(knowledge: Knowledge) -> Iterable[Section]:
    """Sections that open the interview first; those with conditions stay where they stand."""
    signs = knowledge.red_flag_questions()
    opening = {each.section for each in signs if each.ask_when is None}
    emergency = {each.section for each in signs if each.emergency}

    def turn(section: Section) -> int:
        if section.id not in opening:
            return 2
        return 0 if section.id in emergency else 1

    return sorted(knowledge.sections, key=turn)


def _applies(  # noqa: PLR0913 - one private caller
    question: Question,
    section: Section,
    answers: Answers,
    knowledge: Knowledge,
    seen: Set[str],
    *,
    thorough: bool,
) -> bool:
    if question.ask_when is None:
        return True
    outcome = holds(question.ask_when, answers, knowledge)
    if outcome is None and (section.red_flags or thorough):
        return set(reads(question.ask_when, knowledge)) <= seen
    return outcome is True
