"""The red-flag rules of a frame: which fired, before and after scores are known."""

from collections.abc import Iterable, Iterator

import narwhals as nw

from lowback.batch.program.conditions import Compiler, Flag, Scores, all_of, any_of, as_expr, negate
from lowback.batch.program.encoding import PREFIX, PROBLEMS
from lowback.knowledge.conditions import Condition
from lowback.knowledge.schema import Knowledge, RedFlag, Urgency

SEVERITY, RANKED, AFTER = f"{PREFIX}severity", f"{PREFIX}ranked", f"{PREFIX}after"
Stage = list[nw.Expr]


def worst_first(knowledge: Knowledge) -> list[RedFlag]:
    """The rules in the order in which a result names them."""
    return sorted(knowledge.red_flags.values(), key=lambda rule: -rule.urgency.severity)


def fired(rule: RedFlag) -> str:
    """The name of the column that says whether a rule fired."""
    return f"{PREFIX}fired_{rule.id}"


def flag_stages(compiler: Compiler, scores: Scores) -> list[Stage]:
    """Apply every rule without scores, then the rules on a score; never lower the urgency."""
    rules = live_rules(compiler, scores)
    on_score = [rule for rule in rules if _reads_score(rule, compiler.knowledge)]
    first = [as_expr(_fires(rule, compiler, None)).alias(fired(rule)) for rule in rules]
    again = [as_expr(_fires(rule, compiler, scores)).alias(_later(rule)) for rule in on_score]
    return [
        [*first, *again],
        [_escalates(rules, on_score).alias(AFTER)],
        [_settled(rule).alias(fired(rule)) for rule in on_score],
        [_severity({rule: nw.col(fired(rule)) for rule in rules}).alias(SEVERITY)],
        [_ranked(rules).alias(RANKED)],
    ]


def live_rules(compiler: Compiler, scores: Scores) -> list[RedFlag]:
    """The rules that some row could fire, given the questions that are present."""
    return [
        rule
        for rule in worst_first(compiler.knowledge)
        if any(_fires(rule, compiler, known) is not False for known in (None, scores))
    ]


def warning_signs(compiler: Compiler) -> dict[str, Flag]:
    """Whether each warning sign applies and was not answered yes or no."""
    return {
        question.id: all_of([
            negate(compiler.is_answered(question.id)),
            True if question.ask_when is None else compiler.outcome(question.ask_when).possible,
        ])
        for question in compiler.knowledge.red_flag_questions()
    }  # fmt: skip


def _fires(rule: RedFlag, compiler: Compiler, scores: Scores | None) -> Flag:
    holds = compiler.outcome(rule.when, scores).sure
    excused = compiler.outcome(rule.unless, scores).sure if rule.unless else False
    return all_of([holds, negate(excused)])


def _later(rule: RedFlag) -> str:
    return f"{PREFIX}later_{rule.id}"


def _escalates(rules: Iterable[RedFlag], on_score: list[RedFlag]) -> nw.Expr:
    before = {rule: nw.col(fired(rule)) for rule in rules}
    later = {rule: nw.col(_later(rule)) for rule in on_score}
    first, second = _severity(before), _severity(before | later)
    return (first < Urgency.EMERGENCY.severity) & (second >= first)


def _settled(rule: RedFlag) -> nw.Expr:
    after = nw.col(AFTER)
    return (after & nw.col(_later(rule))) | (~after & nw.col(fired(rule)))


def _severity(raised: dict[RedFlag, nw.Expr]) -> nw.Expr:
    severity = nw.lit(Urgency.SELF_CARE.severity, nw.Int8)
    for urgency in Urgency:
        flags = [flag for rule, flag in raised.items() if rule.urgency is urgency]
        if flags:
            level = nw.lit(urgency.severity, nw.Int8)
            severity = nw.when(as_expr(any_of(flags))).then(level).otherwise(severity)
    return severity


def _ranked(rules: Iterable[RedFlag]) -> nw.Expr:
    out_of_scope = any_of(nw.col(fired(rule)) for rule in rules if not rule.ranked)
    below_emergency = nw.col(SEVERITY) < Urgency.EMERGENCY.severity
    return as_expr(all_of([below_emergency, negate(out_of_scope), nw.col(PROBLEMS).is_null()]))


def _reads_score(rule: RedFlag, knowledge: Knowledge) -> bool:
    conditions = [each for each in (rule.when, rule.unless) if each is not None]
    return any(each.score for root in conditions for each in _nested(root, knowledge))


def _nested(condition: Condition, knowledge: Knowledge) -> Iterator[Condition]:
    yield condition
    named = knowledge.conditions[condition.condition].when if condition.condition else None
    for part in (*condition.parts, *((named,) if named else ())):
        yield from _nested(part, knowledge)
