"""Two answers that can hardly both be true: which are new, and how to ask about them. Pure."""

from lowback.engine.answers import Answers
from lowback.engine.contradictions import ASK, HELP, LABEL, PLACE, TOLD, contradicting
from lowback.engine.contradictions import BOTH as BOTH_ARE_RIGHT
from lowback.interview.steps import Step
from lowback.interview.terminal.prompter import Option, Screen
from lowback.interview.wording import said
from lowback.knowledge.schema import Contradiction, Knowledge

BOTH = Option("=both", BOTH_ARE_RIGHT)


def newly_contradicting(
    before: Answers, after: Answers, knowledge: Knowledge
) -> Contradiction | None:
    """Return a pair that contradicts itself now and did not before, if there is one."""
    old = {each.id for each in contradicting(before, knowledge)}
    return next((each for each in contradicting(after, knowledge) if each.id not in old), None)


def which_one(pair: Contradiction, answers: Answers, knowledge: Knowledge) -> Screen:
    """Show both answers again, each to be changed, or both to be kept."""
    asked = [knowledge.questions[name] for name in pair.between]
    told = [
        TOLD.format(label=each.label, answer=said(each, answers.get(each.id))) for each in asked
    ]
    return Screen(
        place=PLACE,
        label=LABEL,
        text=" ".join([*told, pair.because, ASK]),
        help=HELP,
        options=(*(Option(each.id, each.label) for each in asked), BOTH),
        may_skip=False,
    )


def step_of(name: str, knowledge: Knowledge) -> Step:
    """The step that asks one question by itself, a warning sign too."""
    question = knowledge.questions[name]
    section = next(each for each in knowledge.sections if each.id == question.section)
    return Step(section, (question,))
