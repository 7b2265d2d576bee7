"""The causes of a frame in their order: places, first three, words and what stands out."""

from collections.abc import Sequence
from functools import reduce
from operator import add

import narwhals as nw

from lowback.batch.program.conditions import Compiler, Flag, all_of, any_of, as_expr, negate
from lowback.batch.program.encoding import PREFIX
from lowback.batch.program.rules import RANKED
from lowback.batch.program.scores import ELSE, Stage, score_name
from lowback.engine.assessment import Fit
from lowback.engine.fit import (
    CLEARLY_PRESENT_OVER,
    SOMETHING_ELSE_FROM,
    SOURCE_FITS,
    STANDS_OUT_FROM,
    TIMES_THE_NEXT,
    WORTH_A_LOOK_FROM,
)
from lowback.knowledge.conditions import Condition
from lowback.knowledge.schema import Cause, CauseKind

SHOWN = 3


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
        nw.col(ELSE) < SOMETHING_ELSE_FROM,
        _placed(compiler),
        *(best >= each * TIMES_THE_NEXT for each in rivals),
    ]
    clear = nw.when(as_expr(all_of(stands_out))).then(_name_at(sources, 0)).otherwise(nothing)
    return clear.alias("clear_source")


def _placed(compiler: Compiler) -> Flag:
    """Whether a place that is not vague was ticked, and the worst one is not vague."""
    return any_of(
        all_of(
            [
                _said(table.question, precise=True, compiler=compiler),
                negate(_said(table.narrowed_by or "", precise=False, compiler=compiler)),
            ]
        )
        for table in compiler.knowledge.something_else.answers
        if table.one_of
    )


def _said(name: str, *, precise: bool, compiler: Compiler) -> Flag:
    """Whether a choice of this question was ticked that names a place, or one that names none."""
    if (coded := compiler.present.get(name)) is None:
        return False
    named = tuple(each.id for each in coded.question.choices if each.vague is not precise)
    return compiler.outcome(Condition(question=name, is_=named)).sure if named else False


def score_columns(causes: Sequence[Cause]) -> Stage:
    """One score column for each cause, empty where nothing may be ranked."""
    return [
        nw.when(nw.col(RANKED)).then(nw.col(score_name(cause))).alias(f"score_{cause.id}")
        for cause in causes
    ]


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
