"""What the texts of one column mean.

Each different text is read once, by the code that reads one runner's answers, however many
rows hold it.
"""

from collections.abc import Iterable

from lowback.batch.program.encoding import Coded, Codes, codes_of
from lowback.batch.table.cells import CellReader
from lowback.batch.table.retired import BETWEEN, JoinedReader
from lowback.engine.rejected import Rejected
from lowback.knowledge.schema import Question

LONGEST = 50


class Dictionary:
    """The texts of a column seen so far: their codes, what is wrong, which say nothing."""

    def __init__(self, column: str, reader: CellReader | JoinedReader) -> None:
        self.column = column
        self.reader = reader
        self.coded = Coded(reader.question)
        self.codes: dict[str, Codes] = {}
        self.wrong: dict[str, str] = {}
        self.nothing: list[str] = []
        self.learn([*reader.known_texts(), ""])
        self.nothing.clear()  # nobody has written these yet

    @property
    def question(self) -> Question:
        """The question that the column answers."""
        return self.reader.question

    @property
    def unanswered(self) -> Codes:
        """The codes of an empty cell."""
        return codes_of(self.question, None)

    def learn(self, texts: Iterable[str]) -> None:
        """Read the texts that are new."""
        for text in texts:
            if text not in self.codes:
                self._read(text)

    def _read(self, text: str) -> None:
        found = self.reader.read(text)
        if isinstance(found, Rejected):
            self.wrong[text] = f"{_short(self.column)}: {found}"
            self.codes[text] = self.unanswered
            return
        self.codes[text] = codes_of(self.question, found)
        if found is None and (said := text.replace(BETWEEN, " ").strip()):
            self.nothing.append(said)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"
