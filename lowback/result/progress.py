"""Better, the same or worse than last time, and which answer moved what.

A judgement, not a test: pain counts from two points on, urgency from one step. Worse anywhere
outweighs better elsewhere.
"""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from lowback.engine.assessment import Assessment, Fit, RankedCause
from lowback.knowledge.schema import Knowledge, Urgency
from lowback.result.pain import Verdict, pain_of, pain_verdict

COURSE = "pain_course"
STEP_THAT_COUNTS = 0.05
MOVERS = 3


class ChangedAnswer(Struct, frozen=True):
    """A question answered otherwise than before; None is no answer."""

    question: str
    before: str | float | tuple[str, ...] | None
    after: str | float | tuple[str, ...] | None


class Mover(Struct, frozen=True):
    """What one answer changed for a cause, in log-odds after tempering."""

    question: str
    log_odds: float


class MovedCause(Struct, frozen=True):
    """A cause whose score moved, with the answers that moved it most."""

    id: str
    name: str
    before: Fit
    after: Fit
    score_before: float
    score_after: float
    movers: tuple[Mover, ...]


class Progress(Struct, frozen=True):
    """What changed between two assessments of one runner."""

    verdict: Verdict
    since: str
    pain: tuple[str | float | None, str | float | None]
    urgency: tuple[Urgency, Urgency]
    answers: tuple[ChangedAnswer, ...]
    causes: tuple[MovedCause, ...]


def progress(before: Assessment, after: Assessment, knowledge: Knowledge) -> Progress:
    """Compare two assessments of the same runner, the earlier first."""
    old, new = _values(before), _values(after)
    pain = pain_of(before), pain_of(after)
    urgency = before.triage.urgency, after.triage.urgency
    return Progress(
        verdict=_verdict(pain_verdict(*pain, knowledge), urgency, new.get(COURSE)),
        since=before.assessed_on,
        pain=pain,
        urgency=urgency,
        answers=_changed(old, new),
        causes=_moved(
            (*before.sources, *before.contributors), (*after.sources, *after.contributors)
        ),
    )


def _verdict(pain: Verdict, urgency: tuple[Urgency, Urgency], course: object) -> Verdict:
    step = urgency[1].level - urgency[0].level
    if step > 0 or course == "steadily_worse" or pain is Verdict.WORSE:
        return Verdict.WORSE
    return Verdict.BETTER if step < 0 else pain


def _values(assessment: Assessment) -> dict[str, object]:
    return {each.question: each.value for each in assessment.answers}


def _changed(old: Mapping[str, object], new: Mapping[str, object]) -> tuple[ChangedAnswer, ...]:
    return tuple(
        ChangedAnswer(each, _shown(old.get(each)), _shown(new.get(each)))
        for each in dict.fromkeys((*new, *old))
        if old.get(each) != new.get(each)
    )


def _shown(value: object) -> str | float | tuple[str, ...] | None:
    return value if isinstance(value, str | float | int | tuple) else None


def _moved(before: Iterable[RankedCause], after: Iterable[RankedCause]) -> tuple[MovedCause, ...]:
    earlier = {each.id: each for each in before}
    return tuple(
        MovedCause(
            id=each.id,
            name=each.name,
            before=old.fit,
            after=each.fit,
            score_before=old.score,
            score_after=each.score,
            movers=_movers(old, each),
        )
        for each in after
        if (old := earlier.get(each.id)) is not None
        and (old.fit != each.fit or abs(old.score - each.score) >= STEP_THAT_COUNTS)
    )


def _movers(before: RankedCause, after: RankedCause) -> tuple[Mover, ...]:
    old, new = _log_odds(before), _log_odds(after)
    found = [
        Mover(each, new.get(each, 0.0) - old.get(each, 0.0)) for each in dict.fromkeys((*new, *old))
    ]
    moved = sorted((each for each in found if each.log_odds), key=lambda each: -abs(each.log_odds))
    return tuple(moved[:MOVERS])


def _log_odds(cause: RankedCause) -> dict[str, float]:
    total: dict[str, float] = {}
    for each in (*cause.for_, *cause.against):
        total[each.question] = total.get(each.question, 0.0) + each.log_odds
    return total
