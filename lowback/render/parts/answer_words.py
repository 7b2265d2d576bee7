"""What a runner answered, in the words of the choices; an unknown id is shown as it is."""

from collections.abc import Iterable

from lowback.engine.assessment import AnswerGiven
from lowback.engine.units import show_number
from lowback.knowledge.schema import Knowledge, Question, QuestionKind

Value = str | float | tuple[str, ...] | None
PLAIN_WORDS = {"yes": "yes", "no": "no", "unsure": "not sure"}
SIGN_WORDS = {"yes": "", "no": "Not so: ", "unsure": "Not sure: "}
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


def said(given: AnswerGiven, knowledge: Knowledge) -> str:
    """Return an answer as a sentence of its own; one of another knowledge stays as it is."""
    known = knowledge.questions.get(given.question)
    if known is None:
        return f"{given.question}: {answer_words(given.question, given.value, knowledge)}."
    if known.kind is QuestionKind.YES_NO_UNSURE and given.value in SIGN_WORDS:
        return f"{SIGN_WORDS[given.value]}{known.label}."
    ids = (given.value,) if isinstance(given.value, str) else given.value
    told = {each.id: each.said for each in known.choices}
    if isinstance(ids, tuple) and all(each in told for each in ids):
        return " ".join(told[each] for each in ids)
    return f"{known.label}: {answer_words(given.question, given.value, knowledge)}."


def choice_words(question: Question | None, ids: Iterable[str]) -> tuple[str, ...]:
    """Return the words of choices; ids of another knowledge stay ids."""
    if question is None:
        return tuple(ids)
    labels = {each.id: each.full or each.label for each in question.choices}
    if question.kind is QuestionKind.YES_NO_UNSURE:
        labels = {**PLAIN_WORDS, **labels}
    return tuple(labels.get(each, each) for each in ids)
