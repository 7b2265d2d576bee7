"""Every emergency rule says what to do and what to read out on the phone.

Why: in an emergency people need one action and one sentence.

Fix: write `say`.
"""

from collections.abc import Iterator

from lowback.errors import Problem
from lowback.knowledge.schema import Knowledge, Urgency

RULE = "emergency-without-sentence"


def check(knowledge: Knowledge) -> Iterator[Problem]:
    """Yield one problem per emergency rule without a sentence for the phone."""
    for rule in knowledge.red_flags.values():
        if rule.urgency is Urgency.EMERGENCY and not rule.say:
            yield Problem(rule.written_at, f"`{rule.id}` has nothing to say on the phone", RULE)
