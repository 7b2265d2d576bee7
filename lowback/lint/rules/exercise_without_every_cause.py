"""Every exercise says for every cause whether it suits.

Why: an exercise that forgets a cause is offered to people it may hurt.

Fix: add the missing `fits` line.
"""

from collections.abc import Iterator

from lowback.errors import Problem
from lowback.knowledge.schema import Knowledge

RULE = "exercise-without-every-cause"


def check(knowledge: Knowledge) -> Iterator[Problem]:
    """Yield one problem per exercise and cause without a word."""
    for exercise in knowledge.exercises.values():
        told = {fit.cause for fit in exercise.fits}
        for cause in knowledge.causes:
            if cause not in told:
                message = f"`{exercise.id}` does not say whether it suits `{cause}`"
                yield Problem(exercise.written_at, message, RULE)
