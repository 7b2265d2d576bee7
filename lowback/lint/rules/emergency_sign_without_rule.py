"""Every emergency question alone raises an emergency with yes, and urgency with "not sure".

Why: a missed warning sign is the worst bug there is.

Fix: write both rules in `red_flags.yaml`.
"""

from collections.abc import Iterator

from lowback.engine.answers import Answer
from lowback.engine.triage import fires
from lowback.errors import Problem
from lowback.knowledge.schema import Knowledge, Urgency

RULE = "emergency-sign-without-rule"


WANTED = {"yes": Urgency.EMERGENCY, "unsure": Urgency.URGENT}


def check(knowledge: Knowledge) -> Iterator[Problem]:
    """Yield one problem per answer to an emergency question that is called too mild."""
    for question in knowledge.questions.values():
        for said, wanted in WANTED.items() if question.emergency else ():
            answers = {question.id: Answer(question.id, said, (said,))}
            called = [
                rule.urgency.severity
                for rule in knowledge.red_flags.values()
                if fires(rule, answers, knowledge)
            ]
            if max(called, default=0) < wanted.severity:
                message = f"`{question.id}: {said}` must be called {wanted} by a rule of its own"
                yield Problem(question.written_at, message, RULE)
