"""The values inside the line, before they become the document: triage, scores, ranking."""

from msgspec import Struct

from lowback.engine.assessment import Fit
from lowback.knowledge.schema import (
    AnswerTable,
    ByWhen,
    Cause,
    Evidence,
    RedFlag,
    RunningAdvice,
    Urgency,
)


class AppliedRatio(Struct, frozen=True):
    """What one answer did to a cause; `log_odds` is after tempering or the power.

    For a source `ratio` is its frequency against the geometric mean of the others.
    """

    evidence: Evidence | AnswerTable
    choice: str
    ratio: float
    log_odds: float


class ScoredCause(Struct, frozen=True):
    """A cause with its score (0-1), word, rank from 1, and everything that moved it."""

    cause: Cause
    score: float
    fit: Fit
    rank: int
    weighed: tuple[AppliedRatio, ...]


class Ranking(Struct, frozen=True):
    """The sources and contributors, best first, and the score (0-1) of something else."""

    sources: tuple[ScoredCause, ...] = ()
    contributors: tuple[ScoredCause, ...] = ()
    something_else: float = 0.0

    @property
    def causes(self) -> tuple[ScoredCause, ...]:
        """Sources, then contributors."""
        return (*self.sources, *self.contributors)


class TriageDecision(Struct, frozen=True):
    """The urgency, the rules that fired (worst first) and the signs nobody has checked."""

    urgency: Urgency
    raised: tuple[RedFlag, ...]
    unchecked: tuple[str, ...]
    running: RunningAdvice

    @property
    def by_when(self) -> ByWhen | None:
        """The shortest deadline of the rules that fired; None when none did."""
        wanted = {rule.by_when for rule in self.raised}
        return next((deadline for deadline in ByWhen if deadline in wanted), None)

    @property
    def ranked(self) -> bool:
        """Whether causes may be ranked: never in an emergency or out of scope."""
        return self.urgency is not Urgency.EMERGENCY and all(rule.ranked for rule in self.raised)

    @property
    def training_waits(self) -> bool:
        """Whether a warning sign, raised or still open, comes before any training."""
        return self.urgency is not Urgency.SELF_CARE and not self.running.allows_running


class Decision(Struct, frozen=True):
    """What the answers come to: how soon to be seen, and the ranking, empty where none is made."""

    triage: TriageDecision
    ranking: Ranking

    @property
    def is_emergency(self) -> bool:
        """Whether nothing but the emergency matters now."""
        return self.triage.urgency is Urgency.EMERGENCY

    @property
    def first(self) -> tuple[str, ...]:
        """The sources in first place; several when they tie, none when nothing is ranked."""
        return tuple(source.cause.id for source in self.ranking.sources if source.rank == 1)
