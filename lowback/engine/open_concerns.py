"""Name the serious conditions that the answers neither raise nor clear.

A concern stays open when none of its rules fired and one unanswered question could, by
itself, make one fire. Open concerns are named in every result, and the interview asks those
questions.
"""

from collections.abc import Iterator

from lowback.engine.answers import Answer, Answers, is_unsure, read_answer
from lowback.engine.assessment import NotCleared
from lowback.engine.conditions import holds
from lowback.knowledge.conditions import Condition
from lowback.knowledge.integrity import choice_ids
from lowback.knowledge.schema import Concern, Knowledge, RedFlag

SHOWN = 3


def not_cleared(answers: Answers, knowledge: Knowledge) -> tuple[NotCleared, ...]:
    """List every can't-miss concern that is still open, with the questions that could settle it."""
    return tuple(
        _named(concern, questions, knowledge)
        for concern in knowledge.concerns.values()
        if concern.cant_miss and (questions := _open(concern, answers, knowledge))
    )


def _named(concern: Concern, questions: tuple[str, ...], knowledge: Knowledge) -> NotCleared:
    labels = [knowledge.questions[each].label for each in questions]
    more = f"; and {len(labels) - SHOWN} more" if len(labels) > SHOWN else ""
    because = f"{'; '.join(labels[:SHOWN])}{more} not answered"
    return NotCleared(concern=concern.id, name=concern.name, because=because, questions=questions)


def _open(concern: Concern, answers: Answers, knowledge: Knowledge) -> tuple[str, ...]:
    rules = [each for each in knowledge.red_flags.values() if each.concern == concern.id]
    if any(holds(rule.when, answers, knowledge, straddling=True) for rule in rules):
        return ()
    deciding = (
        question
        for rule in rules
        for question in _questions(rule.when, knowledge)
        if _missing(question, answers, knowledge)
        and _could_fire(rule, question, answers, knowledge)
    )
    return tuple(dict.fromkeys(deciding))


def _missing(question: str, answers: Answers, knowledge: Knowledge) -> bool:
    if question in answers and not is_unsure(answers[question]):
        return False
    if knowledge.questions[question].self_test:
        return False
    ask_when = knowledge.questions[question].ask_when
    return ask_when is None or holds(ask_when, answers, knowledge) is not False


def _questions(condition: Condition, knowledge: Knowledge) -> Iterator[str]:
    """Yield every question that a condition reads."""
    if condition.question:
        yield condition.question
    if condition.condition:
        yield from _questions(knowledge.conditions[condition.condition].when, knowledge)
    for part in condition.parts:
        yield from _questions(part, knowledge)


def _could_fire(rule: RedFlag, question: str, answers: Answers, knowledge: Knowledge) -> bool:
    for choice in choice_ids(knowledge.questions[question]):
        supposed = read_answer(question, choice, knowledge, "typed")
        if not isinstance(supposed, Answer):
            continue
        if holds(rule.when, {**answers, question: supposed}, knowledge, straddling=True):
            return True
    return False
