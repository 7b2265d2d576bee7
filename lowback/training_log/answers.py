"""What a log derives, as answers with the origin `log`."""

from collections.abc import Iterable

from lowback.engine.answers import Answer, read_answer
from lowback.engine.rejected import Rejected
from lowback.knowledge.schema import Knowledge
from lowback.training_log.derive import Derived


def usable(derived: Iterable[Derived], knowledge: Knowledge) -> tuple[Derived, ...]:
    """Return what this knowledge asks for; a number beyond its question gives no answer."""
    return tuple(
        _checked(each, knowledge) for each in derived if each.question in knowledge.questions
    )


def log_answers(derived: Iterable[Derived], knowledge: Knowledge) -> dict[str, Answer]:
    """Return the answers of what is usable."""
    found = {
        each.question: read_answer(each.question, each.value, knowledge, "log") for each in derived
    }
    return {name: answer for name, answer in found.items() if isinstance(answer, Answer)}


def _checked(derived: Derived, knowledge: Knowledge) -> Derived:
    result = read_answer(derived.question, derived.value, knowledge, "log")
    if isinstance(result, Rejected):
        return Derived(derived.question, None, f"{result} ({derived.because})")
    return derived
