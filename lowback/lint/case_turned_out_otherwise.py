"""Every case turns out as it was expected before the program was run on it.

Why: that is what a case is for. A case of a rule or a cause must come out exactly. A published
or standardised runner is counted in the table of `--cases`; it is a problem here only when it
is called milder than every acceptable urgency in an emergency, or two levels too mild.

Fix: find out which change of knowledge moved it (`--diff`), and mend that. Never bend an
expectation to the result.
"""

from collections.abc import Iterator, Sequence

from lowback.errors import Problem
from lowback.knowledge.schema import Knowledge, Urgency
from lowback.lint.cases import Outcome

RULE = "case-turned-out-otherwise"
EXACT = {"rule", "cause"}
TOO_MILD = 2


def check(outcomes: Sequence[Outcome], knowledge: Knowledge) -> Iterator[Problem]:  # noqa: ARG001 - every rule about cases is called so
    """Yield one problem per expectation that was not met."""
    for outcome in outcomes:
        exact = outcome.case.kind in EXACT
        for message in otherwise(outcome) if exact else _dangerous(outcome):
            yield Problem(outcome.case.written_at, f"`{outcome.case.id}`: {message}", RULE)


def otherwise(outcome: Outcome) -> Iterator[str]:
    """Yield in words every expectation of one case that was not met."""
    expect, triage = outcome.case.expect, outcome.assessment.triage
    raised = {each.id for each in triage.red_flags}
    if triage.urgency not in outcome.accepted:
        yield f"urgency is {triage.urgency}, expected {expect.urgency}"
    if expect.raises and expect.raises not in raised:
        yield f"does not raise `{expect.raises}`"
    if expect.misses in raised:
        yield f"raises `{expect.misses}`"
    if expect.first and outcome.place != 1:
        first = outcome.first()
        yield f"first is {f'`{first.id}`' if first else 'nothing'}, not {' or '.join(expect.first)}"
    for name in expect.contributors:
        if not outcome.shows(name):
            yield f"`{name}` is not shown"


def _dangerous(outcome: Outcome) -> Iterator[str]:
    wanted, urgency = outcome.case.expect.urgency, outcome.assessment.triage.urgency
    missed = wanted is Urgency.EMERGENCY and outcome.steps_too_mild > 0
    if missed or outcome.steps_too_mild >= TOO_MILD:
        yield f"urgency is {urgency}, expected {wanted}: too mild"
