"""Triage, then the ranking: the one place where the answers become a decision.

An assessment adds words and care to it; what-ifs and home tests compare two of them.
"""

from lowback.engine.answers import Answers
from lowback.engine.decision import Decision, Ranking
from lowback.engine.score import rank_causes
from lowback.engine.triage import check_red_flags
from lowback.knowledge.schema import Knowledge


def decide(answers: Answers, knowledge: Knowledge) -> Decision:
    """Decide how soon to be seen, and rank the causes unless nothing may be ranked."""
    triage = check_red_flags(answers, knowledge)
    return Decision(triage, rank_causes(answers, knowledge) if triage.ranked else Ranking())
