"""The texts that stand above the answers to a question in a table or a form."""

import unicodedata
from collections.abc import Iterator

from lowback.knowledge.questions import FormerWording, Question


def fold(text: str) -> str:
    """Keep letters and digits only, in one case (NFKC), so that forms may dress a text up."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(each for each in folded if each.isalnum())


def form_title(question: Question) -> str:
    """A heading that no two questions share: several of them may ask in the same words."""
    return f"{question.label}: {question.ask}"


def headings(question: Question) -> tuple[str, ...]:
    """Every heading of today for a question."""
    return (question.id, question.label, question.ask, question.ask_coach, form_title(question))


def former_headings(wording: FormerWording, question: Question | None) -> Iterator[str]:
    """Every heading of an older form; `question` is None for one that is no longer asked."""
    yield from (*wording.headings, *wording.labels)
    today = (question.label,) if question else ()
    for label in (*wording.labels, *today):
        yield from (f"{label}: {heading}" for heading in wording.headings)
