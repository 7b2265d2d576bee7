"""Ask once whether an emergency is meant: what was said, and which screens said it. Pure."""

from collections.abc import Iterable

from lowback.engine.answers import Answers
from lowback.engine.conditions import questions_read
from lowback.engine.triage import check_red_flags
from lowback.interview.review import rows
from lowback.interview.state import State
from lowback.interview.steps import Step
from lowback.interview.wording import said
from lowback.knowledge.schema import Knowledge, Urgency

RIGHT = "Is that right? Enter: yes. Go back to change it."


def raised_by(state: State, knowledge: Knowledge) -> tuple[Step, ...]:
    """Return the steps whose answers make an emergency, warning signs if there are any."""
    read = {
        name
        for rule in check_red_flags(state.answers, knowledge).raised
        if rule.urgency is Urgency.EMERGENCY
        for name in questions_read(rule.when, knowledge)
        if name in state.answers and state.answers[name].value != "no"
    }
    found = [row.step for row in rows(state, knowledge) if row.step.ids & read]
    return tuple(each for each in found if each.is_group) or tuple(found)


def what_was_said(steps: Iterable[Step], answers: Answers) -> str:
    """Say again what was ticked, what is not sure, and what was chosen, and ask about it."""
    parts: list[str] = []
    for step in steps:
        if step.is_group:
            parts += _signs(step, answers)
        else:
            parts += [
                f"You said: {each.label}: {said(each, answers[each.id])}."
                for each in step.questions
                if each.id in answers
            ]
    return " ".join([*parts, RIGHT])


def _signs(step: Step, answers: Answers) -> list[str]:
    found = []
    for value, words in (("yes", "You ticked"), ("unsure", "You are not sure about")):
        if labels := step.answered(value, answers):
            found.append(f"{words}: {'; '.join(labels)}.")
    return found
