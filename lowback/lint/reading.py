"""What the rules look at together: who reads a question, and which texts runners read."""

from collections.abc import Iterator

from lowback.knowledge.condition import Condition
from lowback.knowledge.schema import Knowledge
from lowback.source import Source

DERIVED_FROM = {"height_cm", "weight_kg"}
READ_BY_CODE = {"pain_now"}


def questions_read(knowledge: Knowledge) -> set[str]:
    """Every question that a ratio, a rule, another question or BMI needs."""
    moved = {each.question for cause in knowledge.causes.values() for each in cause.evidence}
    rules = questions_of_rules(knowledge) | questions_asked_by_others(knowledge)
    return moved | rules | DERIVED_FROM | READ_BY_CODE


def questions_of_rules(knowledge: Knowledge) -> set[str]:
    """Every question that a red-flag rule reads."""
    rules = knowledge.red_flags.values()
    conditions = [*(rule.when for rule in rules), *(rule.unless for rule in rules)]
    return {name for each in conditions if each for name in _named(each, knowledge)}


def questions_asked_by_others(knowledge: Knowledge) -> set[str]:
    """Every question that decides whether another is asked."""
    conditions = [each.ask_when for each in knowledge.questions.values()]
    return {name for each in conditions if each for name in _named(each, knowledge)}


def texts_for_runners(knowledge: Knowledge) -> Iterator[tuple[Source, str]]:
    """Every text that a runner or coach reads, with its place."""
    for question in knowledge.questions.values():
        for text in (question.ask, question.ask_coach, question.why, question.meaning):
            yield question.written_at, text
        for choice in question.choices:
            yield choice.written_at, choice.said
    for rule in knowledge.red_flags.values():
        for text in (rule.because, rule.do, rule.say):
            yield rule.written_at, text
    yield from _care(knowledge)


def _care(knowledge: Knowledge) -> Iterator[tuple[Source, str]]:
    for where, texts in (*_treating(knowledge), *_advising(knowledge)):
        for text in texts:
            yield where, text


def _treating(knowledge: Knowledge) -> Iterator[tuple[Source, tuple[str, ...]]]:
    for cause in knowledge.causes.values():
        yield cause.written_at, (cause.summary, cause.course)
    for each in knowledge.treatments.values():
        yield each.written_at, (each.what, each.evidence)
    for exercise in knowledge.exercises.values():
        told = (exercise.dose, exercise.progression, exercise.caution)
        yield exercise.written_at, (*exercise.steps, *told)
    for faq in knowledge.faq.values():
        yield faq.written_at, faq.answer


def _advising(knowledge: Knowledge) -> Iterator[tuple[Source, tuple[str, ...]]]:
    for urgency in knowledge.urgencies.values():
        yield urgency.written_at, (urgency.do, *urgency.safety_net)
    for light in knowledge.running.values():
        yield light.written_at, (light.advice, light.because)
    for line in knowledge.helplines.values():
        yield line.written_at, (line.emergency, line.urgent, line.soon, line.note)


def _named(condition: Condition, knowledge: Knowledge) -> Iterator[str]:
    if condition.question:
        yield condition.question
    if condition.condition:
        yield from _named(knowledge.conditions[condition.condition].when, knowledge)
    for part in condition.parts:
        yield from _named(part, knowledge)
