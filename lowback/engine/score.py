"""Rank causes by how well they fit the answers.

Each cause starts at its pretest odds. Every answer multiplies those odds by its likelihood
ratio, raised to the cause's tempering because answers overlap; an unanswered question
changes nothing. We add logarithms so that each contribution can be shown on its own:

    score = 1 / (1 + exp(-(logit(pretest) + tempering * sum(ln ratio))))

held between the cause's floor and ceiling (docs/scoring.md has the sources).
"""

from collections.abc import Iterable, Iterator
from math import exp, log

from msgspec.structs import replace

from lowback.engine.answers import Answer, Answers
from lowback.engine.assessment import Fit, Scored, Weighed
from lowback.engine.conditions import holds
from lowback.knowledge.schema import Cause, CauseKind, Evidence, Knowledge

DECIMALS = 9
CLEAR_SOURCE = 0.35
SOURCE_FITS = (
    (0.80, Fit.VERY_LIKELY),
    (0.50, Fit.LIKELY),
    (0.20, Fit.POSSIBLE),
    (0.05, Fit.LESS_LIKELY),
    (0.00, Fit.UNLIKELY),
)
CLEARLY_PRESENT_OVER = 0.60
WORTH_A_LOOK_FROM = 0.30


def rank_causes(answers: Answers, knowledge: Knowledge, kind: CauseKind) -> tuple[Scored, ...]:
    """Score the causes of one kind, best first; ties share a rank and keep the authors' order."""
    scored = [
        _score(cause, answers, knowledge)
        for cause in knowledge.causes.values()
        if cause.kind is kind
    ]
    best_first = sorted(scored, key=lambda each: -each.score)
    return tuple(_with_rank(each, best_first) for each in best_first)


def score_of(cause: Cause, log_odds: Iterable[float]) -> float:
    """Turn tempered log-odds into a score between floor and ceiling."""
    total = log(cause.pretest / (1 - cause.pretest)) + sum(log_odds)
    return round(min(max(1 / (1 + exp(-total)), cause.floor), cause.ceiling), DECIMALS)


def fit_of(score: float, kind: CauseKind) -> Fit:
    """Return the word for a score."""
    if kind is CauseKind.SOURCE:
        return next(fit for least, fit in SOURCE_FITS if score >= least)
    if score > CLEARLY_PRESENT_OVER:
        return Fit.CLEARLY_PRESENT
    return Fit.WORTH_A_LOOK if score >= WORTH_A_LOOK_FROM else Fit.NOT_SEEN


def clear_source(sources: Iterable[Scored]) -> str | None:
    """Return the source that stands out: alone in first place with 0.35 or more."""
    leaders = [each for each in sources if each.rank == 1 and each.score >= CLEAR_SOURCE]
    return leaders[0].cause.id if len(leaders) == 1 else None


def applies(evidence: Evidence, answers: Answers, knowledge: Knowledge) -> bool:
    """Whether a piece of evidence counts for this runner (its `only_if` surely holds)."""
    return evidence.only_if is None or holds(evidence.only_if, answers, knowledge) is True


def _score(cause: Cause, answers: Answers, knowledge: Knowledge) -> Scored:
    weighed = tuple(
        each
        for evidence in cause.evidence
        if (answer := answers.get(evidence.question)) and applies(evidence, answers, knowledge)
        for each in _weigh(evidence, answer, cause.tempering)
    )
    score = score_of(cause, (each.log_odds for each in weighed))
    return Scored(cause, score, fit_of(score, cause.kind), 0, weighed)


def _weigh(evidence: Evidence, answer: Answer, tempering: float) -> Iterator[Weighed]:
    for choice in answer.choices:
        if (ratio := evidence.ratios.get(choice)) is not None:
            yield Weighed(evidence, choice, ratio, tempering * log(ratio))


def _with_rank(scored: Scored, best_first: list[Scored]) -> Scored:
    rank = 1 + sum(other.score > scored.score for other in best_first)
    return replace(scored, rank=rank)
