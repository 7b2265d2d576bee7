"""Forms made before a question was reworded: which headings and cells still say the same.

An old wording that asked for less keeps its `yes`; its `no` answers less than is asked today, so
it is left unanswered (`wordings` in `data/former.yaml`).
"""

from collections.abc import Container, Iterable, Mapping

from lowback.batch.table.wording import choice_words, fold_cell
from lowback.knowledge.headings import fold, former_headings
from lowback.knowledge.schema import NOT_ANSWERED, FormerWording, Knowledge, Question

Cells = tuple[tuple[str, str | None], ...]  # folded cells; None is no answer


def questions_of_former_headings(
    knowledge: Knowledge, today: Container[str]
) -> dict[str, tuple[str, Cells]]:
    """Every folded heading of an older form: its question, which may be retired, and its cells.

    A heading of `today` wins, and one that once stood above two questions means neither.
    """
    found: dict[str, set[tuple[str, Cells]]] = {}
    for wording in knowledge.wordings:
        question = knowledge.questions.get(wording.question)
        cells = tuple(_cells(wording, question).items())
        for heading in former_headings(wording, question):
            found.setdefault(fold(heading), set()).add((wording.question, cells))
    return {
        heading: next(iter(meanings))
        for heading, meanings in found.items()
        if len(meanings) == 1 and heading not in today
    }


def cells_of_every_form(knowledge: Knowledge) -> dict[str, dict[str, str | None]]:
    """What the old texts of choices mean under any heading, by question."""
    found: dict[str, dict[str, str | None]] = {}
    for wording in knowledge.wordings:
        question = knowledge.questions.get(wording.question)
        if question is None or not wording.headings:
            found.setdefault(wording.question, {}).update(_cells(wording, question))
    return found


def _cells(wording: FormerWording, question: Question | None) -> dict[str, str | None]:
    return {
        text: None if meant == NOT_ANSWERED else meant
        for written, meant in wording.cells.items()
        for text in _texts(written, choice_words(question) if question else {})
    }


def _texts(written: str, words: Mapping[str, str]) -> Iterable[str]:
    """Every way to write an answer that is named by its id, else the one text."""
    return [each for each, choice in words.items() if choice == written] or [fold_cell(written)]
