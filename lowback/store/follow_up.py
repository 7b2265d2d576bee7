"""What a follow-up takes over from the last assessment, and what it asks again.

Only what cannot change within one episode is taken over. Everything else is asked again, and
every warning sign always is; an answer that is not given again is unknown, never "as before".
"""

from msgspec import Struct

from lowback.engine.answers import Answer, Origin, read_answer
from lowback.engine.assessment import Assessment
from lowback.knowledge.schema import Knowledge


class TakenOver(Struct, frozen=True):
    """The answers that still hold, and the questions whose old answer fits no more."""

    answers: dict[str, Answer]
    asked_again: tuple[str, ...]


def taken_over(earlier: Assessment, knowledge: Knowledge) -> TakenOver:
    """Return what holds from an earlier assessment of the same episode."""
    signs = {sign.id for sign in knowledge.red_flag_questions()}
    found: dict[str, Answer] = {}
    gone: list[str] = []
    for each in earlier.answers:
        question = knowledge.questions.get(each.question)
        if question is None or not question.lasting or each.question in signs:
            continue
        origin: Origin = "log" if each.origin == "log" else "file"
        answer = read_answer(each.question, each.value, knowledge, origin)
        if isinstance(answer, Answer):
            found[each.question] = answer
        else:
            gone.append(each.question)
    return TakenOver(found, tuple(gone))
