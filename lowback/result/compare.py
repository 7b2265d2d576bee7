"""What changed between two results: answers, knowledge, and what moved the ranking.

All of it is read from the two documents. A contribution that differs comes from the answer
when the answer differs, from the knowledge when the ratio does; one that came or went beside
an unchanged answer hangs on another answer, or on the knowledge if that changed too.
"""

from collections.abc import Iterable
from math import log
from typing import Literal

from msgspec import Struct

from lowback.engine.answers import Answer, read_answer
from lowback.engine.assessment import Assessment, Fit, KnowledgeVersion, RankedCause
from lowback.knowledge.schema import Knowledge, Urgency
from lowback.result.progress import PAIN, POINTS_THAT_COUNT, ChangedAnswer, Verdict, progress

SCHEMA = "lowback/comparison/1"
DECIMALS = 9
SMALLEST = 1e-6
COURSE = "pain_course"
COURSES = {
    "improving": Verdict.BETTER,
    "same": Verdict.SAME,
    "comes_and_goes": Verdict.SAME,
    "steadily_worse": Verdict.WORSE,
}
LIGHTS = ("red", "amber", "green")
Why = Literal["answer", "knowledge", "another_answer", "another_answer_or_knowledge"]
Key = tuple[str, str]


class Mover(Struct, frozen=True):
    """One ratio that differs; `log_odds` is what it added (new minus old)."""

    question: str
    choice: str
    log_odds: float
    why: Why


class Moved(Struct, frozen=True):
    """One cause before and after; None where it was not ranked.

    `log_odds` is the sum of its movers; `start_and_limits` is what pretest, tempering, floor
    and ceiling account for.
    """

    id: str
    name: str
    rank: tuple[int | None, int | None]
    fit: tuple[Fit | None, Fit | None]
    score: tuple[float | None, float | None]
    log_odds: float
    start_and_limits: float | None
    movers: tuple[Mover, ...]


class Comparison(Struct, frozen=True):
    """Two results side by side, the older first in every pair."""

    schema: str
    assessed_on: tuple[str, str]
    knowledge: tuple[KnowledgeVersion, KnowledgeVersion]
    same_knowledge: bool
    answers: tuple[ChangedAnswer, ...]
    urgency: tuple[Urgency, Urgency]
    clear_source: tuple[str | None, str | None]
    verdict: Verdict
    pain: tuple[str | float | None, str | float | None]
    pain_verdict: Verdict
    pain_course: Verdict
    running: tuple[str, str]
    running_verdict: Verdict
    causes: tuple[Moved, ...]


def compare(old: Assessment, new: Assessment, knowledge: Knowledge) -> Comparison:
    """Compare two results, the older first; `knowledge` orders the bands of the pain."""
    went = progress(old, new)
    same = old.knowledge.sha256 == new.knowledge.sha256
    changed = {each.question for each in went.answers}
    lights = old.triage.running.light, new.triage.running.light
    return Comparison(
        schema=SCHEMA,
        assessed_on=(old.assessed_on, new.assessed_on),
        knowledge=(old.knowledge, new.knowledge),
        same_knowledge=same,
        answers=went.answers,
        urgency=went.urgency,
        clear_source=(old.clear_source, new.clear_source),
        verdict=went.verdict,
        pain=(_pain(old), _pain(new)),
        pain_verdict=_less_is_better(_pain(old), _pain(new), knowledge),
        pain_course=_course(new),
        running=lights,
        running_verdict=_running(lights),
        causes=_moved(_ranked(old), _ranked(new), changed, same_knowledge=same),
    )


def _pain(assessment: Assessment) -> str | float | None:
    value = next((each.value for each in assessment.answers if each.question == PAIN), None)
    return None if isinstance(value, tuple) else value


def _less_is_better(
    before: str | float | None, after: str | float | None, knowledge: Knowledge
) -> Verdict:
    """Two points count; bands count when they do not overlap."""
    old, new = (_ends(each, knowledge) for each in (before, after))
    if old is None or new is None:
        return Verdict.UNKNOWN
    if old == new:
        return Verdict.SAME
    if before == old[0] and after == new[0]:
        points = old[0] - new[0]
        return _verdict(points if abs(points) >= POINTS_THAT_COUNT else 0)
    if new[1] <= old[0] or old[1] <= new[0]:
        return _verdict(old[0] - new[0])
    return Verdict.UNKNOWN


