"""Should it be published? One file for each rule about the knowledge; the list is explicit."""

from types import ModuleType

from lowback.errors import Problem
from lowback.knowledge.schema import Knowledge
from lowback.lint import (
    advice_without_reference,
    emergency_sign_without_rule,
    emergency_without_sentence,
    evidence_without_reference,
    exercise_without_every_cause,
    forbidden_word,
    label_too_long,
    loading_offered_to_bone,
    long_sentence,
    nhs_111_without_country,
    question_never_used,
    ratio_out_of_proportion,
    ratio_that_says_nothing,
    red_flag_without_reference,
    reference_never_cited,
    self_test_locked_by_nothing,
    sold_treatment_first,
    unread_reference_cited_as_study,
    urgency_without_advice,
    warning_sign_never_read,
)

RULES: tuple[ModuleType, ...] = (
    advice_without_reference,
    emergency_sign_without_rule,
    emergency_without_sentence,
    evidence_without_reference,
    exercise_without_every_cause,
    forbidden_word,
    label_too_long,
    loading_offered_to_bone,
    long_sentence,
    nhs_111_without_country,
    question_never_used,
    ratio_out_of_proportion,
    ratio_that_says_nothing,
    red_flag_without_reference,
    reference_never_cited,
    self_test_locked_by_nothing,
    sold_treatment_first,
    unread_reference_cited_as_study,
    urgency_without_advice,
    warning_sign_never_read,
)


def check_all(knowledge: Knowledge) -> list[Problem]:
    """Return every problem of every rule, in the order of the rules."""
    return [problem for rule in RULES for problem in rule.check(knowledge)]


def explanation(name: str) -> str | None:
    """Return the docstring of the rule of that name, or None."""
    return next((str(each.__doc__).strip() for each in RULES if name == each.RULE), None)
