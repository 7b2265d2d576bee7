"""How true the scores of sources are: log-loss, what each word of fit was worth, something else.

A case counts when the program ranked sources for it. Its accepted sources are those that may come
first. The log-loss is the mean of -ln(share), the share being what the accepted sources have
together of the scores of all sources; 0 is perfect, and ln 6 = 1.79 is knowing nothing of six.
"""

from collections.abc import Iterator, Sequence
from math import log

from msgspec import Struct

from lowback.cases.run import CaseResult
from lowback.engine.assessment import Fit, RankedCause
from lowback.engine.fit import SOURCE_FITS

LEAST_SHARE = 1e-9  # scores are rounded to nine decimals


class Word(Struct, frozen=True):
    """How often a source called `fit` was accepted: `right` of `all`; `mean` is the mean score."""

    fit: Fit
    right: int
    all: int
    mean: float


def log_loss(outcomes: Sequence[CaseResult]) -> float | None:
    """The log-loss over the cases that have an accepted source; None without any."""
    losses = [
        -log(max(_share(result), LEAST_SHARE)) for result in outcomes if result.place is not None
    ]
    return sum(losses) / len(losses) if losses else None


def words(outcomes: Sequence[CaseResult]) -> tuple[Word, ...]:
    """For each word of fit, over every source of every ranked case, cases of no source included."""
    scored = [(result, source) for result in outcomes for source in result.assessment.sources]
    return tuple(_word(fit, scored) for _, fit in SOURCE_FITS)


def leaders(outcomes: Sequence[CaseResult]) -> tuple[Word, ...]:
    """The same over the first source of every case that has an accepted source."""
    scored = [
        (result, result.assessment.sources[0]) for result in outcomes if result.place is not None
    ]
    return tuple(_word(fit, scored) for _, fit in SOURCE_FITS)


def something_else_told_apart(outcomes: Sequence[CaseResult]) -> float | None:
    """Area under the curve of the score of something else: cases of no source against the others.

    0.5 is chance and 1 is perfect; None where one of the two kinds is missing.
    """
    ranked = [result for result in outcomes if result.assessment.something_else]
    none = [_otherwise(result) for result in ranked if not result.case.expect.first]
    some = [_otherwise(result) for result in ranked if result.case.expect.first]
    if not none or not some:
        return None
    return sum((a > b) + (a == b) / 2 for a in none for b in some) / (len(none) * len(some))


def lines(outcomes: Sequence[CaseResult]) -> Iterator[str]:
    """Yield the figures of one kind of case, for `lowback check --cases`."""
    loss, apart = log_loss(outcomes), something_else_told_apart(outcomes)
    if loss is not None:
        yield f"{'log-loss over the sources':<34} {loss:.3f}"
    if apart is not None:
        yield f"{'something else told apart (AUC)':<34} {apart:.2f}"
    for each in words(outcomes):
        if each.all:
            lead = f"a source called {each.fit.value.replace('_', ' ')}"
            yield f"{lead:<34} right in {each.right} of {each.all}, mean score {each.mean:.2f}"


def _share(outcome: CaseResult) -> float:
    sources = outcome.assessment.sources
    accepted = [each.score for each in sources if each.id in outcome.case.expect.first]
    return sum(accepted) / sum(each.score for each in sources)


def _word(fit: Fit, scored: Sequence[tuple[CaseResult, RankedCause]]) -> Word:
    alike = [(outcome, source) for outcome, source in scored if source.fit is fit]
    right = sum(source.id in outcome.case.expect.first for outcome, source in alike)
    mean = sum(source.score for _, source in alike) / len(alike) if alike else 0.0
    return Word(fit, right, len(alike), mean)


def _otherwise(outcome: CaseResult) -> float:
    shown = outcome.assessment.something_else
    return shown.score if shown else 0.0
