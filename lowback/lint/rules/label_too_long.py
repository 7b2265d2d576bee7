"""A label has at most 40 characters; the full wording stands in `full` or `ask`.

Why: terminals cut long choices, and the end of a warning sign must never vanish.

Fix: shorten `label` and put the whole sentence in `full`.
"""

from collections.abc import Iterator

from lowback.errors import Problem
from lowback.knowledge.schema import Choice, Knowledge, Question

RULE = "label-too-long"


MOST = 40


def check(knowledge: Knowledge) -> Iterator[Problem]:
    """Yield one problem per long label."""
    for question in knowledge.questions.values():
        named: tuple[Question | Choice, ...] = (question, *question.choices)
        for entry in named:
            if (size := len(entry.label)) > MOST:
                message = f"the label of `{entry.id}` has {size} characters, over {MOST}"
                yield Problem(entry.written_at, message, RULE)
