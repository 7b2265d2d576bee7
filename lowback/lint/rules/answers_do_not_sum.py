"""The figures of a question with one answer sum to 100.

Why: of 100 runners each gives one answer. A table that sums to something else makes every
answer to it count too much or too little for that source.

Fix: mend the figure that is wrong. For a question with ticks write `one_of: true` only where
the ticks stand for one place.
"""

from collections.abc import Iterator

from lowback.errors import Problem
from lowback.knowledge.schema import AnswerTable, Knowledge, QuestionKind

RULE = "answers-do-not-sum"
ROUNDING = 0.6


def check(knowledge: Knowledge) -> Iterator[Problem]:
    """Yield one problem per table of single answers that is off by more than rounding."""
    for competitor in knowledge.competitors():
        for table in competitor.answers:
            total = sum(table.of_100.values())
            if _has_one_answer(table, knowledge) and abs(total - 100) > ROUNDING:
                message = f"`{table.question}` sums to {total:g}; it must be 100"
                yield Problem(table.written_at, message, RULE)


def _has_one_answer(table: AnswerTable, knowledge: Knowledge) -> bool:
    return table.one_of or knowledge.questions[table.question].kind is not QuestionKind.SEVERAL
