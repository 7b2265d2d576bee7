"""Scores of a frame, and the causes in their order: the maths of `lowback.engine.score`."""

from collections.abc import Mapping, Sequence
from functools import reduce
from math import log
from operator import add

import narwhals as nw

from lowback.batch.program.conditions import Compiler, Flag, all_of, any_of, as_expr
from lowback.batch.program.encoding import PREFIX, Coded, places
from lowback.batch.program.rules import RANKED
from lowback.engine.assessment import Fit
from lowback.engine.score import (
    CLEARLY_PRESENT_OVER,
    DECIMALS,
    SOURCE_FITS,
    STANDS_OUT_FROM,
    TIMES_THE_NEXT,
    WORTH_A_LOOK_FROM,
)
from lowback.knowledge.conditions import Condition
from lowback.knowledge.schema import (
    AnswerTable,
    Cause,
    CauseKind,
    Contributor,
    Evidence,
    QuestionKind,
)

SHOWN = 3
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
                if table.question in compiler.present
            ),
            nw.lit(log(each.pretest / 100)),
        )
        for each in compiler.knowledge.competitors()
    ]


def _told(table: AnswerTable, compiler: Compiler, power: float) -> nw.Expr:
    """What one answer adds to L: k ln p, or 0 without an answer that has a figure."""
    coded = compiler.present[table.question]
    odds = {choice: power * log(of_100 / 100) for choice, of_100 in table.of_100.items()}
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
    return _one_of([(_chosen(coded, choice, counts=True), each) for choice, each in odds.items()])


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


def place_stages(causes: Sequence[Cause]) -> list[Stage]:
    """Give each cause its place from 0, best first, ties in the authors' order."""
    places = [_place(cause, causes).alias(_place_name(cause)) for cause in causes]
    best = [
        _at_place(causes, place).alias(_best_name(causes, place))
        for place in range(min(SHOWN, len(causes)))
    ]
    return [places, best]


def ranked_columns(causes: Sequence[Cause], kind: CauseKind) -> Stage:
    """Name the first three causes and their fit, empty where nothing may be ranked."""
    columns: Stage = []
    for place in range(SHOWN):
        name = fit = nw.lit(None, nw.String)
        if place < len(causes):
            name = _when_ranked(_name_at(causes, place))
            fit = _when_ranked(_fit(nw.col(_best_name(causes, place)), kind))
        columns += [
            name.alias(f"{kind.value}_{place + 1}"),
            fit.alias(f"{kind.value}_{place + 1}_fit"),
        ]
    return columns


def clear_source_column(compiler: Compiler) -> nw.Expr:
    """Name the source that stands out: at least 0.50 and twice the next, with a place given."""
    sources, nothing = compiler.knowledge.sources(), nw.lit(None, nw.String)
    rivals = [nw.col(ELSE), *(nw.col(_best_name(sources, at)) for at in range(1, len(sources))[:1])]
    best = nw.col(_best_name(sources, 0))
    stands_out = [
        nw.col(RANKED),
        best >= STANDS_OUT_FROM,
        _placed(compiler),
        *(best >= each * TIMES_THE_NEXT for each in rivals),
    ]
    clear = nw.when(as_expr(all_of(stands_out))).then(_name_at(sources, 0)).otherwise(nothing)
    return clear.alias("clear_source")


def _placed(compiler: Compiler) -> Flag:
    """Whether a choice that is not exclusive was ticked for the place."""
    placed = [
        compiler.outcome(Condition(question=table.question, is_=precise)).sure
        for table in compiler.knowledge.something_else.answers
        if table.one_of and (coded := compiler.present.get(table.question))
        if (precise := tuple(each.id for each in coded.question.choices if not each.exclusive))
    ]
    return any_of(placed)


def score_columns(causes: Sequence[Cause]) -> Stage:
    """One score column for each cause, empty where nothing may be ranked."""
    return [
        nw.when(nw.col(RANKED)).then(nw.col(score_name(cause))).alias(f"score_{cause.id}")
        for cause in causes
    ]


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


def _place_name(cause: Cause) -> str:
    return f"{PREFIX}place_{cause.id}"


def _best_name(causes: Sequence[Cause], place: int) -> str:
    return f"{PREFIX}best_{causes[0].kind.value}_{place}"


def _place(cause: Cause, causes: Sequence[Cause]) -> nw.Expr:
    own, at = nw.col(score_name(cause)), causes.index(cause)
    ahead = [
        (nw.col(score_name(other)) >= own if before < at else nw.col(score_name(other)) > own)
        for before, other in enumerate(causes)
        if other is not cause
    ]
    return reduce(add, [each.cast(nw.Int8) for each in ahead], nw.lit(0, nw.Int8))


def _at_place(causes: Sequence[Cause], place: int) -> nw.Expr:
    score = nw.col(score_name(causes[-1]))
    for cause in causes[:-1]:
        here = nw.col(_place_name(cause)) == place
        score = nw.when(here).then(nw.col(score_name(cause))).otherwise(score)
    return score


def _name_at(causes: Sequence[Cause], place: int) -> nw.Expr:
    name = nw.lit(causes[-1].id)
    for cause in causes[:-1]:
        here = nw.col(_place_name(cause)) == place
        name = nw.when(here).then(nw.lit(cause.id)).otherwise(name)
    return name


def _fit(score: nw.Expr, kind: CauseKind) -> nw.Expr:
    if kind is CauseKind.SOURCE:
        word = nw.lit(SOURCE_FITS[-1][1].value)
        for least, fit in reversed(SOURCE_FITS[:-1]):
            word = nw.when(score >= least).then(nw.lit(fit.value)).otherwise(word)
        return word
    word = nw.lit(Fit.NOT_SEEN.value)
    word = nw.when(score >= WORTH_A_LOOK_FROM).then(nw.lit(Fit.WORTH_A_LOOK.value)).otherwise(word)
    clearly = nw.lit(Fit.CLEARLY_PRESENT.value)
    return nw.when(score > CLEARLY_PRESENT_OVER).then(clearly).otherwise(word)


def _when_ranked(expression: nw.Expr) -> nw.Expr:
    return nw.when(nw.col(RANKED)).then(expression)
