"""Take the answers out of a stored result, and work the result out again.

The same answers, date, country, voice and knowledge give the same bytes.
"""

from typing import get_args

from lowback.engine.answers import Answer, Answers, Origin, read_answer
from lowback.engine.assess import Context, assess
from lowback.engine.assessment import AnswerGiven, Assessment
from lowback.engine.rejected import Rejected
from lowback.errors import LowbackError, Problem
from lowback.knowledge.schema import Knowledge
from lowback.result.read import day_of

ORIGINS: dict[str, Origin] = {each: each for each in get_args(Origin)}


def answers_of(assessment: Assessment, knowledge: Knowledge, where: str) -> dict[str, Answer]:
    """Return the answers of a result, each with its origin.

    Raises:
        LowbackError: naming every answer that this knowledge does not understand.
    """
    found: dict[str, Answer] = {}
    problems: list[Problem] = []
    for given in assessment.answers:
        answer = _answer(given, knowledge)
        if isinstance(answer, Answer):
            found[given.question] = answer
        elif answer is not None:
            problems.append(Problem(f"{where}: answers", f"{answer}; the knowledge has changed"))
    if problems:
        raise LowbackError(problems)
    return found


def replay(assessment: Assessment, knowledge: Knowledge, where: str) -> Assessment:
    """Work a result out again from its answers, for its own day, country and voice.

    Raises:
        LowbackError: if its answers or its date cannot be used.
    """
    answers: Answers = answers_of(assessment, knowledge, where)
    country, day = assessment.contact.country, day_of(assessment, where)
    occasion = Context(day, country, assessment.voice, assessment.training, assessment.subject)
    return assess(answers, knowledge, occasion)


def _answer(given: AnswerGiven, knowledge: Knowledge) -> Answer | Rejected | str | None:
    origin = ORIGINS.get(given.origin)
    if origin is None:
        return f"`{given.question}` has an origin we do not know; use {', '.join(ORIGINS)}"
    return read_answer(given.question, given.value, knowledge, origin)
