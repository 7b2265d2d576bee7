"""Nothing that the clinic sells, and nothing graded X, stands among first-line treatments.

Why: the contact block must not steer the advice.

Fix: write `line: further`.
"""

from collections.abc import Iterator

from lowback.errors import Problem
from lowback.knowledge.schema import Grade, Knowledge

RULE = "sold-treatment-first"


def check(knowledge: Knowledge) -> Iterator[Problem]:
    """Yield one problem per first-line treatment that is sold here or failed its trials."""
    for treatment in knowledge.treatments.values():
        if treatment.line == "first" and (treatment.sold_by_clinic or treatment.grade is Grade.X):
            yield Problem(treatment.written_at, f"`{treatment.id}` cannot be first line", RULE)
