"""Two answers that can hardly both be true: which ones, and how to ask about them. Pure."""

from lowback.engine.answers import Answers
from lowback.engine.conditions import holds
from lowback.interview.steps import Step
from lowback.interview.terminal.prompter import Option, Screen
from lowback.interview.wording import said
from lowback.knowledge.schema import Contradiction, Knowledge

BOTH = Option("=both", "Both are right")
HELP = "Nothing is wrong with going on: of two such answers the more careful one counts."


def newly_contradicting(
    before: Answers, after: Answers, knowledge: Knowledge
) -> Contradiction | None:
    """Return a pair that contradicts itself now and did not before, if there is one."""
    found = (
        each
        for each in knowledge.contradictions.values()
        if holds(each.when, after, knowledge) and not holds(each.when, before, knowledge)
    )
    return next(found, None)


def which_one(pair: Contradiction, answers: Answers, knowledge: Knowledge) -> Screen:
    """Show both answers again, each to be changed, or both to be kept."""
    asked = [knowledge.questions[name] for name in pair.between]
    told = " ".join(f"You said: {each.label}: {said(each, answers[each.id])}." for each in asked)
    return Screen(
        place="Two answers that do not fit together",
        label="Which one is it?",
        text=f"{told} {pair.because} Which one shall we ask again?",
        help=HELP,
        options=(*(Option(each.id, each.label) for each in asked), BOTH),
        may_skip=False,
    )


def step_of(name: str, knowledge: Knowledge) -> Step:
    """The step that asks one question by itself, a warning sign too."""
    question = knowledge.questions[name]
    section = next(each for each in knowledge.sections if each.id == question.section)
    return Step(section, (question,))
