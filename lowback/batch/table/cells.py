"""One cell of a table: an id, a label, a number with its unit, or ticks joined by a form."""

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct

from lowback.batch.table.wording import choice_labels, choice_words, fold_cell, says_nothing
from lowback.engine.answers import Answer, read_answer
from lowback.engine.former import in_todays_words
from lowback.engine.rejected import Rejected
from lowback.knowledge.schema import Knowledge, Question, QuestionKind

Said = str | float | None  # what a map says: a choice id, a number, or nothing
BETWEEN_TICKS = re.compile(r"[;,\n]")
MOST_PIECES = 60


class CellReader(Struct, frozen=True):
    """Reads the cells of one question; `words` holds its folded wordings, `said` those of a map."""

    question: Question
    knowledge: Knowledge
    words: Mapping[str, str]
    said: Mapping[str, Said]

    def read(self, cell: str) -> Answer | Rejected | None:
        """Return the answer, None for an empty cell, or why it cannot be used."""
        text = cell.strip()
        folded = fold_cell(text)
        if folded in self.said:
            meant = self.said[folded]
            return None if meant is None else self._answer(meant)
        if not text:
            return None
        found = self._answer(text)
        if isinstance(found, Answer):
            return found
        known = self._meant(text) or self._formerly(text)
        if known is not None:
            return self._answer(known)
        return None if says_nothing(text) else found

    def known_texts(self) -> tuple[str, ...]:
        """The ids and labels that a clean table holds."""
        labels = choice_labels(self.question)
        return (*labels, *labels.values())

    def _answer(self, value: object) -> Answer | Rejected | None:
        return read_answer(self.question.id, value, self.knowledge, "file")

    def _meant(self, text: str) -> str | list[str] | None:
        if self.question.kind is not QuestionKind.SEVERAL:
            return self.words.get(fold_cell(text))
        pieces = [each for each in BETWEEN_TICKS.split(text) if each.strip()]
        return _ticks(pieces[:MOST_PIECES], self._tick_words())

    def _formerly(self, text: str) -> object:
        """What the id of a choice that is gone surely implies today, None for anything else."""
        today = in_todays_words({self.question.id: text}, self.knowledge)
        return today[self.question.id] if today[self.question.id] != text else None

    def _tick_words(self) -> Mapping[str, str]:
        """The words without the commas that part ticks, those of a map among them."""
        said = {each: str(meant) for each, meant in self.said.items() if meant is not None}
        return {each.replace(",", ""): choice for each, choice in {**self.words, **said}.items()}


def cell_reader(
    question: Question, knowledge: Knowledge, said: Mapping[str, Said] | None = None
) -> CellReader:
    """Return the reader of one question's cells; `said` adds folded words of a map file."""
    return CellReader(question, knowledge, choice_words(question), said or {})


def _ticks(pieces: Sequence[str], words: Mapping[str, str]) -> list[str] | None:
    """Match whole known texts, which may hold commas themselves; never split blindly."""
    ways: list[list[str] | None] = [[], *([None] * len(pieces))]
    for end in range(1, len(pieces) + 1):
        for start in range(end):
            before = ways[start]
            choice = words.get(fold_cell("".join(pieces[start:end])))
            if before is not None and choice is not None:
                ways[end] = [*before, choice]
                break
    return ways[-1]
