"""A rule cites what it rests on, or says that it is consensus.

Why: how soon a person is seen must be traceable.

Fix: add `references`, or write `basis: consensus`.
"""

from collections.abc import Iterator

from lowback.errors import Problem
from lowback.knowledge.schema import Basis, Knowledge

RULE = "red-flag-without-reference"


def check(knowledge: Knowledge) -> Iterator[Problem]:
    """Yield one problem per rule without reference that is not consensus."""
    for rule in knowledge.red_flags.values():
        if rule.basis is not Basis.CONSENSUS and not rule.references:
            message = f"`{rule.id}` is {rule.basis} but cites nothing"
            yield Problem(rule.written_at, message, RULE)
