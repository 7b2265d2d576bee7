"""A coach is asked about the runner, never about "you".

Why: a coach who answers for themselves gives a false result for the runner.

Fix: write "the runner", "they" and "their" in `ask_coach`.
"""

import re
from collections.abc import Iterator

from lowback.errors import Problem
from lowback.knowledge.schema import Knowledge

RULE = "coach-voice-missing-runner"
COACH_HERSELF = re.compile(r"\b(you|your|yours|yourself)\b", re.I)
THE_RUNNER = re.compile(r"\b(runner|they|them|their|theirs)\b", re.I)


def check(knowledge: Knowledge) -> Iterator[Problem]:
    """Yield one problem per question that does not ask a coach about the runner."""
    for question in knowledge.questions.values():
        if found := COACH_HERSELF.search(question.ask_coach):
            message = f"`{question.id}` asks the coach about `{found[0]}`"
            yield Problem(question.written_at, message, RULE)
        elif not THE_RUNNER.search(question.ask_coach):
            message = f"`{question.id}` does not name the runner in `ask_coach`"
            yield Problem(question.written_at, message, RULE)
