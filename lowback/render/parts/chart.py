"""The reasons for and against a cause as lengths from a middle line.

A length is a reason's log-odds, as a share of the longest one in the report; no number is
shown.
"""

from collections.abc import Iterable

from msgspec import Struct

from lowback.engine.assessment import Contribution, RankedCause

FOR_SHOWN, AGAINST_SHOWN = 3, 2
SHORTEST = 0.02
DIGITS = 3


class Bar(Struct, frozen=True):
    """One reason; `length` is 0-1 of half the chart, to the right when it speaks for."""

    reason: Contribution
    speaks_for: bool
    length: float


class Chart(Struct, frozen=True):
    """The strongest reasons of one cause, and the others."""

    bars: tuple[Bar, ...]
    rest: tuple[Bar, ...]


def longest(causes: Iterable[RankedCause]) -> float:
    """Return the greatest log-odds of these causes, so that their charts share one scale."""
    return max((abs(each.log_odds) for cause in causes for each in _reasons(cause)), default=1.0)


def chart(cause: RankedCause, scale: float) -> Chart:
    """Return the chart of a cause: for first, then against, each strongest first."""
    for_, against = cause.for_, cause.against
    shown = (*for_[:FOR_SHOWN], *against[:AGAINST_SHOWN])
    rest = (*for_[FOR_SHOWN:], *against[AGAINST_SHOWN:])
    return Chart(
        bars=tuple(_bar(each, scale) for each in shown),
        rest=tuple(_bar(each, scale) for each in rest),
    )


def _bar(reason: Contribution, scale: float) -> Bar:
    share = abs(reason.log_odds) / scale if scale else 0.0
    return Bar(reason, reason.log_odds > 0, round(max(share, SHORTEST), DIGITS))


def _reasons(cause: RankedCause) -> tuple[Contribution, ...]:
    return (*cause.for_, *cause.against)
