"""How the score of one cause came about: from the pretest over every ratio to the score."""

from math import exp, log

from msgspec import Struct

from lowback.engine.assessment import Scored
from lowback.engine.score import DECIMALS
from lowback.knowledge.schema import Basis


class Step(Struct, frozen=True):
    """One ratio; `total` is the log-odds after it and `score` what it comes to, unlimited."""

    question: str
    choice: str
    ratio: float
    log_odds: float
    total: float
    score: float
    basis: Basis
    references: tuple[str, ...]
    note: str


class Trace(Struct, frozen=True):
    """From the pretest (0-1) over every step to the score, held between floor and ceiling."""

    cause: str
    name: str
    pretest: float
    pretest_basis: Basis
    pretest_note: str
    start: float
    tempering: float
    floor: float
    ceiling: float
    steps: tuple[Step, ...]
    unlimited: float
    score: float


def trace(scored: Scored) -> Trace:
    """Lay out one cause: the strongest ratio first, each with its running total."""
    cause = scored.cause
    start = total = log(cause.pretest / (1 - cause.pretest))
    steps: list[Step] = []
    for each in sorted(scored.weighed, key=lambda each: -abs(each.log_odds)):
        total += each.log_odds
        evidence = each.evidence
        steps.append(
            Step(
                question=evidence.question,
                choice=each.choice,
                ratio=each.ratio,
                log_odds=each.log_odds,
                total=total,
                score=_score(total),
                basis=evidence.basis,
                references=evidence.references,
                note=evidence.note,
            )
        )
    return Trace(
        cause=cause.id,
        name=cause.name,
        pretest=cause.pretest,
        pretest_basis=cause.pretest_basis,
        pretest_note=cause.pretest_note,
        start=start,
        tempering=cause.tempering,
        floor=cause.floor,
        ceiling=cause.ceiling,
        steps=tuple(steps),
        unlimited=_score(total),
        score=scored.score,
    )


def _score(total: float) -> float:
    return round(1 / (1 + exp(-total)), DECIMALS)
