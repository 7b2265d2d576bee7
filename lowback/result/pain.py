"""Is the pain better or worse than last time? One rule for every comparison.

`daily.better_by` points count; bands count when they do not overlap.
"""

from enum import StrEnum

from lowback.engine.answers import Answer, read_answer
from lowback.engine.assessment import Assessment
from lowback.knowledge.schema import Knowledge


class Verdict(StrEnum):
    """How it goes compared with last time."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"
    UNKNOWN = "unknown"


def pain_of(assessment: Assessment, knowledge: Knowledge) -> str | float | None:
    """Return the answer about the pain now: a number, the id of a band, or None."""
    asked = knowledge.daily.pain_answer
    value = next((answer.value for answer in assessment.answers if answer.question == asked), None)
    return None if isinstance(value, tuple) else value


def pain_verdict(
    before: str | float | None, after: str | float | None, knowledge: Knowledge
) -> Verdict:
    """Say how the pain went between two answers of `pain_of`, the older first."""
    old, new = (_ends(each, knowledge) for each in (before, after))
    if old is None or new is None:
        return Verdict.UNKNOWN
    if old == new:
        return Verdict.SAME
    if before == old[0] and after == new[0]:
        points = old[0] - new[0]
        return verdict_of(points if abs(points) >= knowledge.daily.better_by else 0)
    apart = new[1] <= old[0] or old[1] <= new[0]
    if apart and old[0] != new[0]:  # a number at the foot of a band may be far below the other
        return verdict_of(old[0] - new[0])
    return Verdict.UNKNOWN


def _ends(value: str | float | None, knowledge: Knowledge) -> tuple[float, float] | None:
    """The least and the most that a pain answer stands for."""
    if value is None:
        return None
    answer = read_answer(knowledge.daily.pain_answer, value, knowledge, "typed")
    if not isinstance(answer, Answer) or answer.low is None or answer.high is None:
        return None
    return answer.low, answer.high


def verdict_of(gain: float) -> Verdict:
    """Return better for a gain, worse for a loss."""
    if gain == 0:
        return Verdict.SAME
    return Verdict.BETTER if gain > 0 else Verdict.WORSE
