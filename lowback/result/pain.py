"""Is the pain better or worse than last time? One rule for every comparison.

Two points count (a judgement); bands count when they do not overlap.
"""

from enum import StrEnum

from lowback.engine.answers import Answer, read_answer
from lowback.engine.assessment import Assessment
from lowback.knowledge.schema import Knowledge

PAIN = "pain_now"
POINTS_THAT_COUNT = 2


class Verdict(StrEnum):
    """How it goes compared with last time."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"
    UNKNOWN = "unknown"


def pain_of(assessment: Assessment) -> str | float | None:
    """Return the answer about the pain now: a number, the id of a band, or None."""
    value = next((each.value for each in assessment.answers if each.question == PAIN), None)
    return None if isinstance(value, tuple) else value


def pain_verdict(
    before: str | float | None, after: str | float | None, knowledge: Knowledge
) -> Verdict:
    """Two points count; bands count when they do not overlap."""
    old, new = (_ends(each, knowledge) for each in (before, after))
    if old is None or new is None:
        return Verdict.UNKNOWN
    if old == new:
        return Verdict.SAME
    if before == old[0] and after == new[0]:
        points = old[0] - new[0]
        return verdict_of(points if abs(points) >= POINTS_THAT_COUNT else 0)
    if new[1] <= old[0] or old[1] <= new[0]:
        return verdict_of(old[0] - new[0])
    return Verdict.UNKNOWN


def _ends(value: str | float | None, knowledge: Knowledge) -> tuple[float, float] | None:
    """The least and the most that a pain answer stands for."""
    if value is None or PAIN not in knowledge.questions:
        return None
    answer = read_answer(PAIN, value, knowledge, "typed")
    if not isinstance(answer, Answer) or answer.low is None or answer.high is None:
        return None
    return answer.low, answer.high


def verdict_of(gain: float) -> Verdict:
    """Return better for a gain, worse for a loss."""
    if gain == 0:
        return Verdict.SAME
    return Verdict.BETTER if gain > 0 else Verdict.WORSE
