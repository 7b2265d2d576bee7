"""The page before the result: every answer, one a line, each with the number that changes it."""

from collections.abc import Mapping

from msgspec import Struct

from lowback.engine.answers import Answer
from lowback.interview.state import State
from lowback.interview.steps import Step, steps
from lowback.interview.terminal.prompter import Option, Screen
from lowback.interview.wording import said
from lowback.knowledge.schema import Knowledge, Question

RESULT = "=result"
RESULT_OPTION = Option(RESULT, "Show me the answer", key="0")


class Row(Struct, frozen=True):
    """One line: what it is called, what was said, and the step that asks it again."""

    label: str
    said: str
    step: Step


def rows(state: State, knowledge: Knowledge) -> tuple[Row, ...]:
    """Return a row for each screen of warning signs and each question that had its turn."""
    found = [
        Row(step.section.title, _signs(step, state.answers), step)
        if step.is_group
        else Row(step.questions[0].label, _said(step.questions[0], state), step)
        for step in steps(knowledge, state.answers, state.seen)
        if step.ids & state.seen
    ]
    sections = {each.id: each for each in knowledge.sections}
    listed = {name for row in found for name in row.step.ids}
    others = [
        Row(each.label, _said(each, state), Step(sections[each.section], (each,)))
        for each in knowledge.questions.values()
        if each.id not in listed and _entered(state.answers.get(each.id))
    ]
    return (*found, *others)


def screen(shown: tuple[Row, ...]) -> Screen:
    """Show every answer, one a line, to pick the one to change, or the result."""
    options = (
        Option(str(at), f"{each.label}: {each.said}", key=str(at + 1))
        for at, each in enumerate(shown)
    )
    return Screen(
        place="Your answers",
        label="Your answers",
        text="Enter shows the answer. Or choose a line to change it.",
        help=(
            "Nothing is final until you see the result. An answer that you left out counts as "
            "unknown, never as no."
        ),
        options=(RESULT_OPTION, *options),
        chosen=(RESULT,),
        may_skip=False,
    )


def _entered(answer: Answer | None) -> bool:
    return answer is not None and answer.origin != "derived"


def _said(question: Question, state: State) -> str:
    answer = state.answers.get(question.id)
    ending = " (from the training log)" if answer and answer.origin == "log" else ""
    return said(question, answer) + ending


def _signs(step: Step, answers: Mapping[str, Answer]) -> str:
    """Say a screen of warning signs in one line, yes and not sure first."""
    parts = []
    for value, word in (("yes", "YES to"), ("unsure", "NOT SURE about")):
        if labels := step.answered(value, answers):
            parts.append(f"{word} {', '.join(labels)}")
    rest = len(step.answered("no", answers))
    if rest == len(step.questions):
        return "no to all of them" if rest > 1 else "no"
    if rest:
        parts.append(f"no to the other {rest}")
    missing = sum(each.id not in answers for each in step.questions)
    return "; ".join([*parts, *([f"{missing} not asked"] if missing else [])])
