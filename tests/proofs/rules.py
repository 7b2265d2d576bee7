"""The rules, and which of them an answer can silence."""

from collections.abc import Iterator
from functools import cache

import numpy as np
from msgspec.structs import replace

from lowback.engine.answers import read_answers
from lowback.engine.conditions import holds
from lowback.knowledge.conditions import Condition
from lowback.knowledge.load import load_knowledge
from lowback.knowledge.schema import Knowledge, Question, QuestionKind, RedFlag

Answer = tuple[str, str]


@cache
def knowledge() -> Knowledge:
    """The shipped knowledge."""
    return load_knowledge()


@cache
def firm() -> Knowledge:
    """The knowledge with only the rules that nothing can talk round."""
    rules = {name: rule for name, rule in knowledge().red_flags.items() if name not in soft_rules()}
    return replace(knowledge(), red_flags=rules)


@cache
def soft_rules() -> frozenset[str]:
    """Rules that an answer can silence: they have an exception of their own."""
    rules = knowledge().red_flags.values()
    return frozenset(rule.id for rule in rules if rule.unless and not _handed_over(rule))


def _handed_over(rule: RedFlag) -> bool:
    """Whether the exception of a rule is what another rule, as urgent or more, fires on."""
    return any(
        _plain(rule.unless) == _plain(other.when)
        for other in knowledge().red_flags.values()
        if other.urgency.severity >= rule.urgency.severity and not other.unless
    )


def _plain(condition: Condition | None) -> object:
    """A condition without the place where it was written."""
    if condition is None:
        return None
    return [sorted(condition.keys), condition.question, condition.choices, condition.at_least,
            condition.below, condition.condition,
            [_plain(each) for each in condition.parts]]  # fmt: skip


@cache
def soft_cells(rule: RedFlag) -> frozenset[Answer]:
    """The answers that the exception of one rule reads."""
    parts = nested(rule.unless) if rule.unless else ()
    return frozenset((each.question, choice) for each in parts if each.question
                     for choice in each.choices)  # fmt: skip


@cache
def soft_answers() -> frozenset[Answer]:
    """Answers that can silence a soft rule: those of its exception."""
    rules = [knowledge().red_flags[name] for name in soft_rules()]
    excused = {
        (part.question, choice)
        for rule in rules
        if rule.unless
        for part in nested(rule.unless)
        for choice in part.choices
        if part.question
    }
    return frozenset(excused)


@cache
def soft_numbers() -> tuple[Condition, ...]:
    """Comparisons of a number in the exception of a soft rule."""
    rules = [knowledge().red_flags[name] for name in soft_rules()]
    parts = [part for rule in rules if rule.unless for part in nested(rule.unless)]
    return tuple(each for each in parts if each.question and not each.choices)


def is_soft(answer: Answer) -> bool:
    """Whether an answer, given as a cell, stands for a soft one or lies within a soft number."""
    question, cell = answer
    stands_for = {*cell.split(";"), *bands(knowledge().questions[question], cell)}
    if any((question, each) in soft_answers() for each in stands_for):
        return True
    said = read_answers({question: cell}, knowledge(), "file")
    compared = [each for each in soft_numbers() if each.question == question]
    return any(holds(each, said, knowledge()) is True for each in compared)


def bands(question: Question, cell: str) -> Iterator[str]:
    """Yield the bands that a number lies in."""
    if question.kind is QuestionKind.NUMBER and cell not in question.choice_ids:
        for band in question.choices:
            low = -np.inf if band.from_ is None else band.from_
            high = np.inf if band.below is None else band.below
            if (band.from_, band.below) != (None, None) and low <= float(cell) < high:
                yield band.id


def nested(condition: Condition) -> Iterator[Condition]:
    """Yield a condition and all inside it, named ones included."""
    yield condition
    named = [knowledge().conditions[condition.condition].when] if condition.condition else []
    for part in (*condition.parts, *named):
        yield from nested(part)


def written(condition: Condition) -> Iterator[Condition]:
    """Yield a condition and all that is written inside it, named ones left closed."""
    yield condition
    for part in condition.parts:
        yield from written(part)


def roots(rule: RedFlag) -> list[Condition]:
    """The conditions that a rule is written with."""
    return [rule.when, *([rule.unless] if rule.unless else [])]


def follow_ups_of(rule: RedFlag) -> frozenset[str]:
    """The follow-ups of the signs that a rule fires on."""
    fired_by = {part.question for part in nested(rule.when) if part.question}
    questions = knowledge().questions
    own = {name for sign in fired_by for name in questions[sign].clarify}
    return frozenset(own | (fired_by & knowledge().follow_ups()))


def read_by(rule: RedFlag) -> frozenset[str]:
    """The questions that a rule reads."""
    return frozenset(
        part.question for root in roots(rule) for part in nested(root) if part.question
    )


def signs() -> tuple[str, ...]:
    """The warning signs."""
    return tuple(each.id for each in knowledge().red_flag_questions())
