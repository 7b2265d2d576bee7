"""How much a question would tell, and when asking more would change little.

The gain is the expected information over the sources, in bits. For one source with score p and
one question whose choices have ratios r_c, we take the choices as equally common in people
without the source (q = 1/n) and q·r_c, scaled to add to one, in people with it. The gain is the
entropy of p minus the expected entropy after the answer; the gains of all sources are added. It
depends on nothing but the ratios and the answers, so it is the same on every machine.
"""

from collections.abc import Iterable, Mapping, Sequence
from math import log, log2

from lowback.engine.answers import Answers
from lowback.engine.assessment import Scored
from lowback.engine.score import SOURCE_FITS, applies, rank_causes, score_of
from lowback.interview.steps import Step
from lowback.knowledge.integrity import choice_ids
from lowback.knowledge.schema import CauseKind, Knowledge, Question

TELLING = 0.01
AHEAD = 6


def next_by_gain(waiting: Sequence[Step], answers: Answers, knowledge: Knowledge) -> Step | None:
    """Return the ordinary question that tells most, or None when none tells enough."""
    ranking = rank_causes(answers, knowledge, CauseKind.SOURCE)
    gains = [(_gain_over(ranking, step.questions[0], answers, knowledge), step) for step in waiting]
    best = max(gains, key=lambda each: each[0], default=(0.0, None))
    return best[1] if best[0] >= TELLING else None


def expected_gain(question: Question, answers: Answers, knowledge: Knowledge) -> float:
    """Return the bits that an answer is expected to bring, from 0 up."""
    ranking = rank_causes(answers, knowledge, CauseKind.SOURCE)
    return _gain_over(ranking, question, answers, knowledge)


def is_settled(waiting: Iterable[Step], answers: Answers, knowledge: Knowledge) -> bool:
    """Whether the next few answers cannot move the leader by more than one fit word.

    We take, for each source, the `AHEAD` answers still to come that would raise it most, and for
    the leader those that would lower it most. It moves when its own word does, or when another
    source could come first with a word more than one step away.
    """
    ranking = rank_causes(answers, knowledge, CauseKind.SOURCE)
    steps = list(waiting)
    leader, now = ranking[0], _band(ranking[0].score)
    highest = max(_reached(each, steps, answers, knowledge, most=1) for each in ranking)
    lowest = _reached(leader, steps, answers, knowledge, most=-1)
    return abs(_band(highest) - now) <= 1 and abs(_band(lowest) - now) <= 1


def _reached(
    scored: Scored, waiting: Iterable[Step], answers: Answers, knowledge: Knowledge, *, most: int
) -> float:
    """The score of a source after the `AHEAD` answers that move it furthest up or down."""
    moves = sorted(
        (
            max((most * log(each) for each in ratios.values()), default=0.0)
            for step in waiting
            if (ratios := _ratios(scored, step.questions[0].id, answers, knowledge))
        ),
        reverse=True,
    )
    ahead = most * scored.cause.tempering * sum(each for each in moves[:AHEAD] if each > 0)
    return score_of(scored.cause, [*(each.log_odds for each in scored.weighed), ahead])


def _band(score: float) -> int:
    return next(at for at, (least, _) in enumerate(SOURCE_FITS) if score >= least)


def _ratios(
    scored: Scored, question: str, answers: Answers, knowledge: Knowledge
) -> Mapping[str, float]:
    return {
        choice: ratio
        for evidence in scored.cause.evidence
        if evidence.question == question and applies(evidence, answers, knowledge)
        for choice, ratio in evidence.ratios.items()
    }


def _gain_over(
    ranking: Iterable[Scored], question: Question, answers: Answers, knowledge: Knowledge
) -> float:
    total = 0.0
    for scored in ranking:
        if ratios := _ratios(scored, question.id, answers, knowledge):
            listed = [ratios.get(choice, 1.0) for choice in choice_ids(question)]
            total += _gain(scored.score, [ratio**scored.cause.tempering for ratio in listed])
    return total


def _gain(score: float, ratios: list[float]) -> float:
    without = 1 / len(ratios)
    scale = sum(ratios)
    expected = 0.0
    for ratio in ratios:
        with_it, without_it = score * ratio / scale, (1 - score) * without
        seen = with_it + without_it
        expected += seen * _entropy(with_it / seen)
    return max(_entropy(score) - expected, 0.0)


def _entropy(p: float) -> float:
    return -sum(each * log2(each) for each in (p, 1 - p) if each > 0)
