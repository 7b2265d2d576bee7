"""Every answer that the rules can tell apart, and answers that make a rule fire."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain, combinations, product

import numpy as np
import polars as pl

from lowback.batch import assess_frame
from lowback.knowledge.conditions import Condition
from lowback.knowledge.schema import Question, QuestionKind
from tests.proofs.rules import Answer, knowledge, nested, roots

Given = Mapping[str, str]
DERIVED_FROM = {"height_cm", "weight_kg"}
MOST_TICKS = 2  # a condition asks whether any tick is in a list: what two ticks do, more do


@cache
def answers_to(name: str) -> tuple[str, ...]:
    """Every answer to a question that the rules can tell apart, as the cell of a table."""
    question = knowledge().questions[name]
    match question.kind:
        case QuestionKind.NUMBER:
            return (*question.choice_ids, *_numbers(question))
        case QuestionKind.SEVERAL:
            alone = [each.id for each in question.choices if each.exclusive]
            mixed = [each.id for each in question.choices if not each.exclusive]
            sets = chain.from_iterable(combinations(mixed, n) for n in range(1, MOST_TICKS + 1))
            return (*alone, *(";".join(each) for each in sets))
    return question.choice_ids


def _numbers(question: Question) -> list[str]:
    """The lower end of every interval between two limits that a rule or a band compares with."""
    limits = {question.at_least or 0.0}
    limits |= {end for each in question.choices for end in (each.from_, each.below) if end}
    rules = knowledge().red_flags.values()
    conditions = [part for rule in rules for root in roots(rule) for part in nested(root)]
    compared = [each for each in conditions if each.question == question.id]
    limits |= {end for each in compared for end in (each.at_least, each.below) if end}
    most = np.inf if question.at_most is None else question.at_most
    return [f"{each:g}" for each in sorted(limits) if each <= most]


@cache
def all_answers() -> tuple[Answer, ...]:
    """Every answer to every question; body mass index stands for height and mass."""
    return tuple(
        (name, cell)
        for name in knowledge().questions
        if name not in DERIVED_FROM
        for cell in answers_to(name)
    )


@cache
def witnesses() -> Mapping[str, Sequence[Given]]:
    """For each rule, answers that make it fire: one set for each way in which it can hold."""
    ways = [(rule.id, way) for rule in knowledge().red_flags.values() for way in _ways(rule.when)]
    names = sorted({name for _, way in ways for name in way})
    frame = pl.DataFrame({name: [way.get(name) for _, way in ways] for name in names})
    fired = assess_frame(frame, knowledge())["red_flags"].to_list()
    found: dict[str, list[Given]] = {name: [] for name in knowledge().red_flags}
    for (rule, way), flags in zip(ways, fired, strict=True):
        if rule in flags.split(";"):
            found[rule].append(way)
    return found


def _ways(condition: Condition) -> list[dict[str, str]]:
    if condition.question:
        return [{condition.question: cell} for cell in _cells(condition)]
    if condition.condition:
        return _ways(knowledge().conditions[condition.condition].when)
    if condition.not_:
        return [{}]
    if condition.any_:
        return [way for part in condition.any_ for way in _ways(part)]
    parts = [_ways(part) for part in condition.parts]
    count = len(parts) if condition.all_ else int(condition.at_least or 0)
    found = (dict(chain.from_iterable(map(dict.items, way))) for way in product(*parts[:count]))
    return list(found)


def _cells(condition: Condition) -> Iterator[str]:
    if condition.choices:
        yield from condition.choices
    elif condition.at_least is not None:
        yield f"{condition.at_least:g}"
    else:
        below = list(_numbers(knowledge().questions[condition.question or ""]))
        yield from [each for each in below if float(each) < (condition.below or 0)][-1:]
