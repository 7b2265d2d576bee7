"""Every follow-up of a warning sign is read by a rule.

Why: a follow-up that changes nothing costs a worried person a screen.

Fix: let a rule read it, or take it away from `clarify`.
"""

from collections.abc import Iterator

from lowback.errors import Problem
from lowback.knowledge.schema import Knowledge
from lowback.lint.usage import questions_of_rules

RULE = "follow-up-never-read"


def check(knowledge: Knowledge) -> Iterator[Problem]:
    """Yield one problem per follow-up that no rule reads."""
    read = questions_of_rules(knowledge)
    for name in sorted(knowledge.follow_ups() - read):
        yield Problem(knowledge.questions[name].written_at, f"no rule reads `{name}`", RULE)
