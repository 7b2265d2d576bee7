"""One fact is not weighed twice for the same contributor.

Why: multiplying the ratios of two answers is only right when they are separate facts. Two
answers are the same fact when one is computed from the other (BMI from height and weight), or
when one question is asked only because of an answer to the other that already counts in the
same direction.

For sources one power holds this down for all answers (docs/scoring.md).

Fix: keep the stronger of the two, or write `only_if` on one so that they never both count.
"""

from collections.abc import Iterator

from lowback.errors import Problem
from lowback.knowledge.conditions import Condition
from lowback.knowledge.schema import Contributor, Evidence, Knowledge
from lowback.lint.usage import DERIVED_FROM

RULE = "correlated-evidence-counted-twice"


def check(knowledge: Knowledge) -> Iterator[Problem]:
    """Yield one problem per piece of evidence that repeats another of its cause."""
    for cause in knowledge.contributors():
        for evidence in cause.evidence:
            if evidence.only_if is None and (twin := _twin(evidence, cause, knowledge)):
                message = f"`{evidence.question}` in `{cause.id}` repeats `{twin}`"
                yield Problem(evidence.written_at, message, RULE)


def _twin(evidence: Evidence, cause: Contributor, knowledge: Knowledge) -> str | None:
    question = knowledge.questions[evidence.question]
    weighed = {each.question for each in cause.evidence}
    if question.derive and (ingredients := weighed & DERIVED_FROM):
        return min(ingredients)
    opener = question.ask_when
    return next((each for each in _openers(opener) if _same_way(each, evidence, cause)), None)


def _openers(condition: Condition | None) -> Iterator[str]:
    """The questions of which one answer alone opens this one."""
    if condition is None:
        return
    if condition.question and condition.choices:
        yield condition.question
    for part in condition.all_ or ():
        yield from _openers(part)


def _same_way(opener: str, evidence: Evidence, cause: Contributor) -> bool:
    """Whether every ratio of both questions points the same way."""
    before = [
        ratio
        for each in cause.evidence
        if each.question == opener
        for ratio in each.ratios.values()
    ]
    both = [*before, *evidence.ratios.values()]
    return bool(before) and (all(each > 1 for each in both) or all(each < 1 for each in both))
