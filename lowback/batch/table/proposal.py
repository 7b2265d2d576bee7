"""A first map file: the best guess for each heading and cell that did not match."""

import json
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches

import polars as pl

from lowback.batch.run import Batch
from lowback.batch.table.cells import cell_reader
from lowback.batch.table.files import readable
from lowback.batch.table.mapping import IGNORE
from lowback.batch.table.wording import choice_words, fold, question_words
from lowback.knowledge.integrity import choice_ids
from lowback.knowledge.schema import Knowledge, Question, QuestionKind

HEAD = """\
# A map for `lowback batch --map`. Check every line: these are guesses.
# columns: a heading and the question that it answers, or `ignore`.
# answers: what a cell says and the answer that it means; leave the right side empty to mend the
# cell in the table instead.
"""
ALIKE = 0.55
SAMPLE = 200
MOST_CELLS = 200
ENOUGH = 0.6


def propose_map(batch: Batch, knowledge: Knowledge) -> str:
    """Return a map file for the columns and cells of a table that could not be matched."""
    free = [each for each in knowledge.questions if each not in batch.headers.questions.values()]
    cells = _cells(batch)
    lines = [HEAD, "columns:" if batch.headers.unmatched else "columns: {}"]
    for column in batch.headers.unmatched:
        guess = _question(column, cells[column], free, knowledge)
        if guess in free:
            free.remove(guess)
        lines.append(f"  {_quoted(column)}: {guess or IGNORE}")
    lines += _answers(batch.unread(), batch, knowledge)
    return "\n".join([*lines, ""])


def _answers(
    unread: Mapping[str, Sequence[str]], batch: Batch, knowledge: Knowledge
) -> Iterator[str]:
    yield "answers:" if unread else "answers: {}"
    for column, texts in unread.items():
        question = knowledge.questions[batch.headers.questions[column]]
        yield f"  {question.id}:  # {', '.join(choice_ids(question)) or 'a number: mend the table'}"
        for text in sorted(texts)[:MOST_CELLS]:
            guess = _nearest(text, choice_words(question))
            yield f"    {_quoted(text)}: {guess or _quoted('')}"


def _cells(batch: Batch) -> dict[str, list[str]]:
    wanted = list(batch.headers.unmatched)
    with readable(batch.table.name, batch.table):
        rows = batch.table.rows.select(pl.col(wanted).cast(pl.String)).head(SAMPLE).collect()
    return {each: rows[each].drop_nulls().unique(maintain_order=True).to_list() for each in wanted}


def _question(
    column: str, cells: Sequence[str], free: Sequence[str], knowledge: Knowledge
) -> str | None:
    """Guess by the heading, else by the cells, if only one question understands them."""
    words = {text: name for text, name in question_words(knowledge).items() if name in free}
    if guess := _nearest(column, words):
        return guess
    fitting = [each for each in free if _understands(knowledge.questions[each], cells, knowledge)]
    return fitting[0] if len(fitting) == 1 else None


def _understands(question: Question, cells: Sequence[str], knowledge: Knowledge) -> bool:
    if question.kind is QuestionKind.NUMBER or not cells:
        return False
    reader = cell_reader(question, knowledge)
    return sum(not isinstance(reader.read(each), str) for each in cells) >= ENOUGH * len(cells)


def _nearest(text: str, words: Mapping[str, str]) -> str | None:
    found = get_close_matches(fold(text), list(words), n=1, cutoff=ALIKE)
    return words[found[0]] if found else None


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
