"""Texts as people and forms write them: headings without punctuation, cells with care.

A heading is a heading with or without its question mark. In a cell the same mark is doubt: `no?`,
`(no)` and `n/o` are not a no.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping

from lowback.engine.answers import UNSURE
from lowback.knowledge.headings import fold, headings
from lowback.knowledge.schema import Knowledge, Question, QuestionKind

FIXED = {
    "yes": ("Yes", "true", "y"),
    "no": ("No", "false", "n"),
    UNSURE: ("Not sure", "Don't know", "Do not know", "I'm not sure", "I don't know"),
}


NOT_ANSWERED = frozenset({
    "n/a", "na", "n.a", "#n/a", "-", "--", "---", "none", "null", "nil", "nan", "unknown", "?",
    "??", "???", "notanswered", "noanswer", "notapplicable", "skipped", ".", "...",
})  # fmt: skip
_DROPPED = "_'\"`\u00b4\u2018\u2019\u201c\u201d\u2032\u2033\u00ab\u00bb"
_LIKE = str.maketrans(
    dict.fromkeys(_DROPPED, "") | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-")
)
_LAST_MARK = re.compile(r"(?<![.,;:!])[.,;:!]$")


def fold_cell(text: str) -> str:
    """Keep all but case, spaces, underscores, quotes, the kind of a dash and a last stop."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    kept = (each for each in folded if not each.isspace() and unicodedata.category(each) != "Cf")
    plain = "".join(kept).translate(_LIKE)
    return _LAST_MARK.sub("", plain) or plain


def says_nothing(text: str) -> bool:
    """Whether a cell says in words that there is no answer: `N/A`, `-`, `none`, `?`."""
    return fold_cell(text) in NOT_ANSWERED


def choice_labels(question: Question) -> dict[str, str]:
    """The words that stand for each choice in a template or a form."""
    if question.kind is QuestionKind.YES_NO_UNSURE:
        return {choice: words[0] for choice, words in FIXED.items()}
    return {each.id: each.label for each in question.choices}


def choice_words(question: Question) -> Mapping[str, str]:
    """Every folded wording that means exactly one choice, with the id of that choice."""
    return _unambiguous(_choice_pairs(question), fold_cell)


def question_words(knowledge: Knowledge) -> Mapping[str, str]:
    """Every folded heading that means exactly one question, with the id of that question."""
    pairs = (
        (words, question.id)
        for question in knowledge.questions.values()
        for words in headings(question)
    )
    return _unambiguous(pairs, fold)


def _choice_pairs(question: Question) -> Iterator[tuple[str, str]]:
    if question.kind is QuestionKind.YES_NO_UNSURE:
        for choice, words in FIXED.items():
            yield from ((each, choice) for each in (choice, *words))
    for each in question.choices:
        yield from ((words, each.id) for words in (each.id, each.label, each.full) if words)
    boolean = {each.id for each in question.choices} == {"yes", "no"}
    if boolean:
        yield from ((words, choice) for choice in ("yes", "no") for words in FIXED[choice])


def _unambiguous(pairs: Iterable[tuple[str, str]], folded: Callable[[str], str]) -> dict[str, str]:
    meanings: dict[str, set[str]] = {}
    for words, meaning in pairs:
        meanings.setdefault(folded(words), set()).add(meaning)
    return {
        words: next(iter(found)) for words, found in meanings.items() if words and len(found) == 1
    }
