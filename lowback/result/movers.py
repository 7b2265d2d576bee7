"""What moved the ranking between two results, read from the two documents.

A contribution that differs comes from the answer when the answer differs, from the knowledge when
the ratio does; one that came or went beside an unchanged answer hangs on another answer, or on
the knowledge if that changed too.
"""

from math import log
from typing import Literal

from msgspec import Struct

from lowback.engine.assessment import Assessment, Fit, RankedCause
from lowback.engine.score import DECIMALS, against_the_others, logit

LEAST, SMALLEST = 10**-DECIMALS, 1e-6
Why = Literal["answer", "knowledge", "another_answer", "another_answer_or_knowledge"]
Key = tuple[str, str]
Totals = dict[str, tuple[float, float]]


class Mover(Struct, frozen=True):
    """One ratio that differs; `log_odds` is what it added (new minus old)."""

    question: str
    choice: str
    log_odds: float
    why: Why


class MovedCause(Struct, frozen=True):
    """One cause before and after; None where it was not ranked.

    `log_odds` is the sum of its movers: log-odds of a contributor, weights of a source against
    its rivals. `start_and_limits` is what pretest, power, floor and ceiling account for.
    """

    id: str
    name: str
    rank: tuple[int | None, int | None]
    fit: tuple[Fit | None, Fit | None]
    score: tuple[float | None, float | None]
    log_odds: float
    start_and_limits: float | None
    movers: tuple[Mover, ...]

    def has_moved(self, step: float) -> bool:
        """Whether another word fits, or the score went by at least `step` (0-1)."""
        before, after = self.score
        if before is None or after is None:
            return False
        return self.fit[0] != self.fit[1] or abs(after - before) >= step


class Difference(Struct, frozen=True):
    """What two results do not share: the questions answered otherwise, and the knowledge."""

    questions: frozenset[str]
    same_knowledge: bool

    def why(self, question: str, *, weighed_twice: bool) -> Why:
        """Why a ratio differs; `weighed_twice` when both results have it."""
        if question in self.questions:
            return "answer"
        if self.same_knowledge:
            return "another_answer"
        return "knowledge" if weighed_twice else "another_answer_or_knowledge"


def moved_causes(
    old: Assessment, new: Assessment, difference: Difference
) -> tuple[MovedCause, ...]:
    """Every cause of either result, with what moved it."""
    before, after, totals = _ranked(old), _ranked(new), (_totals(old), _totals(new))
    return tuple(
        _moved((before.get(name), after.get(name)), totals, difference)
        for name in dict.fromkeys((*after, *before))
    )


def _moved(
    pair: tuple[RankedCause | None, RankedCause | None],
    totals: tuple[Totals, Totals],
    difference: Difference,
) -> MovedCause:
    before, after = pair
    shown = next(cause for cause in (after, before) if cause is not None)
    movers = _movers(before, after, difference) if before and after else ()
    total = sum(mover.log_odds for mover in movers)
    return MovedCause(
        id=shown.id,
        name=shown.name,
        rank=(before.rank if before else None, after.rank if after else None),
        fit=(before.fit if before else None, after.fit if after else None),
        score=(before.score if before else None, after.score if after else None),
        log_odds=round(total, DECIMALS),
        start_and_limits=_rest(shown.id, totals, total) if before and after else None,
        movers=movers,
    )


def _rest(cause: str, totals: tuple[Totals, Totals], told: float) -> float:
    """What the movers leave unexplained; 0 within the rounding of the two scores."""
    (before, some), (after, more) = (each[cause] for each in totals)
    rest = after - before - told
    return round(rest, DECIMALS) if abs(rest) > SMALLEST + some + more else 0.0


def _totals(assessment: Assessment) -> Totals:
    """Where each cause ended, and how far nine decimals of its score leave that open.

    For a contributor log-odds; for a source the logarithm against the mean of its rivals. A
    result of a program that knew no competition has log-odds for both.
    """
    alone = list(assessment.contributors)
    found: Totals = {}
    if assessment.something_else is None:
        alone += assessment.sources
    else:
        scores = [*(each.score for each in assessment.sources), assessment.something_else.score]
        logs = [log(max(score, LEAST)) for score in scores]
        left_open = sum(LEAST / max(score, LEAST) for score in scores)
        for at, source in enumerate(assessment.sources):
            found[source.id] = (against_the_others(logs, at), left_open)
    for cause in alone:
        held = min(max(cause.score, LEAST), 1 - LEAST)
        found[cause.id] = (logit(held), LEAST / held)
    return found


def _movers(before: RankedCause, after: RankedCause, difference: Difference) -> tuple[Mover, ...]:
    old, new = _log_odds(before), _log_odds(after)
    found = (
        Mover(
            *key,
            round(new.get(key, 0.0) - old.get(key, 0.0), DECIMALS),
            difference.why(key[0], weighed_twice=key in old and key in new),
        )
        for key in dict.fromkeys((*new, *old))
    )
    moved = (mover for mover in found if abs(mover.log_odds) > SMALLEST)
    return tuple(sorted(moved, key=lambda mover: -abs(mover.log_odds)))


def _log_odds(cause: RankedCause) -> dict[Key, float]:
    total: dict[Key, float] = {}
    for reason in (*cause.for_, *cause.against):
        key = reason.question, reason.choice
        total[key] = total.get(key, 0.0) + reason.log_odds
    return total


def _ranked(assessment: Assessment) -> dict[str, RankedCause]:
    return {cause.id: cause for cause in (*assessment.sources, *assessment.contributors)}
