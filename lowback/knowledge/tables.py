"""What must agree between the tables of the sources: the same questions and the same choices."""

from collections.abc import Iterator, Mapping

from lowback.errors import Problem, unknown
from lowback.knowledge.schema import AnswerTable, Knowledge


def check(knowledge: Knowledge) -> Iterator[Problem]:
    """Every competitor has figures for the same answers, once each."""
    model = {table.question: table for table in knowledge.something_else.answers}
    for competitor in knowledge.competitors():
        known = {table.question: table for table in competitor.answers}
        for table in competitor.answers:
            yield from _one_table(table, known, model, knowledge)
        for missing in model.keys() - known.keys():
            message = f"no figures for `{missing}`, which something else has; add them"
            yield Problem(competitor.written_at, message, "unequal-tables")


def _one_table(
    table: AnswerTable,
    known: Mapping[str, AnswerTable],
    model: Mapping[str, AnswerTable],
    knowledge: Knowledge,
) -> Iterator[Problem]:
    yield from unknown(table.written_at, "question", table.question, knowledge.questions)
    if table.narrowed_by:
        yield from unknown(table.written_at, "question", table.narrowed_by, knowledge.questions)
    if known[table.question] is not table:
        message = f"`{table.question}` has two tables; join them"
        yield Problem(table.written_at, message, "duplicate-table")
    if table.question not in knowledge.questions:
        return
    for choice in table.of_100:
        choices = knowledge.questions[table.question].choice_ids
        yield from unknown(table.written_at, "choice", choice, choices)
    other = model.get(table.question)
    same = other and other.of_100.keys() == table.of_100.keys() and other.one_of == table.one_of
    if not same:
        message = f"`{table.question}` must list the same choices as it does for something else"
        yield Problem(table.written_at, message, "unequal-tables")
