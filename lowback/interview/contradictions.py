"""Two answers that can hardly both be true: which are new, and how to ask about them. Pure."""

from types import MappingProxyType

from lowback.engine.answers import Answers
from lowback.engine.contradictions import ASK, HELP, LABEL, PLACE, TOLD, contradicting
from lowback.engine.contradictions import BOTH as BOTH_ARE_RIGHT
from lowback.engine.triage import check_red_flags
from lowback.interview.steps import Step
from lowback.interview.terminal.prompter import Option, Screen
from lowback.interview.wording import said
from lowback.knowledge.schema import Contradiction, Knowledge, Urgency

NOTHING: Answers = MappingProxyType({})
BOTH = Option("=both", BOTH_ARE_RIGHT)


def unsettled(
    answers: Answers, knowledge: Knowledge, before: Answers = NOTHING
) -> tuple[Contradiction, ...]:
    """Return the pairs to ask about: those that did not contradict themselves before.

    None where an emergency is raised: nothing may stand before it, nor before what could calm it.
    """
    old = {each.id for each in contradicting(before, knowledge)}
    new = tuple(each for each in contradicting(answers, knowledge) if each.id not in old)
    if new and check_red_flags(answers, knowledge).urgency is Urgency.EMERGENCY:
        return ()
    return new


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
