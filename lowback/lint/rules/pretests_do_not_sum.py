"""The pretests of the sources and of something else sum to 100.

Why: they say how 100 runners who sit down to answer are spread over what competes.

Fix: change the pretests together, and say in `pretest_note` why.
"""

from collections.abc import Iterator

from lowback.errors import Problem
from lowback.knowledge.schema import Knowledge

RULE = "pretests-do-not-sum"
ROUNDING = 0.6


def check(knowledge: Knowledge) -> Iterator[Problem]:
    """Yield one problem when the pretests are off by more than rounding."""
    total = sum(competitor.pretest for competitor in knowledge.competitors())
    if abs(total - 100) > ROUNDING:
        message = f"the pretests sum to {total:g}; they must be 100"
        yield Problem(knowledge.something_else.written_at, message, RULE)
