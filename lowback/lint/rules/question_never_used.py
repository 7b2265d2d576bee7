"""Every question moves a cause, is read by a rule, or is needed by another question.

Why: a question that changes nothing costs a worried runner time.

Fix: give it a ratio or a rule, or remove it.
"""

from collections.abc import Iterator

from lowback.errors import Problem
from lowback.knowledge.schema import Knowledge
from lowback.lint.usage import questions_used

RULE = "question-never-used"


def check(knowledge: Knowledge) -> Iterator[Problem]:
    """Yield one problem per question that nothing reads."""
    used = questions_used(knowledge)
    for question in knowledge.questions.values():
        if question.id not in used:
            yield Problem(question.written_at, f"`{question.id}` is asked but never used", RULE)
