"""Words that promise too much, or that the vocabulary has replaced, do not stand in texts.

Why: one word for one thing, and no claim to diagnose.

Fix: write runner, cause, warning sign; "diagnosis" only as "not a diagnosis".
"""

import re
from collections.abc import Iterator

from lowback.errors import Problem
from lowback.knowledge.schema import Knowledge
from lowback.lint.usage import texts_for_runners

RULE = "forbidden-word"


FORBIDDEN = re.compile(
    r"\b(users?|symptom score|cures|cured|(?<!not a )diagnos(?:is|es)|no serious cause\b(?! is))",
    re.I,
)
ALLOWED = ("not the same as no serious cause",)


def check(knowledge: Knowledge) -> Iterator[Problem]:
    """Yield one problem per forbidden word."""
    for where, text in texts_for_runners(knowledge):
        found = FORBIDDEN.search(text)
        if found and not any(each in text for each in ALLOWED):
            yield Problem(where, f"`{found[0]}` is a word we do not use", RULE)
