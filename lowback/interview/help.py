"""What `?` shows: what is meant, why it is asked, and which causes it can move."""

from lowback.knowledge.schema import Knowledge, Question

WARNING = "It decides how soon to be seen."


def help_for(question: Question, knowledge: Knowledge) -> str:
    """Return the help of one question in plain sentences."""
    parts = [question.meaning, f"Why we ask: {question.why}", moves(question, knowledge)]
    return " ".join(part for part in parts if part)


def moves(question: Question, knowledge: Knowledge) -> str:
    """Say which causes the question can raise or lower."""
    names = [
        cause.name
        for cause in knowledge.causes.values()
        if any(evidence.question == question.id for evidence in cause.evidence)
    ]
    sections = {each.id for each in knowledge.sections if each.red_flags}
    warning = WARNING if question.section in sections else ""
    moved = f"It can move: {', '.join(names)}." if names else ""
    return " ".join(part for part in (warning, moved) if part)
