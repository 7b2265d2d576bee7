"""The columns of an export: headings, cells and files, as the tools write them."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

import openpyxl

from lowback.batch.table.wording import choice_labels, question_words
from lowback.knowledge.headings import fold, form_title
from lowback.knowledge.schema import Choice, Knowledge, Question, QuestionKind
from tests.batch.squad_of_thirty import Raw, questions_of_forms

DAY = date(2026, 11, 20)
Squad = Sequence[Raw]
Rows = list[list[object]]
Column = tuple[str, str, Callable[[Raw], object]]  # heading, heading below it, cell


def title_of(question: Question, knowledge: Knowledge) -> str:
    alone = fold(question.ask) in question_words(knowledge)
    return question.ask if alone else form_title(question)


def whole_columns(knowledge: Knowledge, between: str, *, last: str = "") -> Iterator[Column]:
    for question in questions_of_forms(knowledge):
        yield title_of(question, knowledge), "", cell_of(question, between, last)


def split_columns(
    knowledge: Knowledge,
    heading: Callable[[Question, Choice], tuple[str, str]],
    ticked: Callable[[Choice], str],
    empty: str = "",
) -> Iterator[Column]:
    """One column for each choice of "tick all that apply"."""
    for question in questions_of_forms(knowledge):
        if question.kind is not QuestionKind.SEVERAL:
            yield title_of(question, knowledge), "", cell_of(question, "")
            continue
        for each in question.choices:
            yield *heading(question, each), tick_of(question, each, ticked(each), empty)


def tick_of(question: Question, choice: Choice, yes: str, no: str) -> Callable[[Raw], object]:
    def cell(raw: Raw) -> object:
        ticks = raw.get(question.id)
        return yes if isinstance(ticks, list) and choice.id in ticks else no

    return cell


def cell_of(question: Question, between: str, last: str = "") -> Callable[[Raw], object]:
    labels = choice_labels(question)

    def cell(raw: Raw) -> object:
        value = raw.get(question.id, "")
        if isinstance(value, list):
            return between.join(labels[each] for each in value) + last
        return labels.get(str(value), value)

    return cell


def counted(heading: str) -> Column:
    numbers = iter(range(1, 1_000))
    return heading, "", lambda _: next(numbers)


def same_for_all(heading: str, cell: object) -> Column:
    return heading, "", lambda _: cell


def moment_of_answer(heading: str) -> Column:
    start = datetime.combine(DAY, datetime.min.time())
    minutes = iter(range(1, 1_000))
    return heading, "", lambda _: start + timedelta(minutes=next(minutes))


def when_answered(heading: str, shape: str) -> Column:
    _, below, moment = moment_of_answer(heading)
    return heading, below, lambda raw: f"{moment(raw):{shape}}"


def rows_of(squad: Squad, columns: Sequence[Column]) -> Rows:
    return [
        [each[0] for each in columns],
        *([cell(raw) for _, _, cell in columns] for raw in squad),
    ]


def write_csv(path: Path, rows: Rows, *, separator: str = ",", encoding: str = "utf-8") -> Path:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator).writerows(rows)
    path.write_bytes(out.getvalue().encode(encoding))
    return path


def write_xlsx(path: Path, rows: Rows) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append([None if cell == "" else cell for cell in row])
    book.save(path)
    return path
