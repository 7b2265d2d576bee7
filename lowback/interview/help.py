"""What `?` shows: what is meant, why it is asked, and which causes it can move."""

from lowback.engine.score import questions_of
from lowback.knowledge.schema import Knowledge, Question

WARNING = "The answer decides how soon to be seen."


def help_for(question: Question, knowledge: Knowledge) -> str:
    """Return the help of one question in plain sentences, a paragraph for each part."""
    parts = [question.meaning, f"Why we ask: {question.why}", moves(question, knowledge)]
    return "\n".join(part for part in parts if part)


def moves(question: Question, knowledge: Knowledge) -> str:
    """Say which causes the question can raise or lower."""
    sections = {each.id for each in knowledge.sections if each.red_flags}
    if question.section in sections:
        return WARNING
    names = [
        cause.name.split(" (")[0]
        for cause in knowledge.causes.values()
        if question.id in questions_of(cause)
    ]
    if names:
        return f"The answer can move: {'; '.join(names)}."
    return "The answer does not change the ranking."
