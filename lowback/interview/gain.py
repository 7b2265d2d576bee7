"""How much a question would tell: expected information gain over the sources, in bits.

For one source with score p and one question whose choices have ratios r_c, we take the choices
as equally common in people without the source (q = 1/n) and q·r_c, scaled to add to one, in
people with it. The gain is the entropy of p minus the expected entropy after the answer;
the gains of all sources are added. It depends on nothing but the ratios and the answers.
"""

from collections.abc import Sequence
from math import log2

from lowback.answers import Answers
from lowback.interview.flow import Step
from lowback.knowledge.agree import choice_ids
from lowback.knowledge.schema import CauseKind, Knowledge, Question
from lowback.score import applies, rank_causes

TELLING = 0.01


def next_by_gain(waiting: Sequence[Step], answers: Answers, knowledge: Knowledge) -> Step | None:
    """Return the ordinary question that tells most, or None when none tells enough."""
    gains = [(expected_gain(step.questions[0], answers, knowledge), step) for step in waiting]
    best = max(gains, key=lambda each: each[0], default=(0.0, None))
    return best[1] if best[0] >= TELLING else None


def expected_gain(question: Question, answers: Answers, knowledge: Knowledge) -> float:
    """Return the bits that an answer is expected to bring, from 0 up."""
    total = 0.0
    for scored in rank_causes(answers, knowledge, CauseKind.SOURCE):
        ratios = {
            choice: ratio
            for evidence in scored.cause.evidence
            if evidence.question == question.id and applies(evidence, answers, knowledge)
            for choice, ratio in evidence.ratios.items()
        }
        if ratios:
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
