"""Every rule has a case that raises it, and a near miss that must not.

Why: a rule that never fires, or always does, looks the same as one that works.

Fix: write both in `tests/cases/rules.yaml`, with `raises` and `misses`.
"""

from collections.abc import Iterator, Sequence

from lowback.cases.run import CaseResult
from lowback.errors import Problem
from lowback.knowledge.schema import Knowledge

RULE = "rule-without-case"


def check(outcomes: Sequence[CaseResult], knowledge: Knowledge) -> Iterator[Problem]:
    """Yield one problem per rule and missing case."""
    raised = {result.case.expect.raises for result in outcomes}
    missed = {result.case.expect.misses for result in outcomes}
    for rule in knowledge.red_flags.values():
        if rule.id not in raised:
            yield Problem(rule.written_at, f"no case raises `{rule.id}`", RULE)
        if rule.id not in missed:
            yield Problem(rule.written_at, f"no near miss for `{rule.id}`", RULE)
