"""How an answer looks inside a frame: small numbers, never null, so that rules are plain sums.

A question becomes one column of codes: the place of the choice or band among its choices,
`UNANSWERED` without an answer, `NO_BAND` for a number outside every band. A number question
adds the two ends of what is known (equal when exact, the widest interval when nothing is); a
question with several ticks adds one 0/1 column for each choice.
"""

import math
from collections.abc import Mapping

from msgspec import Struct

from lowback.engine.answers import Answer
from lowback.knowledge.schema import Question, QuestionKind

UNANSWERED, NO_BAND = -1, -2
WIDEST = 1e300
PREFIX = "__lowback_"
PROBLEMS = f"{PREFIX}problems"

Codes = tuple[float, ...]


class Coded(Struct, frozen=True):
    """The names of the columns that hold one question's answer."""

    question: Question

    @property
    def code(self) -> str:
        """The column of codes."""
        return f"{PREFIX}{self.question.id}"

    @property
    def low(self) -> str:
        """The column with the lower end of a number."""
        return f"{self.code}__low"

    @property
    def high(self) -> str:
        """The column with the upper end of a number."""
        return f"{self.code}__high"

    def tick(self, choice: str) -> str:
        """The 0/1 column of one choice of a question with several ticks."""
        return f"{self.code}__is_{choice}"

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column, in the order of `codes_of`."""
        match self.question.kind:
            case QuestionKind.NUMBER:
                return (self.code, self.low, self.high)
            case QuestionKind.SEVERAL:
                return (self.code, *(self.tick(each) for each in self.question.choice_ids))
        return (self.code,)

    def is_float(self, column: str) -> bool:
        """Whether a column holds the end of a number rather than a code."""
        return column in {self.low, self.high}


def codes_of(question: Question, answer: Answer | None) -> Codes:
    """Return the values of a question's columns for one answer."""
    code = _code(question, answer)
    match question.kind:
        case QuestionKind.NUMBER:
            return (code, *_ends(answer))
        case QuestionKind.SEVERAL:
            ticked = answer.choices if answer else ()
            return (code, *(int(each in ticked) for each in question.choice_ids))
    return (code,)


def places(question: Question) -> Mapping[str, int]:
    """The code of every choice."""
    return {each: at for at, each in enumerate(question.choice_ids)}


def _code(question: Question, answer: Answer | None) -> int:
    if answer is None:
        return UNANSWERED
    if not answer.choices or question.kind is QuestionKind.SEVERAL:
        return NO_BAND
    return places(question)[answer.choices[0]]


def _ends(answer: Answer | None) -> tuple[float, float]:
    if answer is None or answer.low is None or answer.high is None:
        return -WIDEST, WIDEST
    return answer.low, WIDEST if math.isinf(answer.high) else answer.high
