"""No answer is given by fewer than 5 in 1,000 runners with a source.

Why: people slip, misread a question and have two things at once, so that an answer which "cannot
happen" still happens in a few of 100. A smaller figure lets one slip throw a source out.

Fix: write at least 1, or 0.5 where a study with people like ours found it so rare.
"""

from collections.abc import Iterator

from lowback.errors import Problem
from lowback.knowledge.schema import Knowledge

RULE = "impossible-answer"
LEAST = 0.5


def check(knowledge: Knowledge) -> Iterator[Problem]:
    """Yield one problem per figure that is too small."""
    for competitor in knowledge.competitors():
        for table in competitor.answers:
            for choice, of_100 in table.of_100.items():
                if of_100 < LEAST:
                    message = f"`{choice}` of `{table.question}` is given by {of_100:g} of 100"
                    yield Problem(table.written_at, message, RULE)
