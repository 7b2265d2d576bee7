"""What changed between two results: answers, knowledge, and what moved the ranking.

All of it is read from the two documents; `lowback.result.movers` says what moved the ranking.
"""

from msgspec import Struct

from lowback.engine.answers import Answer, read_answer
from lowback.engine.assessment import Assessment, KnowledgeVersion
from lowback.knowledge.schema import Knowledge, Urgency
from lowback.result.movers import Moved, moved
from lowback.result.progress import PAIN, POINTS_THAT_COUNT, ChangedAnswer, Verdict, progress

SCHEMA = "lowback/comparison/1"
COURSE = "pain_course"
COURSES = {
    "improving": Verdict.BETTER,
    "same": Verdict.SAME,
    "comes_and_goes": Verdict.SAME,
    "steadily_worse": Verdict.WORSE,
}
LIGHTS = ("red", "amber", "green")


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
        causes=moved(old, new, changed, same_knowledge=same),
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
