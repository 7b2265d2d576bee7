"""What moved the ranking between two results, read from the two documents.

A contribution that differs comes from the answer when the answer differs, from the knowledge when
the ratio does; one that came or went beside an unchanged answer hangs on another answer, or on
the knowledge if that changed too.
"""

from collections.abc import Iterable
from math import log
from typing import Literal

from msgspec import Struct

from lowback.engine.assessment import Assessment, Fit, RankedCause
from lowback.engine.score import DECIMALS, against_the_others

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


class Moved(Struct, frozen=True):
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


def moved(
    old: Assessment, new: Assessment, changed: set[str], *, same_knowledge: bool
) -> tuple[Moved, ...]:
    """Every cause of either result, with what moved it; `changed` are questions answered anew."""
    before, after, totals = _ranked(old), _ranked(new), (_totals(old), _totals(new))
    return tuple(
        _one((before.get(each), after.get(each)), totals, changed, same_knowledge)
        for each in dict.fromkeys((*after, *before))
    )


def _one(
    pair: tuple[RankedCause | None, RankedCause | None],
    totals: tuple[Totals, Totals],
    changed: set[str],
    same: bool,  # noqa: FBT001 - one private caller
) -> Moved:
    before, after = pair
    shown = next(each for each in (after, before) if each is not None)
    movers = _movers(before, after, changed, same) if before and after else ()
    total = sum(each.log_odds for each in movers)
    return Moved(
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
        logs = [log(max(each, LEAST)) for each in scores]
        open_ = sum(LEAST / max(each, LEAST) for each in scores)
        for at, each in enumerate(assessment.sources):
            found[each.id] = (against_the_others(logs, at), open_)
    for each in alone:
        held = min(max(each.score, LEAST), 1 - LEAST)
        found[each.id] = (log(held / (1 - held)), LEAST / held)
    return found


def _movers(
    before: RankedCause,
    after: RankedCause,
    changed: set[str],
    same: bool,  # noqa: FBT001 - one private caller
) -> tuple[Mover, ...]:
    old, new = _log_odds(before), _log_odds(after)
    found = [
        Mover(key[0], key[1], round(new.get(key, 0.0) - old.get(key, 0.0), DECIMALS), why)
        for key in dict.fromkeys((*new, *old))
        for why in (_why(key, old, new, changed, same),)
    ]
    told = [each for each in found if abs(each.log_odds) > SMALLEST]
    return tuple(sorted(told, key=lambda each: -abs(each.log_odds)))


def _why(
    key: Key,
    old: dict[Key, float],
    new: dict[Key, float],
    changed: set[str],
    same: bool,  # noqa: FBT001 - one private caller
) -> Why:
    if key[0] in changed:
        return "answer"
    if key in old and key in new:
        return "another_answer" if same else "knowledge"
    return "another_answer" if same else "another_answer_or_knowledge"


def _log_odds(cause: RankedCause) -> dict[Key, float]:
    total: dict[Key, float] = {}
    reasons: Iterable[tuple[Key, float]] = (
        ((each.question, each.choice), each.log_odds) for each in (*cause.for_, *cause.against)
    )
    for key, log_odds in reasons:
        total[key] = total.get(key, 0.0) + log_odds
    return total


def _ranked(assessment: Assessment) -> dict[str, RankedCause]:
    return {each.id: each for each in (*assessment.sources, *assessment.contributors)}
