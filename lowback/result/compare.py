"""What changed between two results: answers, knowledge, and what moved the ranking.

All of it is read from the two documents; `lowback.result.movers` says what moved the ranking.
"""

from msgspec import Struct

from lowback.engine.assessment import Assessment, KnowledgeVersion
from lowback.knowledge.schema import Knowledge, Urgency
from lowback.result.movers import Moved, moved
from lowback.result.pain import Verdict, pain_verdict, verdict_of
from lowback.result.progress import ChangedAnswer, progress

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
    went = progress(old, new, knowledge)
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
        pain=went.pain,
        pain_verdict=pain_verdict(*went.pain, knowledge),
        pain_course=_course(new),
        running=lights,
        running_verdict=_running(lights),
        causes=moved(old, new, changed, same_knowledge=same),
    )


def _running(lights: tuple[str, str]) -> Verdict:
    if not set(lights) <= set(LIGHTS):
        return Verdict.UNKNOWN
    return verdict_of(LIGHTS.index(lights[1]) - LIGHTS.index(lights[0]))


def _course(new: Assessment) -> Verdict:
    value = next((each.value for each in new.answers if each.question == COURSE), None)
    return COURSES.get(value, Verdict.UNKNOWN) if isinstance(value, str) else Verdict.UNKNOWN
