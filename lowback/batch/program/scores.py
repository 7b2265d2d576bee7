"""Scores of a frame: the maths of `lowback.engine.score`."""

from collections.abc import Mapping, Sequence
from functools import reduce
from math import log
from operator import add

import narwhals as nw

from lowback.batch.program.conditions import Compiler, Flag, all_of, as_expr
from lowback.batch.program.encoding import PREFIX, Coded, places
from lowback.engine.score import (
    DECIMALS,
)
from lowback.knowledge.schema import (
    AnswerTable,
    Cause,
    Contributor,
    Evidence,
    QuestionKind,
)

ELSE, MOST = f"{PREFIX}something_else", f"{PREFIX}most"
Stage = list[nw.Expr]


def score_name(cause: Cause) -> str:
    """The name of the column with a cause's score."""
    return f"{PREFIX}score_{cause.id}"


def score_stages(compiler: Compiler) -> list[Stage]:
    """Score every cause: the sources and something else as shares, each contributor alone."""
    knowledge = compiler.knowledge
    logs = _logs(compiler)
    totals = [each.alias(_log_name(at)) for at, each in enumerate(logs)]
    shares = [nw.col(_log_name(at)) for at in range(len(logs))]
    most = reduce(_larger, shares)
    raised = [(each - nw.col(MOST)).exp() for each in shares]
    names = [*(score_name(each) for each in knowledge.sources()), ELSE]
    every = reduce(add, raised)
    return [
        totals,
        [most.alias(MOST)],
        [
            *(
                (each / every).round(DECIMALS).alias(name)
                for each, name in zip(raised, names, strict=True)
            ),
            *(_alone(each, compiler) for each in knowledge.contributors()),
        ],
    ]


def _logs(compiler: Compiler) -> list[nw.Expr]:
    """L of every competitor, something else last (`lowback.engine.score`)."""
    power = compiler.knowledge.competition.power
    return [
        reduce(
            add,
            (
                _told(table, compiler, power)
                for table in each.answers
                if {table.question, table.narrowed_by} & compiler.present.keys()
            ),
            nw.lit(log(each.pretest / 100)),
        )
        for each in compiler.knowledge.competitors()
    ]


def _told(table: AnswerTable, compiler: Compiler, power: float) -> nw.Expr:
    """What one answer adds to L: k ln p, or 0 without an answer that has a figure."""
    coded = compiler.present.get(table.question)
    odds = {choice: power * log(of_100 / 100) for choice, of_100 in table.of_100.items()}
    if coded is None:
        return _narrowed(table, odds, compiler, nw.lit(0.0))
    if coded.question.kind is not QuestionKind.SEVERAL:
        return _one_of(
            [(_chosen(coded, choice, counts=True), each) for choice, each in odds.items()]
        )
    if not table.one_of:
        ticks = [
            _one_of([(_ticked(coded, choice, counts=True), each)]) for choice, each in odds.items()
        ]
        return reduce(add, ticks)
    return _narrowed(table, odds, compiler, _added(table, coded, power))


def _added(table: AnswerTable, coded: Coded, power: float) -> nw.Expr:
    """K ln of the ticked figures added up; 0 where no ticked choice has one."""
    ticks = [
        nw.when(nw.col(coded.tick(choice)) == 1).then(nw.lit(of_100)).otherwise(nw.lit(0.0))
        for choice, of_100 in table.of_100.items()
    ]
    total = reduce(add, ticks)
    total = nw.when(total > 100).then(nw.lit(100.0)).otherwise(total)  # noqa: PLR2004 - of 100
    safe = nw.when(total > 0).then(total).otherwise(nw.lit(100.0))
    return (safe / 100).log() * power


def _narrowed(
    table: AnswerTable, odds: Mapping[str, float], compiler: Compiler, added: nw.Expr
) -> nw.Expr:
    """The figure of the answer that narrows the ticks, where there is one."""
    coded = compiler.present.get(table.narrowed_by or "")
    if coded is None:
        return added
    told = compiler.is_answered(coded.question.id)
    return nw.when(as_expr(told)).then(_row(coded, odds)).otherwise(added)


def _row(coded: Coded, odds: Mapping[str, float]) -> nw.Expr:
    """The figure of one choice; 0 for a choice that has none here."""
    known = places(coded.question)
    told = [each for each in odds.items() if each[0] in known]
    return _one_of([(_chosen(coded, choice, counts=True), each) for choice, each in told])


def _larger(one: nw.Expr, other: nw.Expr) -> nw.Expr:
    return nw.when(one >= other).then(one).otherwise(other)


def _log_name(at: int) -> str:
    return f"{PREFIX}log_{at}"


def _alone(cause: Contributor, compiler: Compiler) -> nw.Expr:
    """Add up the log-odds of a contributor, held between floor and ceiling."""
    pretest = log(cause.pretest / (1 - cause.pretest))
    moved = [each for evidence in cause.evidence for each in _moved(evidence, cause, compiler)]
    total = reduce(add, moved, nw.lit(pretest))
    score = nw.lit(1.0) / (nw.lit(1.0) + (nw.lit(0.0) - total).exp())
    held = nw.when(score < cause.floor).then(nw.lit(cause.floor)).otherwise(score)
    held = nw.when(score > cause.ceiling).then(nw.lit(cause.ceiling)).otherwise(held)
    return held.round(DECIMALS).alias(score_name(cause))


def _moved(evidence: Evidence, cause: Contributor, compiler: Compiler) -> list[nw.Expr]:
    coded = compiler.present.get(evidence.question)
    counts = compiler.outcome(evidence.only_if).sure if evidence.only_if else True
    if coded is None or counts is False:
        return []
    odds = {choice: cause.tempering * log(ratio) for choice, ratio in evidence.ratios.items()}
    if coded.question.kind is QuestionKind.SEVERAL:
        return [_one_of([(_ticked(coded, choice, counts), each)]) for choice, each in odds.items()]
    return [_one_of([(_chosen(coded, choice, counts), each) for choice, each in odds.items()])]


def _one_of(cases: Sequence[tuple[nw.Expr, float]]) -> nw.Expr:
    chosen = nw.lit(0.0)
    for applies, log_odds in cases:
        chosen = nw.when(applies).then(nw.lit(log_odds)).otherwise(chosen)
    return chosen


def _chosen(coded: Coded, choice: str, counts: Flag) -> nw.Expr:
    return as_expr(all_of([nw.col(coded.code) == places(coded.question)[choice], counts]))


def _ticked(coded: Coded, choice: str, counts: Flag) -> nw.Expr:
    return as_expr(all_of([nw.col(coded.tick(choice)) == 1, counts]))
