"""Two answers that can hardly both be true: which ones, and the words that every asker shares.

Nothing is changed by it: of two such answers the rules take the more careful one. In an emergency
nothing is asked again, because nothing may stand before it and nothing may talk it down.
"""

from collections.abc import Iterator

from lowback.engine.answers import Answers
from lowback.engine.conditions import holds
from lowback.knowledge.schema import Contradiction, Knowledge

PLACE = "Two answers that do not fit together"
LABEL = "Which one is it?"
TOLD = "You said: {label}: {answer}."
ASK = "Which one shall we ask again?"
BOTH = "Both are right"
HELP = "Nothing is wrong with going on: of two such answers the more careful one counts."


def contradicting(answers: Answers, knowledge: Knowledge) -> Iterator[Contradiction]:
    """Yield every pair that surely contradicts itself, in the authors' order."""
    for each in knowledge.contradictions.values():
        if holds(each.when, answers, knowledge):
            yield each


def in_words(pair: Contradiction, one: str, other: str) -> str:
    """Say that both can hardly be true, and why; each side is named by the caller."""
    why = pair.because[:1].lower() + pair.because[1:].rstrip(".")
    return f"`{one}` and `{other}` do not fit together: {why}"
