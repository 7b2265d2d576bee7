"""The map file: what cannot be matched by wording is written down once and kept.

columns: {"How old are ya?": age, "Shirt size": ignore, "Bends": movement_pattern=forward_bend}
answers: {pain_location: {"both sides, low": band_both_sides}, shoe_km: {"loads": 900},
          "*": {"1": yes, "0": no, "dunno": not_answered}}
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from lowback.batch.table.cells import Said
from lowback.batch.table.meanings import Meaning
from lowback.batch.table.wording import fold_cell
from lowback.engine.answers import read_answer
from lowback.engine.rejected import Rejected
from lowback.errors import LowbackError, Problem, Source, suggest
from lowback.knowledge.headings import fold
from lowback.knowledge.schema import NOT_ANSWERED, Knowledge, QuestionKind
from lowback.knowledge.strict_yaml import Document, read_file

IGNORE, EVERY = "ignore", "*"
KEYS = ("columns", "answers")


class Entry(Struct, frozen=True):
    """One line of a map: where it stands and the text on its left, folded; `question` of a cell."""

    where: Source
    text: str
    folded: str
    question: str | None = None


class Map(Struct, frozen=True):
    """Folded headings with their meaning (None: leave it alone), and folded cells by question."""

    columns: Mapping[str, Meaning | None] = field(default_factory=dict)
    answers: Mapping[str, Mapping[str, Said]] = field(default_factory=dict)
    entries: tuple[Entry, ...] = ()

    def unused(self, headings: Iterable[str], seen: Mapping[str, Iterable[str]]) -> Iterator[Entry]:
        """Yield the entries that match no heading and no cell; `seen` holds texts by question."""
        columns = {fold(each) for each in headings}
        cells = {question: {fold_cell(text) for text in texts} for question, texts in seen.items()}
        for each in self.entries:
            known = columns if each.question is None else cells.get(each.question, set())
            if each.folded not in known:
                yield each


def read_map(path: Path, knowledge: Knowledge) -> Map:
    """Read a map file; a blank on the right leaves things as they are.

    Raises:
        LowbackError: naming every id that we do not know, each with its line.
    """
    return _Reader(read_file(path), knowledge).read()


class _Reader:
    """Reads one document, collecting every problem on the way."""

    def __init__(self, document: Document, knowledge: Knowledge) -> None:
        self.document, self.knowledge = document, knowledge
        self.problems: list[Problem] = []
        self.entries: list[Entry] = []

    def read(self) -> Map:
        value = self.document.value if self.document.value is not None else {}
        if not isinstance(value, dict):
            self._problem("must begin with `columns:` or `answers:`")
        else:
            for key in value.keys() - set(KEYS):
                self._problem(f"`{key}` is not a key we know here{suggest(str(key), KEYS)}", key)
        columns = self._columns(self._mapping("columns"))
        answers = self._all_answers(self._mapping("answers"))
        if self.problems:
            raise LowbackError(self.problems)
        return Map(columns, answers, tuple(self.entries))

    def _problem(self, message: str, *place: str | int) -> None:
        self.problems.append(Problem(self.document.where(*place), message))

    def _mapping(self, *place: str) -> dict[str, Any]:
        found: Any = self.document.value
        for step in place:
            found = found.get(step) if isinstance(found, dict) else None
        if isinstance(found, dict):
            return found
        if found is not None:
            self._problem(f"`{place[-1]}` must hold `text: id` lines", *place)
        return {}

    def _columns(self, found: Mapping[str, Any]) -> dict[str, Meaning | None]:
        columns: dict[str, Meaning | None] = {}
        for heading, meant in found.items():
            if meant in (None, ""):
                continue
            columns[fold(str(heading))] = self._meaning(heading, meant)
            where = self.document.where("columns", heading)
            self.entries.append(Entry(where, str(heading), fold(str(heading))))
        return columns

    def _meaning(self, heading: str, meant: object) -> Meaning | None:
        name, separator, choice = str(meant).partition("=")
        question = self.knowledge.questions.get(name.strip())
        if meant == IGNORE:
            return None
        if question is None or not isinstance(meant, str):
            hint = suggest(name, self.knowledge.questions)
            message = f"`{meant}` is not a question we know, nor `{IGNORE}`{hint}"
            self._problem(message, "columns", heading)
            return None
        if not separator:
            return Meaning(question.id)
        if question.kind is not QuestionKind.SEVERAL:
            self._problem(
                f"`{question.id}` has one answer; leave out `={choice}`", "columns", heading
            )
        elif choice.strip() not in question.choice_ids:
            hint = suggest(choice, question.choice_ids)
            self._problem(
                f"`{choice}` is not an answer to `{question.id}`{hint}", "columns", heading
            )
        return Meaning(question.id, choice.strip())

    def _all_answers(self, found: Mapping[str, Any]) -> dict[str, dict[str, Said]]:
        answers = {question: self._answers(question) for question in found if question != EVERY}
        if EVERY in found:
            for question, cells in self._everywhere(self._mapping("answers", EVERY)).items():
                answers[question] = {**cells, **answers.get(question, {})}
        return answers

    def _answers(self, question: str) -> dict[str, Said]:
        if question not in self.knowledge.questions:
            hint = suggest(str(question), self.knowledge.questions)
            self._problem(f"`{question}` is not a question we know{hint}", "answers", question)
            return {}
        cells: dict[str, Said] = {}
        for cell, meant in self._mapping("answers", question).items():
            if meant in (None, ""):
                continue
            where = self.document.where("answers", question, cell)
            self.entries.append(Entry(where, str(cell), fold_cell(str(cell)), question))
            said = None if meant == NOT_ANSWERED else meant
            wrong = read_answer(question, said, self.knowledge, "file")
            if isinstance(wrong, Rejected):
                self.problems.append(Problem(where, str(wrong)))
            else:
                cells[fold_cell(str(cell))] = said
        return cells

    def _everywhere(self, found: Mapping[str, Any]) -> dict[str, dict[str, Said]]:
        """The words of `*`, for each yes-or-no question that they answer."""
        asked = [
            each.id
            for each in self.knowledge.questions.values()
            if each.kind is QuestionKind.YES_NO_UNSURE
        ]
        cells: dict[str, Said] = {}
        for cell, meant in found.items():
            if meant == NOT_ANSWERED or meant in self.knowledge.questions[asked[0]].choice_ids:
                cells[fold_cell(str(cell))] = None if meant == NOT_ANSWERED else meant
            elif meant not in (None, ""):
                message = f"`{meant}` must be yes, no, unsure or {NOT_ANSWERED} under `{EVERY}`"
                self._problem(message, "answers", EVERY, cell)
        return dict.fromkeys(asked, cells) if cells else {}
