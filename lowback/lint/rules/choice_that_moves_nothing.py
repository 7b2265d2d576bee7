"""Most choices of a question move a cause, a rule, an exercise or another question.

Why: a list in which most answers change nothing wears people out, and hides a ratio that was
forgotten. Some choices are neutral on purpose ("nothing clear", the middle of a range), so
they may make up half of a question, and "not sure" never counts. A choice of a follow-up that no
rule reads leaves its sign as it is, which is an effect. A question that nothing reads
at all is told by `question-never-used`.

Fix: give the forgotten choices a ratio or a rule, or join them into one neutral choice.
"""

from collections.abc import Iterator

from lowback.engine.answers import UNSURE
from lowback.errors import Problem
from lowback.knowledge.schema import Knowledge, QuestionKind
from lowback.lint.usage import TOLD_IN_REPORTS, choices_read, compared_as_numbers

RULE = "choice-that-moves-nothing"


def check(knowledge: Knowledge) -> Iterator[Problem]:
    """Yield one problem per question in which more choices are neutral than move something."""
    read, measured = choices_read(knowledge), compared_as_numbers(knowledge) | TOLD_IN_REPORTS
    follow_ups = knowledge.follow_ups()
    for question in knowledge.questions.values():
        if question.kind is QuestionKind.YES_NO_UNSURE or question.id in measured | follow_ups:
            continue
        told = [name for name in question.choice_ids if name != UNSURE]
        idle = [each for each in told if (question.id, each) not in read]
        if len(told) < 2 * len(idle) < 2 * len(told):
            message = f"`{question.id}`: nothing reads {', '.join(f'`{each}`' for each in idle)}"
            yield Problem(question.written_at, message, RULE)
