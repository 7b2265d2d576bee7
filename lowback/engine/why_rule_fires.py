"""Which of a person's own answers make a condition come out as it does."""

from collections.abc import Iterator

from lowback.engine.answers import Answers
from lowback.engine.conditions import holds
from lowback.knowledge.conditions import Condition
from lowback.knowledge.schema import Knowledge


def answers_behind(condition: Condition, answers: Answers, knowledge: Knowledge) -> tuple[str, ...]:
    """Return the questions whose answers make a condition true, each once.

    Parts of an `any` that do not hold are left out: nobody is told of a reason that is not
    theirs. Empty for a condition that does not surely hold.
    """
    return tuple(dict.fromkeys(_behind(condition, answers, knowledge, wanted=True)))


def _behind(
    condition: Condition, answers: Answers, knowledge: Knowledge, *, wanted: bool
) -> Iterator[str]:
    if holds(condition, answers, knowledge) is not wanted:
        return
    if condition.question is not None:
        yield condition.question
    if condition.condition is not None:
        named = knowledge.conditions[condition.condition].when
        yield from _behind(named, answers, knowledge, wanted=wanted)
    inside = not wanted if condition.not_ is not None else wanted
    for part in condition.parts:
        yield from _behind(part, answers, knowledge, wanted=inside)
