"""Columns with the ids of questions that are no longer asked, joined with what they mean today.

Such a cell says nothing by itself: its text is put behind that of the question of today which it
may answer (`data/former.yaml`), and both are read by the code that reads one runner's old answers.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import narwhals as nw
from msgspec import Struct
from narwhals.typing import FrameT

from lowback.batch.program.encoding import PREFIX
from lowback.batch.table.cell_text import cell_text
from lowback.batch.table.cells import CellReader
from lowback.batch.table.meanings import ways
from lowback.batch.table.wording import FIXED, fold_cell, says_nothing
from lowback.engine.answers import Answer, read_answer
from lowback.engine.former import in_todays_words
from lowback.engine.rejected import Fault, Rejected
from lowback.knowledge.headings import fold
from lowback.knowledge.schema import Knowledge, Question, QuestionKind

BETWEEN = "\x1f"
Retired = Mapping[str, Mapping[str, str]]  # a question of today: columns, each with its old id
OldWords = Mapping[str, Mapping[str, str | None]]
_WORDS = {fold_cell(word): id_ for id_, words in FIXED.items() for word in (id_, *words)}


def retired_columns(
    columns: Iterable[str], knowledge: Knowledge, gone: Mapping[str, str]
) -> dict[str, dict[str, str]]:
    """Find the columns of old questions, by the question of today that they may answer.

    `gone` has the folded ids and headings of the questions that are no longer asked.
    """
    there = {gone[fold(way)]: each for each in columns for way in ways(each) if fold(way) in gone}
    found: dict[str, dict[str, str]] = {}
    for former in knowledge.former:
        if former.question in there:
            for name in former.means:
                found.setdefault(name, {})[there[former.question]] = former.question
    return found


def joined_column(question: str) -> str:
    """The name of the column that joins a question with its retired ones."""
    return f"{PREFIX}retired_{question}"


def with_retired(frame: FrameT, retired: Retired, own: Mapping[str, str]) -> FrameT:
    """Join the texts; `own` maps a question of today to its column, where it has one."""
    for question, columns in retired.items():
        frame = _joined(frame, question, own.get(question), list(columns))
    return frame


def _joined(frame: FrameT, question: str, own: str | None, columns: list[str]) -> FrameT:
    cells = [*([own] if own else []), *columns]
    texts = {each: f"{PREFIX}old_{at}" for at, each in enumerate(cells)}
    behind = [nw.col(each).fill_null("") for each in texts.values()]
    joined = nw.concat_str(*([] if own else [nw.lit("")]), *behind, separator=BETWEEN)
    together = _with_texts(frame, texts).with_columns(joined.alias(joined_column(question)))
    return together.drop(*texts.values())


def _with_texts(frame: FrameT, texts: Mapping[str, str]) -> FrameT:
    """Add each column as text under another name; on Polars lists of ticks too."""
    if not frame.implementation.is_polars():
        return frame.with_columns(nw.col(c).cast(nw.String).alias(n) for c, n in texts.items())
    native: Any = frame.to_native()
    schema = native.collect_schema()
    added: FrameT = nw.from_native(
        native.with_columns(cell_text(each, schema[each]).alias(n) for each, n in texts.items())
    )
    return added


class JoinedReader(Struct, frozen=True):
    """Reads a joined text; `old` are the ids of the retired questions, in their order.

    `words` has the folded texts of their answers.
    """

    own: CellReader
    old: Sequence[str]
    words: OldWords

    @property
    def question(self) -> Question:
        """The question of today."""
        return self.own.question

    def known_texts(self) -> tuple[str, ...]:
        """Nothing: what stands together is not known beforehand."""
        return ()

    def read(self, cell: str) -> Answer | Rejected | None:
        """Return the answer of today, also where only an old one implies it."""
        own, *texts = cell.split(BETWEEN)
        answer = self.own.read(own)
        if isinstance(answer, Rejected):
            return answer
        raw: dict[str, object] = {} if answer is None else {self.question.id: answer.choices}
        for name, text in zip(self.old, texts, strict=False):
            said = self._old(name, text)
            if isinstance(said, Rejected):
                return said
            raw[name] = said
        if answer is not None and self.question.kind is QuestionKind.NUMBER:
            return answer
        today = in_todays_words(raw, self.own.knowledge).get(self.question.id)
        value = today[0] if isinstance(today, tuple) and len(today) == 1 else today
        return read_answer(self.question.id, value, self.own.knowledge, "file")

    def _old(self, name: str, text: str) -> str | Rejected | None:
        if not text.strip() or says_nothing(text):
            return None
        known = {each.is_ for each in self.own.knowledge.former if each.question == name}
        folded = fold_cell(text)
        if meant := self.words.get(name, {}).get(folded):
            return meant
        if not known <= FIXED.keys():
            return next((each for each in known if fold_cell(each) == folded), None)
        if folded in _WORDS:
            return _WORDS[folded]
        message = f"`{text.strip()}` is not an answer to `{name}`: write `yes`, `no`, `unsure`"
        return Rejected(Fault.NOT_A_CHOICE, message)
