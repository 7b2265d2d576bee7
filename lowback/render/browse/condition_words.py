"""Says a condition of the knowledge in words, for people who read the rules."""

from lowback.knowledge.conditions import Condition
from lowback.knowledge.schema import Knowledge
from lowback.render.parts.words import question_label


def condition_words(condition: Condition, knowledge: Knowledge) -> str:
    """Return a condition as words, such as `“Age” is under 20 and “Onset” is “Sudden”`."""
    if condition.question is not None:
        return _comparison(condition, knowledge)
    if condition.condition is not None:
        return condition_words(knowledge.conditions[condition.condition].when, knowledge)
    parts = [_part(each, knowledge) for each in condition.parts]
    if condition.not_ is not None:
        return f"not {parts[0]}"
    if condition.of is not None:
        return f"at least {condition.at_least:g} of these: {'; '.join(parts)}"
    return (" and " if condition.all_ is not None else " or ").join(parts)


def _part(condition: Condition, knowledge: Knowledge) -> str:
    words = condition_words(condition, knowledge)
    many = condition.parts and condition.not_ is None
    return f"({words})" if many else words


def _comparison(condition: Condition, knowledge: Knowledge) -> str:
    label = f"“{question_label(condition.question or '', knowledge)}”"
    if condition.at_least is not None:
        return f"{label} is {condition.at_least:g} or more"
    if condition.below is not None:
        return f"{label} is under {condition.below:g}"
    choices = {
        each.id: each.label for each in knowledge.questions[condition.question or ""].choices
    }
    return f"{label} is {' or '.join(f'“{choices.get(each, each)}”' for each in condition.choices)}"
