"""How much a question would tell, and when asking more would change little.

The gain is the expected information over the sources and something else, in bits: the entropy of
their scores minus the expected entropy after the answer. How often each answer comes is what the
tables say of runners like these, the scores taken as shares:

    gain = H(p) - sum over answers of P(answer) H(p after it),  P(answer) = sum of p(s) f(answer|s)

Ticks of one question are taken one at a time, scaled to sum to 1. The gain depends on nothing
but the tables and the answers, so it is the same on every machine.
"""

from collections.abc import Sequence
from math import log, log2

from lowback.engine.answers import Answers
from lowback.engine.score import rows_of, shares, tables_of, totals
from lowback.interview.steps import Step
from lowback.knowledge.schema import Knowledge, Question

TELLING = 0.01


def next_by_gain(waiting: Sequence[Step], answers: Answers, knowledge: Knowledge) -> Step | None:
    """Return the ordinary question that tells most, or None when none tells enough."""
    now = totals(rows_of(answers, knowledge), knowledge)
    gains = [(_gain(now, step.questions[0], knowledge), step) for step in waiting]
    best = max(gains, key=lambda each: each[0], default=(0.0, None))
    return best[1] if best[0] >= TELLING else None


def expected_gain(question: Question, answers: Answers, knowledge: Knowledge) -> float:
    """Return the bits that an answer is expected to bring, from 0 up."""
    return _gain(totals(rows_of(answers, knowledge), knowledge), question, knowledge)


def _gain(now: Sequence[float], question: Question, knowledge: Knowledge) -> float:
    """The gain when L of every competitor is `now` (`score.totals`)."""
    tables, power = tables_of(question.id, knowledge), knowledge.competition.power
    if not tables:
        return 0.0
    # Read across: one tuple for each answer, with what every competitor says of it, so that
    # `seen` is how often the answer comes and `after` is where L of every competitor then stands.
    frequencies = [_scaled(list(each.of_100.values())) for each in tables]
    scores = shares(now)
    expected = 0.0
    for answer in zip(*frequencies, strict=True):
        seen = sum(score * each for score, each in zip(scores, answer, strict=True))
        after = [log_ + power * log(each) for log_, each in zip(now, answer, strict=True)]
        expected += seen * _entropy(shares(after))
    # The power makes shares that are not quite probabilities, so a gain may come out below 0.
    return max(_entropy(scores) - expected, 0.0)


def _scaled(figures: Sequence[float]) -> list[float]:
    return [each / sum(figures) for each in figures]


def _entropy(scores: Sequence[float]) -> float:
    return -sum(each * log2(each) for each in scores if each > 0)
