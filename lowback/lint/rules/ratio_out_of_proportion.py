"""No ratio of a contributor is over 8 or under 1/9.

Why: no home answer in the literature we read tells more; a larger number is a slip of the pen.

Fix: check the source, or the decimal point.
"""

from collections.abc import Iterator

from lowback.errors import Problem
from lowback.knowledge.schema import Knowledge

RULE = "ratio-out-of-proportion"


MOST, LEAST = 8, 1 / 9


def check(knowledge: Knowledge) -> Iterator[Problem]:
    """Yield one problem per ratio outside the bounds."""
    for cause in knowledge.contributors():
        for evidence in cause.evidence:
            for choice, ratio in evidence.ratios.items():
                if not LEAST <= ratio <= MOST:
                    message = (
                        f"`{choice}` of `{evidence.question}` in `{cause.id}` has ratio {ratio:g}"
                    )
                    yield Problem(evidence.written_at, message, RULE)
