"""Every self-test that loads the back says when it must not be done.

Why: a home test must not hurt the person it is meant to help.

Fix: write `locked_when`.
"""

from collections.abc import Iterator

from lowback.errors import Problem
from lowback.knowledge.schema import Knowledge

RULE = "self-test-locked-by-nothing"


def check(knowledge: Knowledge) -> Iterator[Problem]:
    """Yield one problem per loading test without a lock."""
    for question in knowledge.questions.values():
        test = question.self_test
        if test and test.loading and test.locked_when is None:
            yield Problem(question.written_at, f"`{question.id}` loads and has no lock", RULE)
