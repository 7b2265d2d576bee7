"""Does a condition hold for these answers? True, False, or None: it cannot be known yet."""

from collections.abc import Iterator

from lowback.engine.answers import NOTHING_FOUND, Answer, Answers, is_unsure
from lowback.knowledge.conditions import Condition
from lowback.knowledge.schema import Knowledge, Question


def holds(
    condition: Condition, answers: Answers, knowledge: Knowledge, *, straddling: bool | None = None
) -> bool | None:
    """Tell whether a condition holds: True, False, or None when it cannot be known yet.

    `straddling` is what a comparison comes to when its limit lies inside the band that was
    answered. A rule gives True: it fires if any number of the band would make it fire.
    """
    if condition.question is not None:
        return _compare(condition, answers.get(condition.question), straddling=straddling)
    if condition.condition is not None:
        named = knowledge.conditions[condition.condition].when
        return holds(named, answers, knowledge, straddling=straddling)
    if condition.not_ is not None:
        # What makes the inside false makes this true, so the other end of a band is the worse one.
        turned = None if straddling is None else not straddling
        inner = holds(condition.not_, answers, knowledge, straddling=turned)
        return None if inner is None else not inner
    return _at_least(condition, answers, knowledge, straddling=straddling)


def questions_read(condition: Condition | None, knowledge: Knowledge) -> Iterator[str]:
    """Yield every question that a condition reads, through named conditions too."""
    for part in condition.walk() if condition else ():
        if part.question is not None:
            yield part.question
        if part.condition is not None:
            yield from questions_read(knowledge.conditions[part.condition].when, knowledge)


def choices_read(condition: Condition, knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    """Yield every question and choice that a condition names, through named conditions too."""
    for part in condition.walk():
        if part.question is not None:
            yield from ((part.question, choice) for choice in part.choices)
        if part.condition is not None:
            yield from choices_read(knowledge.conditions[part.condition].when, knowledge)


def undecided(condition: Condition, answers: Answers, knowledge: Knowledge) -> Iterator[str]:
    """Yield the questions without a usable answer on which a condition still hangs."""
    if holds(condition, answers, knowledge, straddling=True) is not None:
        return
    if condition.question is not None:
        asked = knowledge.questions[condition.question]
        if asked.ask_when is not None:
            yield from undecided(asked.ask_when, answers, knowledge)
        yield condition.question
    if condition.condition is not None:
        yield from undecided(knowledge.conditions[condition.condition].when, answers, knowledge)
    for part in condition.parts:
        yield from undecided(part, answers, knowledge)


def may_apply(question: Question, answers: Answers, knowledge: Knowledge) -> bool:
    """Whether it is not sure that a question need not be asked."""
    return question.ask_when is None or holds(question.ask_when, answers, knowledge) is not False


def _at_least(
    condition: Condition, answers: Answers, knowledge: Knowledge, *, straddling: bool | None
) -> bool | None:
    """Whether as many parts hold as are needed; looks at no more of them than it must."""
    parts, needed = condition.parts, condition.needed
    left, held, unknown = len(parts), 0, 0
    for part in parts:
        left -= 1
        outcome = holds(part, answers, knowledge, straddling=straddling)
        held += outcome is True
        unknown += outcome is None
        if held >= needed or held + unknown + left < needed:
            break
    if held >= needed:
        return True
    return None if held + unknown + left >= needed else False


def _compare(
    condition: Condition, answer: Answer | None, *, straddling: bool | None
) -> bool | None:
    if answer is None:
        return None
    if choices := condition.choices:
        if any(each in choices for each in answer.choices):
            return True
        return None if is_unsure(answer) else False
    if answer.low is None or answer.high is None:
        # A choice without limits leaves the number unknown; where nothing was found, it is not so.
        return False if answer.value == NOTHING_FOUND else None
    if condition.at_least is not None:
        reaches = _from(answer.low, answer.high, condition.at_least)
        return straddling if reaches is None else reaches
    reaches = _from(answer.low, answer.high, condition.below or 0)
    return straddling if reaches is None else not reaches


def _from(low: float, high: float, least: float) -> bool | None:
    """Whether a number in [low, high) is at least `least`; None when the band straddles it."""
    if low >= least:
        return True
    return False if high <= least or low == high else None
