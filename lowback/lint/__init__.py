"""Should it be published? One file for each rule about the knowledge; the list is explicit."""

from collections.abc import Sequence
from datetime import date
from importlib import import_module
from types import ModuleType

from lowback.cases.run import CaseResult
from lowback.errors import Problem
from lowback.knowledge.schema import Knowledge


def _rules(*names: str) -> tuple[ModuleType, ...]:
    return tuple(import_module(f"lowback.lint.rules.{name}") for name in names)


RULES = _rules(
    "advice_without_reference",
    "answers_do_not_sum",
    "choice_that_moves_nothing",
    "coach_voice_missing_runner",
    "correlated_evidence_counted_twice",
    "emergency_sign_without_rule",
    "emergency_without_sentence",
    "evidence_without_reference",
    "exercise_without_every_cause",
    "follow_up_never_read",
    "forbidden_word",
    "former_wording_of_another",
    "hard_words",
    "help_line_without_number",
    "impossible_answer",
    "label_too_long",
    "loading_offered_to_bone",
    "long_sentence",
    "nhs_111_without_country",
    "pretests_do_not_sum",
    "question_never_used",
    "ratio_out_of_proportion",
    "ratio_that_says_nothing",
    "red_flag_without_reference",
    "reference_never_cited",
    "self_test_locked_by_nothing",
    "sign_line_too_long",
    "sold_treatment_first",
    "unread_reference_cited_as_study",
    "warning_sign_never_read",
)


# These need more than the knowledge: the day, or what became of the cases.
RULES_ON_A_DAY = _rules("stale_review")
RULES_ON_CASES = _rules("case_turned_out_otherwise", "cause_without_case", "rule_without_case")
EVERY_RULE = (*RULES, *RULES_ON_A_DAY, *RULES_ON_CASES)


def check_all(knowledge: Knowledge) -> list[Problem]:
    """Return every problem of every rule about the knowledge alone, in the order of the rules."""
    return [problem for rule in RULES for problem in rule.check(knowledge)]


def check_on_day(knowledge: Knowledge, today: date) -> list[Problem]:
    """Return every problem that depends on the day."""
    return [problem for rule in RULES_ON_A_DAY for problem in rule.check(knowledge, today)]


def check_cases(outcomes: Sequence[CaseResult], knowledge: Knowledge) -> list[Problem]:
    """Return every problem that the cases show."""
    return [problem for rule in RULES_ON_CASES for problem in rule.check(outcomes, knowledge)]


def explanation(name: str) -> str | None:
    """Return the docstring of the rule of that name, or None."""
    return next((str(each.__doc__).strip() for each in EVERY_RULE if name == each.RULE), None)
