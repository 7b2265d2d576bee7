"""Does a condition hold for these answers? True, False, or None: it cannot be known yet."""

from collections.abc import Iterable

from lowback.engine.answers import Answer, Answers, is_unsure
from lowback.knowledge.conditions import Condition
from lowback.knowledge.schema import Knowledge


def holds(condition: Condition, answers: Answers, knowledge: Knowledge) -> bool | None:
    """Tell whether a condition holds: True, False, or None when it cannot be known yet."""

    def look(part: Condition) -> bool | None:
        return holds(part, answers, knowledge)

    if condition.question is not None:
        return _compare(condition, answers.get(condition.question))
    if condition.condition is not None:
        return look(knowledge.conditions[condition.condition].when)
    if condition.not_ is not None:
        inner = look(condition.not_)
        return None if inner is None else not inner
    parts = [look(part) for part in condition.parts]
    if condition.all_ is not None:
        return _at_least(parts, len(parts))
    return _at_least(parts, 1 if condition.any_ is not None else condition.at_least or 0)


def _at_least(parts: Iterable[bool | None], count: float) -> bool | None:
    parts = list(parts)
    if parts.count(True) >= count:
        return True
    return None if parts.count(True) + parts.count(None) >= count else False


def _compare(condition: Condition, answer: Answer | None) -> bool | None:
    if answer is None:
        return None
    if condition.choices:
        if set(condition.choices) & set(answer.choices):
            return True
        return None if is_unsure(answer) else False
    if answer.low is None or answer.high is None:
        return None
    if condition.at_least is not None:
        return _from(answer.low, answer.high, condition.at_least)
    below = _from(answer.low, answer.high, condition.below or 0)
    return None if below is None else not below


def _from(low: float, high: float, least: float) -> bool | None:
    """Whether a number in [low, high) is at least `least`; None when the band straddles it."""
    if low >= least:
        return True
    return False if high <= least or low == high else None
