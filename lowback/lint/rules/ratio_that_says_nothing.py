"""No ratio of a contributor is exactly 1.

Why: a choice that is not listed already has ratio 1.

Fix: leave it out.
"""

from collections.abc import Iterator

from lowback.errors import Problem
from lowback.knowledge.schema import Knowledge

RULE = "ratio-that-says-nothing"


def check(knowledge: Knowledge) -> Iterator[Problem]:
    """Yield one problem per ratio of 1."""
    for cause in knowledge.contributors():
        for evidence in cause.evidence:
            for choice, ratio in evidence.ratios.items():
                if ratio == 1:
                    message = f"`{choice}` of `{evidence.question}` in `{cause.id}` has ratio 1"
                    yield Problem(evidence.written_at, message, RULE)
