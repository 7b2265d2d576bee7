"""The country as a question: asked, never guessed, and no answer of the assessment. Pure."""

from msgspec.structs import replace

from lowback.engine.answers import Answer, Answers
from lowback.knowledge.schema import (
    UNKNOWN_COUNTRY,
    Choice,
    Knowledge,
    Question,
    QuestionKind,
)

COUNTRY, AFTER = "country", "sex"
ELSEWHERE = Choice(id="elsewhere", label="Another country", said="Another country")


def with_country(knowledge: Knowledge) -> Knowledge:
    """Return the knowledge with the country among its questions, after the sex, if that is one."""
    if AFTER not in knowledge.questions:
        return knowledge
    question = _question(knowledge)
    questions: dict[str, Question] = {}
    for name, each in knowledge.questions.items():
        questions[name] = each
        if name == AFTER:
            questions[COUNTRY] = question
    return replace(knowledge, questions=questions)


def known_country(code: str) -> Answer:
    """Return the answer for a country that was given by an option."""
    return Answer(COUNTRY, code, (code,), "file")


def parted(answers: Answers) -> tuple[dict[str, Answer], str]:
    """Return the answers about the runner, and the code of the country; empty if unknown."""
    rest = {name: each for name, each in answers.items() if name != COUNTRY}
    said = answers.get(COUNTRY)
    return rest, "" if said is None or said.value == ELSEWHERE.id else str(said.value)


def _question(knowledge: Knowledge) -> Question:
    named = [each for each in knowledge.helplines.values() if each.country != UNKNOWN_COUNTRY]
    choices = tuple(Choice(id=each.country, label=each.name, said=each.name) for each in named)
    return Question(
        id=COUNTRY,
        section=knowledge.questions[AFTER].section,
        kind=QuestionKind.CHOICE,
        label="Country",
        ask="Which country are you in?",
        ask_coach="Which country is the runner in?",
        why="So that the numbers to call are right. It is not kept with a result unless you ask.",
        choices=(*choices, ELSEWHERE),
    )
