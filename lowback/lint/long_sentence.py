"""No sentence that a runner reads has more than 36 words.

Why: a worried person reads short sentences.

Fix: split it.
"""

import re
from collections.abc import Iterator

from lowback.errors import Problem
from lowback.knowledge.schema import Knowledge
from lowback.lint.reading import texts_for_runners

RULE = "long-sentence"


MOST = 36


def check(knowledge: Knowledge) -> Iterator[Problem]:
    """Yield one problem per long sentence."""
    for where, text in texts_for_runners(knowledge):
        for sentence in re.split(r"(?<=[.?!])\s", text):
            if (words := len(sentence.split())) > MOST:
                yield Problem(where, f"a sentence has {words} words: {sentence[:40]}…", RULE)
