"""Scores of a frame: the maths of `lowback.engine.score`."""

from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from math import log
from operator import add

import narwhals as nw

from lowback.batch.program.conditions import Compiler, Flag, all_of, as_expr
from lowback.batch.program.encoding import NO_BAND, PREFIX, Coded, places
from lowback.batch.program.sums import Lookup, Sums
from lowback.engine.score import DECIMALS, tables_of
from lowback.knowledge.schema import (
    AnswerTable,
    Cause,
    Contributor,
    Evidence,
    QuestionKind,
)

ELSE, MOST = f"{PREFIX}something_else", f"{PREFIX}most"
Stage = list[nw.Expr]
Tables = tuple[AnswerTable, ...]


def score_name(cause: Cause) -> str:
    """The name of the column with a cause's score."""
    return f"{PREFIX}score_{cause.id}"


def score_stages(compiler: Compiler) -> list[Stage | Sums]:
    """Score every cause: the sources and something else as shares, each contributor alone."""
    knowledge = compiler.knowledge
    totals = _totals(compiler)
    shares = [nw.col(each) for each in totals.names]
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


def _totals(compiler: Compiler) -> Sums:
    """L of every competitor, something else last (`lowback.engine.score`)."""
    competitors, power = compiler.knowledge.competitors(), compiler.knowledge.competition.power
    alone, others = _parted(compiler)
    return Sums(
        names=tuple(f"{PREFIX}log_{at}" for at in range(len(competitors))),
        starts=tuple(log(each.pretest / 100) for each in competitors),
        lookups=tuple(
            lookup
            for tables in alone
            for lookup in _lookups(
                compiler.present[tables[0].question], [_logs(each, power) for each in tables]
            )
        ),
        others=tuple(
            tuple(_told(tables[at], compiler, power) for tables in others)
            for at in range(len(competitors))
        ),
    )


def _parted(compiler: Compiler) -> tuple[list[Tables], list[Tables]]:
    """The questions whose answer alone tells the figure, then those that need more."""
    alone: list[Tables] = []
    others: list[Tables] = []
    for question in compiler.knowledge.questions:
        tables = tables_of(question, compiler.knowledge)
        if not tables:
            continue
        if question in compiler.present and not tables[0].one_of:
            alone.append(tables)
        elif {question, tables[0].narrowed_by} & compiler.present.keys():
            others.append(tables)
    return alone, others


def _logs(table: AnswerTable, power: float) -> dict[str, float]:
    """K ln p of every choice that has a figure."""
    return {choice: power * log(of_100 / 100) for choice, of_100 in table.of_100.items()}


def _lookups(coded: Coded, logs: Sequence[Mapping[str, float]]) -> Iterator[Lookup]:
    """One lookup by the code, or one for each tick."""
    known = places(coded.question)
    if coded.question.kind is not QuestionKind.SEVERAL:
        figures = tuple({known[choice]: each for choice, each in one.items()} for one in logs)
        yield Lookup(coded.code, NO_BAND, len(known) - NO_BAND, figures)
        return
    for choice in logs[0]:
        yield Lookup(coded.tick(choice), 0, 2, tuple({1: one[choice]} for one in logs))


def _told(table: AnswerTable, compiler: Compiler, power: float) -> nw.Expr:
    """What ticks that share one figure add to L, or the answer that narrows them."""
    coded = compiler.present.get(table.question)
    added = nw.lit(0.0) if coded is None else _added(table, coded, power)
    return _narrowed(table, _logs(table, power), compiler, added)


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
