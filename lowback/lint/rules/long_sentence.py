"""No sentence that a runner reads has more than 30 words.

Why: a worried person reads short sentences.

Fix: split it.
"""

from collections.abc import Iterator

from lowback.errors import Problem
from lowback.knowledge.schema import Knowledge
from lowback.lint.usage import sentences_for_runners

RULE = "long-sentence"


MOST = 30


def check(knowledge: Knowledge) -> Iterator[Problem]:
    """Yield one problem per long sentence."""
    for where, sentence in sentences_for_runners(knowledge):
        if (words := len(sentence.split())) > MOST:
            yield Problem(where, f"a sentence has {words} words: {sentence[:40]}…", RULE)
