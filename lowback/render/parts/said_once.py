"""Sentences that a document says once: what was said already is left out."""

import re

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z“])")


def sentences(text: str) -> tuple[str, ...]:
    """Part a text into its sentences."""
    return tuple(each for each in _SENTENCE_END.split(" ".join(text.split())) if each)


class Once:
    """Remembers the sentences of one document."""

    def __init__(self) -> None:
        self._said: set[str] = set()

    def __call__(self, text: str) -> str:
        """Return the sentences of a text that were not said before, and remember them."""
        new = dict.fromkeys(each for each in sentences(text) if each not in self._said)
        self._said.update(new)
        return " ".join(new)
