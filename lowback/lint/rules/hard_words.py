"""A file reads like text for 12-year-olds, and no sentence like text for over-18s.

Why: a worried person must understand it at first reading. Measured with the Automated
Readability Index (Senter and Smith 1967), which counts letters in a word and words in a
sentence; its school year plus five is the age. One sentence alone is measured roughly and one
long name can spoil it, so the limit is loose for a sentence and strict for a whole file.
Sentences under eight words, and files under two hundred, are not judged by themselves.

Fix: split the sentence, or use the short word that people say.
"""

from collections.abc import Iterator

from lowback.errors import Problem, Source
from lowback.knowledge.schema import Knowledge
from lowback.lint.usage import sentences_for_runners

RULE = "hard-words"
AGE_OF_A_SENTENCE, AGE_OF_A_FILE = 18, 12
WORDS_OF_A_SENTENCE, WORDS_OF_A_FILE = 8, 200
FIRST_SCHOOL_YEAR_AT = 5
ENDS = (".", "?", "!")


def can_measure() -> bool:
    """Whether textstat is there; only those who work on the knowledge install it."""
    from importlib.util import find_spec  # noqa: PLC0415 - once, and only for `check`

    return find_spec("textstat") is not None


def check(knowledge: Knowledge) -> Iterator[Problem]:
    """Yield one problem per hard sentence, then one per file that is hard as a whole."""
    if not can_measure():
        return
    files: dict[str, list[str]] = {}
    for where, sentence in sentences_for_runners(knowledge):
        ended = sentence if sentence.endswith(ENDS) else f"{sentence}."
        files.setdefault(where.file, []).append(ended)
        if len(sentence.split()) >= WORDS_OF_A_SENTENCE:
            yield from _too_hard(where, sentence, AGE_OF_A_SENTENCE)
    for file, sentences in files.items():
        text = " ".join(sentences)
        if len(text.split()) >= WORDS_OF_A_FILE:
            yield from _too_hard(Source(file), text, AGE_OF_A_FILE)


def reading_age(text: str) -> float:
    """The age in years at which most people read such a text with ease."""
    from textstat import (  # type: ignore[import-untyped]  # noqa: PLC0415 - development only
        textstat,
    )

    return float(textstat.automated_readability_index(text)) + FIRST_SCHOOL_YEAR_AT


def _too_hard(where: Source, text: str, limit: int) -> Iterator[Problem]:
    if (age := reading_age(text)) > limit:
        message = f"reads like text for age {age:.1f}, over {limit}: {text[:50]}…"
        yield Problem(where, message, RULE)