def _ends(value: str | float | None, knowledge: Knowledge) -> tuple[float, float] | None:
    """The least and the most that a pain answer stands for."""
    if value is None or PAIN not in knowledge.questions:
        return None
    answer = read_answer(PAIN, value, knowledge, "typed")
    if not isinstance(answer, Answer) or answer.low is None or answer.high is None:
        return None
    return answer.low, answer.high


def _running(lights: tuple[str, str]) -> Verdict:
    if not set(lights) <= set(LIGHTS):
        return Verdict.UNKNOWN
    return _verdict(LIGHTS.index(lights[1]) - LIGHTS.index(lights[0]))


def _verdict(gain: float) -> Verdict:
    if gain == 0:
        return Verdict.SAME
    return Verdict.BETTER if gain > 0 else Verdict.WORSE


def _course(new: Assessment) -> Verdict:
    value = next((each.value for each in new.answers if each.question == COURSE), None)
    return COURSES.get(value, Verdict.UNKNOWN) if isinstance(value, str) else Verdict.UNKNOWN


def _ranked(assessment: Assessment) -> dict[str, RankedCause]:
    return {each.id: each for each in (*assessment.sources, *assessment.contributors)}


def _moved(
    old: dict[str, RankedCause],
    new: dict[str, RankedCause],
    changed: set[str],
    *,
    same_knowledge: bool,
) -> tuple[Moved, ...]:
    pairs = [(old.get(each), new.get(each)) for each in dict.fromkeys((*new, *old))]
    return tuple(_one(before, after, changed, same_knowledge) for before, after in pairs)


def _one(
    before: RankedCause | None,
    after: RankedCause | None,
    changed: set[str],
    same: bool,  # noqa: FBT001 - one private caller
) -> Moved:
    shown = next(each for each in (after, before) if each is not None)
    movers = _movers(before, after, changed, same) if before and after else ()
    total = sum(each.log_odds for each in movers)
    return Moved(
        id=shown.id,
        name=shown.name,
        rank=(before.rank if before else None, after.rank if after else None),
        fit=(before.fit if before else None, after.fit if after else None),
        score=(before.score if before else None, after.score if after else None),
        log_odds=round(total, DECIMALS),
        start_and_limits=_rest(before.score, after.score, total) if before and after else None,
        movers=movers,
    )


def _rest(before: float, after: float, total: float) -> float:
    rest = _logit(after) - _logit(before) - total
    return round(rest, DECIMALS) if abs(rest) > SMALLEST else 0.0


def _logit(score: float) -> float:
    held = min(max(score, 10**-DECIMALS), 1 - 10**-DECIMALS)
    return log(held / (1 - held))


def _movers(
    before: RankedCause,
    after: RankedCause,
    changed: set[str],
    same: bool,  # noqa: FBT001 - one private caller
) -> tuple[Mover, ...]:
    old, new = _log_odds(before), _log_odds(after)
    found = [
        Mover(key[0], key[1], round(new.get(key, 0.0) - old.get(key, 0.0), DECIMALS), why)
        for key in dict.fromkeys((*new, *old))
        for why in (_why(key, old, new, changed, same),)
    ]
    moved = [each for each in found if abs(each.log_odds) > SMALLEST]
    return tuple(sorted(moved, key=lambda each: -abs(each.log_odds)))


def _why(
    key: Key,
    old: dict[Key, float],
    new: dict[Key, float],
    changed: set[str],
    same: bool,  # noqa: FBT001 - one private caller
) -> Why:
    if key[0] in changed:
        return "answer"
    if key in old and key in new:
        return "another_answer" if same else "knowledge"
    return "another_answer" if same else "another_answer_or_knowledge"


def _log_odds(cause: RankedCause) -> dict[Key, float]:
    total: dict[Key, float] = {}
    reasons: Iterable[tuple[Key, float]] = (
        ((each.question, each.choice), each.log_odds) for each in (*cause.for_, *cause.against)
    )
    for key, log_odds in reasons:
        total[key] = total.get(key, 0.0) + log_odds
    return total
