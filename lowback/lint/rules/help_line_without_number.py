"""What to do in an emergency names the number to call.

Why: at that moment nobody should have to search for it.

Fix: write the `emergency_number` out in `emergency`.
"""

from collections.abc import Iterator

from lowback.errors import Problem
from lowback.knowledge.schema import Knowledge

RULE = "help-line-without-number"


def check(knowledge: Knowledge) -> Iterator[Problem]:
    """Yield one problem per country whose emergency sentence leaves the number out."""
    for line in knowledge.helplines.values():
        if line.emergency_number not in line.emergency:
            message = f"`{line.country}` does not say {line.emergency_number} in `emergency`"
            yield Problem(line.written_at, message, RULE)
