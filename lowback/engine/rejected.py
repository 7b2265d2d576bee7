"""Why a value is no answer: the kind for programs, and the words, made when they are shown."""

from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct

from lowback.engine.units import two_readings
from lowback.errors import suggest
from lowback.knowledge.schema import Question

LONGEST_QUOTE = 40


class Fault(StrEnum):
    """What kind of mistake it is."""

    UNKNOWN_QUESTION = "unknown_question"
    NOT_A_CHOICE = "not_a_choice"
    NOT_TOGETHER = "not_together"
    NOT_A_NUMBER = "not_a_number"
    TWO_READINGS = "two_readings"
    OUT_OF_RANGE = "out_of_range"


class Rejected(Struct, frozen=True):
    """A value that cannot be used; `written` is looked for among `known` for a suggestion."""

    fault: Fault
    message: str
    written: str = ""
    known: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.message}{suggest(self.written, self.known) if self.written else ''}"


def unknown_question(name: str, known: Iterable[str]) -> Rejected:
    """No question has this id."""
    message = f"`{name}` is not a question we know"
    return Rejected(Fault.UNKNOWN_QUESTION, message, name, tuple(known))


def not_a_choice(question: Question, value: object) -> Rejected:
    """No choice of the question has this id."""
    message = f"{_no_answer(question, value)}: write {_listed(question.choice_ids)}"
    return Rejected(Fault.NOT_A_CHOICE, message, _as_text(value), question.choice_ids)


def not_together(question: Question, alone: str) -> Rejected:
    """The choice `alone` was ticked with others."""
    message = f"`{question.id}`: `{alone}` cannot be ticked together with other choices"
    return Rejected(Fault.NOT_TOGETHER, message)


def not_a_number(question: Question, value: object) -> Rejected:
    """The value is neither a number, nor a band, or is a number that can be read in two ways."""
    if isinstance(value, str) and (readings := two_readings(value)):
        message = f"`{_quoted(value)}` could be {' or '.join(readings)}"
        return Rejected(Fault.TWO_READINGS, f"{message}: write it without the sign in between")
    wanted = f"a number in {question.unit}" if question.unit else "a number"
    bands = f" or one of {_listed(question.choice_ids)}" if question.choices else ""
    message = f"{_no_answer(question, value)}: write {wanted}{bands}"
    return Rejected(Fault.NOT_A_NUMBER, message, _as_text(value), question.choice_ids)


def out_of_range(question: Question, number: float, least: float, most: float) -> Rejected:
    """The number lies beyond what the question takes."""
    message = f"`{question.id}` is {number:g}, outside {least:g} to {most:g}; check it"
    return Rejected(Fault.OUT_OF_RANGE, message)


def _no_answer(question: Question, value: object) -> str:
    return f"`{_quoted(value)}` is not an answer to `{question.id}`"


def _quoted(value: object) -> str:
    text = str(value)
    return text if len(text) <= LONGEST_QUOTE else text[: LONGEST_QUOTE - 1] + "…"


def _as_text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _listed(ids: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in ids)
