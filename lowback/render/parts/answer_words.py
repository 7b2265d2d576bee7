"""What a runner answered, in the words of the choices; an unknown id is shown as it is."""

from collections.abc import Iterable

from lowback.engine.units import show_number
from lowback.knowledge.schema import Knowledge, Question, QuestionKind

Value = str | float | tuple[str, ...] | None
PLAIN_WORDS = {"yes": "yes", "no": "no", "unsure": "not sure"}
NOT_ANSWERED = "not answered"


def answer_words(question: str, value: Value, knowledge: Knowledge) -> str:
    """Return an answer in words: labels of choices, or a number with its unit."""
    if value is None:
        return NOT_ANSWERED
    known = knowledge.questions.get(question)
    if isinstance(value, int | float):
        return show_number(value, known.unit if known else "")
    ids = (value,) if isinstance(value, str) else value
    return "; ".join(choice_words(known, ids))


def choice_words(question: Question | None, ids: Iterable[str]) -> tuple[str, ...]:
    """Return the words of choices; ids of another knowledge stay ids."""
    if question is None:
        return tuple(ids)
    labels = {each.id: each.full or each.label for each in question.choices}
    if question.kind is QuestionKind.YES_NO_UNSURE:
        labels = {**PLAIN_WORDS, **labels}
    return tuple(labels.get(each, each) for each in ids)
