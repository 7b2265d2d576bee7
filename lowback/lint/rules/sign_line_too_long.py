"""A warning sign is asked in one line of at most twelve words, in both voices.

Why: a worried person reads a list of thirty lines only if each is short and says all by itself.

Fix: put look-alikes, examples and detail into `meaning`.
"""

from collections.abc import Iterator

from lowback.errors import Problem
from lowback.knowledge.schema import Knowledge

RULE = "sign-line-too-long"
MOST = 12


def check(knowledge: Knowledge) -> Iterator[Problem]:
    """Yield one problem per line of a warning sign that is too long."""
    for sign in knowledge.red_flag_questions():
        for line in (sign.ask, sign.ask_coach):
            if (words := len(line.split())) > MOST:
                message = f"the line of `{sign.id}` has {words} words, over {MOST}: {line[:40]}…"
                yield Problem(sign.written_at, message, RULE)
