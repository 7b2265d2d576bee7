"""Which steps there are: pure, so that it can be tested as data.

What stands before the warning signs opens the interview, because it decides which signs apply.
Then come the signs, a section at a time, the emergency sections before the others, each screen
with its follow-ups right after it; then the ordinary questions in the authors' order. A question
whose `ask_when` surely fails is not asked. One of which nobody can tell whether it applies is asked
once what it depends on has had its turn: unknown is never "no".
"""

from collections.abc import Iterator, Set

from msgspec import Struct

from lowback.engine.answers import Answers
from lowback.engine.conditions import holds, questions_read
from lowback.engine.triage import fires
from lowback.knowledge.schema import Knowledge, Question, QuestionKind, Section, Urgency

MOST_SIGNS = 9
PLACE, WORST = "pain_location", "pain_worst"


class Step(Struct, frozen=True):
    """What one screen asks: warning signs of one section together, or one question."""

    section: Section
    questions: tuple[Question, ...]

    @property
    def is_group(self) -> bool:
        """Whether this is a screen of warning signs, not one follow-up of them."""
        signs = all(each.kind is QuestionKind.YES_NO_UNSURE for each in self.questions)
        return self.section.red_flags and signs

    @property
    def ids(self) -> frozenset[str]:
        """The ids of the questions asked here."""
        return frozenset(question.id for question in self.questions)

    def answered(self, value: str, answers: Answers) -> list[str]:
        """The labels of the questions that were answered with this value."""
        return [
            question.label
            for question in self.questions
            if question.id in answers and answers[question.id].value == value
        ]


def steps(knowledge: Knowledge, answers: Answers, seen: Set[str] = frozenset()) -> Iterator[Step]:
    """Yield every step that applies or may apply, in order."""
    follow_ups, found = knowledge.follow_ups(), _by_section(knowledge)
    for section in in_order(knowledge):
        asked = [each for each in found[section.id] if _applies(each, answers, knowledge, seen)]
        rows = [each for each in asked if section.red_flags and _is_row(each, follow_ups)]
        for at in range(0, len(rows), MOST_SIGNS):
            yield Step(section, tuple(rows[at : at + MOST_SIGNS]))
        yield from (Step(section, (each,)) for each in asked if each not in rows)


def is_over(answers: Answers, knowledge: Knowledge) -> bool:
    """Whether an emergency ends the interview at once."""
    return any(
        fires(rule, answers, knowledge)
        for rule in knowledge.red_flags.values()
        if rule.urgency is Urgency.EMERGENCY
    )


def dependants(question: str, knowledge: Knowledge) -> frozenset[str]:
    """The questions whose asking depends, directly or through others, on this one."""
    found: set[str] = set()
    waiting = [question]
    while waiting:
        name = waiting.pop()
        for each in knowledge.questions.values():
            if each.id not in found and name in set(questions_read(each.ask_when, knowledge)):
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


def _by_section(knowledge: Knowledge) -> dict[str, list[Question]]:
    """The questions that a screen may ask, by their section."""
    found: dict[str, list[Question]] = {each.id: [] for each in knowledge.sections}
    for question in knowledge.questions.values():
        if not question.derive and not question.self_test:
            found[question.section].append(question)
    return found


def _is_row(question: Question, follow_ups: Set[str]) -> bool:
    """Whether a question is a row of a screen of signs; a follow-up never is."""
    return question.kind is QuestionKind.YES_NO_UNSURE and question.id not in follow_ups


def in_order(knowledge: Knowledge) -> tuple[Section, ...]:
    """What stands before the signs, then the signs; sections with conditions stay in place."""
    signs = knowledge.red_flag_questions()
    opening = {each.section for each in signs if each.ask_when is None}
    emergency = {each.section for each in signs if each.emergency}
    first = next((at for at, each in enumerate(knowledge.sections) if each.red_flags), 0)
    before = {each.id for each in knowledge.sections[:first]}

    def turn(section: Section) -> int:
        if section.id in before:
            return -1
        if section.id not in opening:
            return 2
        return 0 if section.id in emergency else 1

    return tuple(sorted(knowledge.sections, key=turn))


def _applies(question: Question, answers: Answers, knowledge: Knowledge, seen: Set[str]) -> bool:
    """Whether a question applies, or may apply although all it depends on had its turn."""
    if question.ask_when is None:
        return True
    outcome = holds(question.ask_when, answers, knowledge)
    if outcome is None and question.id == WORST and PLACE not in answers:
        return False
    if outcome is None:
        return set(questions_read(question.ask_when, knowledge)) <= seen
    return outcome
