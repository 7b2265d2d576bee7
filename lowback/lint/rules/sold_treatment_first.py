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
    for each in knowledge.treatments.values():
        if each.line == "first" and (each.sold_by_clinic or each.grade is Grade.X):
            yield Problem(each.written_at, f"`{each.id}` cannot be first line", RULE)
