"""The red-flag rules of a frame: which fired, and how severe the worst is."""

from collections.abc import Iterable

import narwhals as nw

from lowback.batch.program.conditions import Compiler, Flag, all_of, any_of, as_expr, negate
from lowback.batch.program.encoding import PREFIX, PROBLEMS
from lowback.knowledge.schema import Knowledge, Question, RedFlag, Urgency

SEVERITY, RANKED = f"{PREFIX}severity", f"{PREFIX}ranked"
Stage = list[nw.Expr]


def worst_first(knowledge: Knowledge) -> list[RedFlag]:
    """The rules in the order in which a result names them."""
    return sorted(knowledge.red_flags.values(), key=lambda rule: -rule.urgency.severity)


def fired(rule: RedFlag) -> str:
    """The name of the column that says whether a rule fired."""
    return f"{PREFIX}fired_{rule.id}"


def flag_stages(compiler: Compiler) -> list[Stage]:
    """Apply every rule, then say how severe the worst is and whether causes may be ranked."""
    rules = live_rules(compiler)
    return [
        [as_expr(_fires(rule, compiler)).alias(fired(rule)) for rule in rules],
        [_severity(rules).alias(SEVERITY)],
        [_ranked(rules).alias(RANKED)],
    ]


def live_rules(compiler: Compiler) -> list[RedFlag]:
    """The rules that some row could fire, given the questions that are present."""
    rules = worst_first(compiler.knowledge)
    return [rule for rule in rules if _fires(rule, compiler) is not False]


def warning_signs(compiler: Compiler) -> dict[str, Flag]:
    """Whether each warning sign applies and was not checked (`triage.is_checked`)."""
    return {
        question.id: all_of([
            negate(_is_checked(question, compiler)),
            True if question.ask_when is None else compiler.outcome(question.ask_when).possible,
        ])
        for question in compiler.knowledge.red_flag_questions()
    }  # fmt: skip


def _is_checked(sign: Question, compiler: Compiler) -> Flag:
    told = [compiler.is_answered(name) for name in sign.clarify]
    plainly = all_of([compiler.is_told(sign.id), *told]) if told else False
    return any_of([compiler.is_answered(sign.id), plainly])


def _fires(rule: RedFlag, compiler: Compiler) -> Flag:
    holds = compiler.outcome(rule.when, straddling=True).sure
    excused = compiler.outcome(rule.unless).sure if rule.unless else False
    return all_of([holds, negate(excused)])


def _severity(rules: Iterable[RedFlag]) -> nw.Expr:
    severity = nw.lit(Urgency.SELF_CARE.severity, nw.Int8)
    for urgency in Urgency:
        flags = [nw.col(fired(rule)) for rule in rules if rule.urgency is urgency]
        if flags:
            level = nw.lit(urgency.severity, nw.Int8)
            severity = nw.when(as_expr(any_of(flags))).then(level).otherwise(severity)
    return severity


def _ranked(rules: Iterable[RedFlag]) -> nw.Expr:
    out_of_scope = any_of(nw.col(fired(rule)) for rule in rules if not rule.ranked)
    below_emergency = nw.col(SEVERITY) < Urgency.EMERGENCY.severity
    return as_expr(all_of([below_emergency, negate(out_of_scope), nw.col(PROBLEMS).is_null()]))
