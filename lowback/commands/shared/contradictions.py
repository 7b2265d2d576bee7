"""What is said of two answers that can hardly both be true where nobody is there to be asked."""

import typer

from lowback.engine.answers import Answers
from lowback.engine.assessment import Assessment
from lowback.engine.contradictions import contradicting, in_words
from lowback.errors import printable
from lowback.knowledge.schema import Contradiction, Knowledge, Urgency


def say_contradictions(answers: Answers, assessment: Assessment, knowledge: Knowledge) -> None:
    """Name each pair on stderr, but in an emergency none: nothing may talk that down."""
    if assessment.triage.urgency is Urgency.EMERGENCY:
        return
    for pair in contradicting(answers, knowledge):
        typer.echo(printable(_note(pair, answers, knowledge)), err=True)


def _note(pair: Contradiction, answers: Answers, knowledge: Knowledge) -> str:
    from lowback.interview.wording import said

    asked = [knowledge.questions[name] for name in pair.between]
    one, other = (f"{each.label}: {said(each, answers.get(each.id))}" for each in asked)
    ids = " or ".join(f"`{each}`" for each in pair.between)
    return (
        f"note: {in_words(pair, one, other)}; the more careful one counts; "
        f"ask again, and correct {ids} if it is wrong"
    )
