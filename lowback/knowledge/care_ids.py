"""The ids and conditions that care and plan name, for the check that each of them exists."""

from collections.abc import Collection, Iterator
from itertools import chain

from lowback.errors import Source
from lowback.knowledge.conditions import Condition
from lowback.knowledge.schema import Knowledge

Named = tuple[Source, str, tuple[str, ...], Collection[str]]


def named_by_care(knowledge: Knowledge) -> Iterator[Named]:
    """Yield where, of what kind, which ids, and which of them are known."""
    for treatment in knowledge.treatments.values():
        yield treatment.written_at, "cause", treatment.for_causes, knowledge.causes
        yield treatment.written_at, "concern", treatment.for_concerns, knowledge.concerns
    for fit in chain.from_iterable(exercise.fits for exercise in knowledge.exercises.values()):
        yield fit.written_at, "cause", (fit.cause,), knowledge.causes
    yield from _named_by_plan(knowledge)
    for group in knowledge.about.handover:
        yield group.written_at, "question", group.questions, knowledge.questions


def _named_by_plan(knowledge: Knowledge) -> Iterator[Named]:
    plan = knowledge.plan
    chosen = (*plan.leg_exercises, *plan.trunk_exercises)
    yield plan.written_at, "exercise", chosen, knowledge.exercises
    daily = knowledge.daily
    asked = (*daily.other_signs, daily.limp_sign, daily.pain_answer)
    yield daily.written_at, "question", asked, knowledge.questions
    for limit in plan.more_pain:
        yield limit.written_at, "running advice", (limit.running,), knowledge.running
    for note in plan.by_source:
        yield note.written_at, "cause", (note.cause,), knowledge.causes
        yield note.written_at, "exercise", note.exercises, knowledge.exercises
    for page in knowledge.plan_pages.values():
        yield page.written_at, "running advice", page.running, knowledge.running
        yield page.written_at, "cause", page.leading, knowledge.causes
    for ladder in knowledge.plan_ladders.values():
        yield ladder.written_at, "plan page", ladder.pages, knowledge.plan_pages
        yield ladder.written_at, "running advice", ladder.running, knowledge.running


def conditions_of_care(knowledge: Knowledge) -> Iterator[Condition]:
    """Yield every condition that care or plan hangs on."""
    yield from (treatment.when for treatment in knowledge.treatments.values() if treatment.when)
    yield from (
        treatment.now_when for treatment in knowledge.treatments.values() if treatment.now_when
    )
    for exercise in knowledge.exercises.values():
        yield from (fit.only_if for fit in exercise.fits if fit.only_if)
    yield from (page.when for page in knowledge.plan_pages.values() if page.when)
    yield from (each.when for each in knowledge.plan.by_fact)
