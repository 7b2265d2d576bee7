"""Texts as people and forms write them: compared without case, spaces and punctuation."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from lowback.engine.answers import UNSURE
from lowback.knowledge.schema import Knowledge, Question, QuestionKind

FIXED = {
    "yes": ("Yes", "true", "y"),
    "no": ("No", "false", "n"),
    UNSURE: ("Not sure", "Don't know", "Do not know", "I'm not sure", "I don't know"),
}


def fold(text: str) -> str:
    """Keep letters and digits only, in one case (NFKC), so that forms may dress a text up."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(each for each in folded if each.isalnum())


def choice_labels(question: Question) -> dict[str, str]:
    """The words that stand for each choice in a template or a form."""
    if question.kind is QuestionKind.YES_NO_UNSURE:
        return {choice: words[0] for choice, words in FIXED.items()}
    return {each.id: each.label for each in question.choices}


def choice_words(question: Question) -> Mapping[str, str]:
    """Every folded wording that means exactly one choice, with the id of that choice."""
    return _unambiguous(_choice_pairs(question))


def question_words(knowledge: Knowledge) -> Mapping[str, str]:
    """Every folded heading that means exactly one question, with the id of that question."""
    return _unambiguous(
        (words, question.id)
        for question in knowledge.questions.values()
        for words in (question.id, question.label, question.ask, question.ask_coach)
    )


def _choice_pairs(question: Question) -> Iterator[tuple[str, str]]:
    if question.kind is QuestionKind.YES_NO_UNSURE:
        for choice, words in FIXED.items():
            yield from ((each, choice) for each in (choice, *words))
    for each in question.choices:
        yield from ((words, each.id) for words in (each.id, each.label, each.full) if words)
    boolean = {each.id for each in question.choices} == {"yes", "no"}
    if boolean:
        yield from ((words, choice) for choice in ("yes", "no") for words in FIXED[choice])


def _unambiguous(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    meanings: dict[str, set[str]] = {}
    for words, meaning in pairs:
        meanings.setdefault(fold(words), set()).add(meaning)
    return {
        words: next(iter(found)) for words, found in meanings.items() if words and len(found) == 1
    }
