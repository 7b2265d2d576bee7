"""Every case turns out as it was expected before the program was run on it.

Why: that is what a case is for. A case of a rule or a cause must come out exactly. A published
or standardised runner is counted in the table of `--cases`; it is a problem here only when it
is called milder than every acceptable urgency in an emergency, or two levels too mild.

Fix: find out which change of knowledge moved it (`--diff`), and mend that. Never bend an
expectation to the result.
"""

from collections.abc import Iterator, Sequence

from lowback.cases.run import EXACT, CaseResult, otherwise
from lowback.errors import Problem
from lowback.knowledge.schema import Knowledge, Urgency

RULE = "case-turned-out-otherwise"
TOO_MILD = 2


def check(outcomes: Sequence[CaseResult], knowledge: Knowledge) -> Iterator[Problem]:  # noqa: ARG001 - every rule about cases is called so
    """Yield one problem per expectation that was not met."""
    for outcome in outcomes:
        exact = outcome.case.kind in EXACT
        for message in otherwise(outcome) if exact else _dangerous(outcome):
            yield Problem(outcome.case.written_at, f"`{outcome.case.id}`: {message}", RULE)


def _dangerous(outcome: CaseResult) -> Iterator[str]:
    wanted, urgency = outcome.case.expect.urgency, outcome.assessment.triage.urgency
    missed = wanted is Urgency.EMERGENCY and outcome.steps_too_mild > 0
    if missed or outcome.steps_too_mild >= TOO_MILD:
        yield f"urgency is {urgency}, expected {wanted}: too mild"
