"""What the runner makes of the answers from the log: keep, change, or leave out."""

from collections.abc import Callable, Iterable
from enum import StrEnum

from msgspec import Struct

from lowback.answers import Answer, read_answer
from lowback.errors import LowbackError, Problem
from lowback.knowledge.schema import Knowledge
from lowback.training_log.derive import Derived


class Verdict(StrEnum):
    """What to do with one answer from the log."""

    KEEP = "keep"
    CHANGE = "change"
    LEAVE_OUT = "leave_out"


class Decision(Struct, frozen=True):
    """A verdict; with `change` the runner's own value comes along."""

    verdict: Verdict
    value: object = None


Decide = Callable[[Derived], Decision]
KEEP = Decision(Verdict.KEEP)


def keep_all(derived: Derived) -> Decision:  # noqa: ARG001 - a `Decide` that looks at nothing
    """Keep every answer, as when there is nobody to ask."""
    return KEEP


def confirmed(
    derived: Iterable[Derived], knowledge: Knowledge, decide: Decide
) -> dict[str, Answer]:
    """Return the answers that stay: kept ones have the origin `log`, changed ones `typed`.

    Raises:
        LowbackError: naming every changed value that does not answer its question.
    """
    found: dict[str, Answer] = {}
    problems: list[Problem] = []
    for each in derived:
        if each.value is not None and each.question in knowledge.questions:
            answer = _answer(each, decide(each), knowledge)
            if isinstance(answer, str):
                problems.append(Problem(f"from your log, {each.question}", answer))
            elif answer is not None:
                found[each.question] = answer
    if problems:
        raise LowbackError(problems)
    return found


def _answer(derived: Derived, decision: Decision, knowledge: Knowledge) -> Answer | str | None:
    match decision.verdict:
        case Verdict.LEAVE_OUT:
            return None
        case Verdict.KEEP:
            return read_answer(derived.question, derived.value, knowledge, "log")
        case Verdict.CHANGE:
            return read_answer(derived.question, decision.value, knowledge, "typed")
