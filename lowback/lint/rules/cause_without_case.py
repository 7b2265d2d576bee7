"""Every cause comes first, or is shown, in at least two cases.

Why: a cause that no case expects can be broken without anyone noticing.

Fix: write two short runners in `tests/cases/causes.yaml`, one plain and one less so.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from lowback.cases.run import CaseResult
from lowback.errors import Problem
from lowback.knowledge.schema import Knowledge

RULE = "cause-without-case"
FEWEST = 2


def check(outcomes: Sequence[CaseResult], knowledge: Knowledge) -> Iterator[Problem]:
    """Yield one problem per cause that fewer than two cases expect."""
    expected = Counter(
        name
        for result in outcomes
        for name in (*result.case.expect.first, *result.case.expect.contributors)
    )
    for cause in knowledge.causes.values():
        if (found := expected[cause.id]) < FEWEST:
            message = f"`{cause.id}` is expected by {found} of the {FEWEST} cases it needs"
            yield Problem(cause.written_at, message, RULE)
