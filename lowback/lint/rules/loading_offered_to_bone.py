"""No exercise is offered with a suspected bone stress injury.

Why: loading a bone that may be cracked is the costly error.

Fix: write `level: avoid` for `bone_stress_injury`.
"""

from collections.abc import Iterator

from lowback.errors import Problem
from lowback.knowledge.schema import Knowledge, Suitability

RULE = "loading-offered-to-bone"


BONE = "bone_stress_injury"


def check(knowledge: Knowledge) -> Iterator[Problem]:
    """Yield one problem per exercise that bone would be offered."""
    for exercise in knowledge.exercises.values():
        for fit in exercise.fits:
            if fit.cause == BONE and fit.level is not Suitability.AVOID:
                yield Problem(fit.written_at, f"`{exercise.id}` must be avoided for bone", RULE)
