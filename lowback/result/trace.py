"""How the score of one cause came about: from the start over every answer to the score.

For a source the start and the weights of evidence are logarithms against the mean of the other
competitors; they add up to `total`. With n competitors the score is exp((n-1)/n total) divided
by the sum of that over all of them. For a contributor they are log-odds, and the score is held
between floor and ceiling.
"""

from math import exp, log

from msgspec import Struct

from lowback.engine.decision import Ranking, ScoredCause
from lowback.engine.score import DECIMALS, against_the_others, logit
from lowback.knowledge.schema import Basis, Contributor, Knowledge


class Step(Struct, frozen=True):
    """One answer; `total` is the sum after it."""

    question: str
    choice: str
    ratio: float
    log_odds: float
    total: float
    basis: Basis
    references: tuple[str, ...]
    note: str


class Trace(Struct, frozen=True):
    """From the start over every step to the score (0-1).

    `pretest` is a share in 0-1; `power` is what every answer counts with; floor and ceiling are
    None for a source.
    """

    cause: str
    name: str
    pretest: float
    pretest_basis: Basis
    pretest_note: str
    start: float
    power: float
    floor: float | None
    ceiling: float | None
    steps: tuple[Step, ...]
    total: float
    unlimited: float
    score: float


def trace(scored: ScoredCause, knowledge: Knowledge) -> Trace:
    """Lay out one cause: the strongest answer first, each with the running total."""
    cause = scored.cause
    alone = isinstance(cause, Contributor)
    start = _start(scored, knowledge)
    steps = _steps(scored, start)
    total = steps[-1].total if steps else start
    unlimited = round(1 / (1 + exp(-total)), DECIMALS) if alone else scored.score
    return Trace(
        cause=cause.id,
        name=cause.name,
        pretest=cause.pretest if alone else cause.pretest / 100,
        pretest_basis=cause.pretest_basis,
        pretest_note=cause.pretest_note,
        start=start,
        power=cause.tempering if isinstance(cause, Contributor) else knowledge.competition.power,
        floor=cause.floor if isinstance(cause, Contributor) else None,
        ceiling=cause.ceiling if isinstance(cause, Contributor) else None,
        steps=steps,
        total=total,
        unlimited=unlimited,
        score=scored.score,
    )


class Standing(Struct, frozen=True):
    """Where one competitor ends: `total` as in its trace, `raised` is e to (n-1)/n of it.

    The score is `raised` divided by the sum of `raised` over all competitors.
    """

    competitor: str
    name: str
    total: float
    raised: float
    score: float


def standings(ranking: Ranking, knowledge: Knowledge) -> tuple[Standing, ...]:
    """Every source, best first, and something else as the last: totals, and the scores they give.

    Each total is against the mean of the others, so that all of them sum to 0.
    """
    found = [(source.cause.id, source.cause.name, _total(source, knowledge), source.score)
             for source in ranking.sources]  # fmt: skip
    name, rest = knowledge.something_else.name, -sum(total for _, _, total, _ in found)
    part = len(found) / (len(found) + 1)
    return tuple(
        Standing(each, name, total, exp(part * total), score)
        for each, name, total, score in (
            *found, ("something_else", name, rest, ranking.something_else)
        )
    )  # fmt: skip


def _total(scored: ScoredCause, knowledge: Knowledge) -> float:
    return _start(scored, knowledge) + sum(ratio.log_odds for ratio in scored.weighed)


def _start(scored: ScoredCause, knowledge: Knowledge) -> float:
    cause = scored.cause
    if isinstance(cause, Contributor):
        return logit(cause.pretest)
    logs = [log(competitor.pretest) for competitor in knowledge.competitors()]
    return against_the_others(logs, knowledge.sources().index(cause))


def _steps(scored: ScoredCause, total: float) -> tuple[Step, ...]:
    steps: list[Step] = []
    for applied in sorted(scored.weighed, key=lambda one: -abs(one.log_odds)):
        total += applied.log_odds
        told = applied.evidence
        steps.append(
            Step(
                question=told.question,
                choice=applied.choice,
                ratio=applied.ratio,
                log_odds=applied.log_odds,
                total=total,
                basis=told.basis,
                references=told.references,
                note=told.note,
            )
        )
    return tuple(steps)
