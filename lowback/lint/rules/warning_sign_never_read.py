"""Every warning-sign question is read by at least one rule.

Why: an answer about a warning sign that changes nothing is a promise broken.

Fix: write the rule. A question that only opens others may stand in an `ask_when`.
"""

from collections.abc import Iterator

from lowback.errors import Problem
from lowback.knowledge.schema import Knowledge
from lowback.lint.usage import questions_asked_by_others, questions_of_rules

RULE = "warning-sign-never-read"


def check(knowledge: Knowledge) -> Iterator[Problem]:
    """Yield one problem per warning sign that no rule reads."""
    read = questions_of_rules(knowledge) | questions_asked_by_others(knowledge)
    for question in knowledge.red_flag_questions():
        if question.id not in read:
            yield Problem(question.written_at, f"no rule reads `{question.id}`", RULE)
