"""The word for a score, and whether one source stands out or none fits well."""

from lowback.engine.answers import Answer, Answers
from lowback.engine.assessment import Fit
from lowback.engine.decision import Ranking
from lowback.knowledge.schema import CauseKind, Knowledge

STANDS_OUT_FROM, TIMES_THE_NEXT = 0.50, 2.0
SOMETHING_ELSE_FROM = 0.30
SOURCE_FITS = (
    (0.80, Fit.VERY_LIKELY),
    (0.50, Fit.LIKELY),
    (0.20, Fit.POSSIBLE),
    (0.05, Fit.LESS_LIKELY),
    (0.00, Fit.UNLIKELY),
)
CLEARLY_PRESENT_OVER = 0.60
WORTH_A_LOOK_FROM = 0.30


def fit_of(score: float, kind: CauseKind) -> Fit:
    """Return the word for a score."""
    if kind is CauseKind.SOURCE:
        return next(fit for least, fit in SOURCE_FITS if score >= least)
    if score > CLEARLY_PRESENT_OVER:
        return Fit.CLEARLY_PRESENT
    return Fit.WORTH_A_LOOK if score >= WORTH_A_LOOK_FROM else Fit.NOT_SEEN


def clear_source(ranking: Ranking, answers: Answers, knowledge: Knowledge) -> str | None:
    """Return the source that stands out: at least 0.50 and twice the next, with a place given.

    None while something else is shown (`fits_none_well`): the two would contradict each other.
    """
    if not ranking.sources or not is_placed(answers, knowledge) or fits_none_well(ranking):
        return None
    first, *others = ranking.sources
    rivals = [*(source.score for source in others), ranking.something_else]
    beaten = all(first.score >= TIMES_THE_NEXT * rival for rival in rivals)
    return first.cause.id if first.score >= STANDS_OUT_FROM and beaten else None


def is_placed(answers: Answers, knowledge: Knowledge) -> bool:
    """Whether the runner could say where it hurts: a place that is not vague, nor the worst one."""
    for table in knowledge.something_else.answers:
        if table.one_of and (ticked := answers.get(table.question)):
            worst = answers.get(table.narrowed_by or "")
            return not _is_vague(ticked, knowledge) and not (worst and _is_vague(worst, knowledge))
    return False


def _is_vague(answer: Answer, knowledge: Knowledge) -> bool:
    return knowledge.questions[answer.question].vague_ids.issuperset(answer.choices)


def fits_none_well(ranking: Ranking) -> bool:
    """Whether something else leads or reaches 0.30."""
    best = max((source.score for source in ranking.sources), default=0.0)
    return ranking.something_else >= min(SOMETHING_ELSE_FROM, best) > 0
