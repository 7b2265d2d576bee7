"""What changed between two results: answers, urgency, pain, knowledge, and what moved the ranking.

All of it is read from the two documents. Better or worse is a judgement, not a test: pain counts
from some points on, urgency from one step, and worse anywhere outweighs better elsewhere.
"""

from msgspec import Struct

from lowback.engine.assessment import Assessment, KnowledgeVersion
from lowback.knowledge.schema import Knowledge, Urgency
from lowback.result.movers import Difference, MovedCause, moved_causes
from lowback.result.pain import Verdict, pain_of, pain_verdict, verdict_of

SCHEMA = "lowback/comparison/1"
COURSE = "pain_course"
COURSES = {
    "improving": Verdict.BETTER,
    "same": Verdict.SAME,
    "comes_and_goes": Verdict.SAME,
    "eased_then_back": Verdict.SAME,
    "better_then_worse": Verdict.WORSE,
    "steadily_worse": Verdict.WORSE,
}
LIGHTS = ("red", "amber", "green")
Value = str | float | tuple[str, ...]


class ChangedAnswer(Struct, frozen=True):
    """A question answered otherwise than before; None is no answer."""

    question: str
    before: Value | None
    after: Value | None


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
    causes: tuple[MovedCause, ...]


def compare(old: Assessment, new: Assessment, knowledge: Knowledge) -> Comparison:
    """Compare two results, the older first; `knowledge` orders the bands of the pain."""
    answers, pain = _changed(old, new), (pain_of(old, knowledge), pain_of(new, knowledge))
    urgency = old.triage.urgency, new.triage.urgency
    lights = old.triage.running.light, new.triage.running.light
    felt, course = pain_verdict(*pain, knowledge), _course(new)
    same = old.knowledge.sha256 == new.knowledge.sha256
    difference = Difference(frozenset(changed.question for changed in answers), same)
    return Comparison(
        schema=SCHEMA,
        assessed_on=(old.assessed_on, new.assessed_on),
        knowledge=(old.knowledge, new.knowledge),
        same_knowledge=same,
        answers=answers,
        urgency=urgency,
        clear_source=(old.clear_source, new.clear_source),
        verdict=_all_in_all(urgency, felt, course),
        pain=pain,
        pain_verdict=felt,
        pain_course=course,
        running=lights,
        running_verdict=_running(lights),
        causes=moved_causes(old, new, difference),
    )


def _all_in_all(urgency: tuple[Urgency, Urgency], pain: Verdict, course: Verdict) -> Verdict:
    step = urgency[1].level - urgency[0].level
    if step > 0 or Verdict.WORSE in (course, pain):
        return Verdict.WORSE
    return Verdict.BETTER if step < 0 else pain


def _changed(old: Assessment, new: Assessment) -> tuple[ChangedAnswer, ...]:
    before, after = (
        {answer.question: answer.value for answer in result.answers} for result in (old, new)
    )
    return tuple(
        ChangedAnswer(question, before.get(question), after.get(question))
        for question in dict.fromkeys((*after, *before))
        if before.get(question) != after.get(question)
    )


def _running(lights: tuple[str, str]) -> Verdict:
    if not set(lights) <= set(LIGHTS):
        return Verdict.UNKNOWN
    return verdict_of(LIGHTS.index(lights[1]) - LIGHTS.index(lights[0]))


def _course(new: Assessment) -> Verdict:
    value = next((answer.value for answer in new.answers if answer.question == COURSE), None)
    return COURSES.get(value, Verdict.UNKNOWN) if isinstance(value, str) else Verdict.UNKNOWN
