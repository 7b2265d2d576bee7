"""One cell of a table: an id, a label, a number with its unit, or ticks joined by a form."""

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct

from lowback.batch.table.wording import choice_labels, choice_words, fold
from lowback.engine.answers import Answer, read_answer
from lowback.knowledge.schema import Knowledge, Question, QuestionKind

BETWEEN_TICKS = re.compile(r"[;,\n]")
THOUSANDS = re.compile(r"\d{1,3}(,\d{3})+")
MOST_PIECES = 60


class CellReader(Struct, frozen=True):
    """Reads the cells of one question; `said` holds the runner's words from a map file."""

    question: Question
    knowledge: Knowledge
    words: Mapping[str, str]

    def read(self, cell: str) -> Answer | str | None:
        """Return the answer, None for an empty cell, or what is wrong in words."""
        text = cell.strip()
        if not text:
            return None
        if self.question.kind is QuestionKind.NUMBER and THOUSANDS.fullmatch(text):
            plain = text.replace(",", "")
            return (
                f"`{text}` could be {plain} or {text.replace(',', '.', 1)}: "
                "write it without the comma"
            )
        found = read_answer(self.question.id, text, self.knowledge, "file")
        if isinstance(found, Answer):
            return found
        meant = self._meant(text)
        if meant is None:
            return found
        return read_answer(self.question.id, meant, self.knowledge, "file")

    def known_texts(self) -> tuple[str, ...]:
        """The ids and labels that a clean table holds."""
        labels = choice_labels(self.question)
        return (*labels, *labels.values())

    def _meant(self, text: str) -> str | list[str] | None:
        if self.question.kind is not QuestionKind.SEVERAL:
            return self.words.get(fold(text))
        pieces = [each for each in BETWEEN_TICKS.split(text) if fold(each)]
        return _ticks(pieces[:MOST_PIECES], self.words)


def cell_reader(
    question: Question, knowledge: Knowledge, said: Mapping[str, str] | None = None
) -> CellReader:
    """Return the reader of one question's cells; `said` adds folded words of a map file."""
    return CellReader(question, knowledge, {**choice_words(question), **(said or {})})


def _ticks(pieces: Sequence[str], words: Mapping[str, str]) -> list[str] | None:
    """Match whole known texts, which may hold commas themselves; never split blindly."""
    ways: list[list[str] | None] = [[], *([None] * len(pieces))]
    for end in range(1, len(pieces) + 1):
        for start in range(end):
            before = ways[start]
            choice = words.get(fold("".join(pieces[start:end])))
            if before is not None and choice is not None:
                ways[end] = [*before, choice]
                break
    return ways[-1]
