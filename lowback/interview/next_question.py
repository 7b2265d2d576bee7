"""Which step comes next in each mode, and how far along we are. Pure.

Every mode opens with what decides which warning signs apply, then asks all signs that can, each
screen with its follow-ups right after it. `default` goes on with the questions that could still
raise the urgency or change the running light, then with the most telling one again and again, at
most twelve ordinary questions together, as long as one tells enough. `enough` leaves the telling
ones out; `full` asks every question that applies or may apply. `screen` asks only what decides
about warning signs. With the same answers no short mode ends milder than the full one.
"""

from collections.abc import Iterator, Sequence
from typing import Literal

from lowback.engine.conditions import holds, questions_read, undecided
from lowback.engine.score import questions_of
from lowback.engine.triage import check_red_flags, fires
from lowback.interview.information_gain import next_by_gain
from lowback.interview.open_rules import deciding
from lowback.interview.state import State, place_of
from lowback.interview.steps import Step, steps
from lowback.knowledge.schema import Knowledge, Urgency

Mode = Literal["default", "enough", "full", "screen"]
MOST_TELLING = 12


def next_step(state: State, knowledge: Knowledge, mode: Mode) -> Step | None:
    """Return the next step, or None when this mode has asked enough."""
    waiting = waiting_steps(state, knowledge, mode)
    opens = _opening(knowledge)
    if opening := next((each for each in waiting if each.section.id in opens), None):
        return opening
    ordinary = [each for each in waiting if not each.section.red_flags]
    if mode == "full" and is_ranked(state, knowledge):
        return next(iter(ordinary), None)
    if needed := _first(_needed(state, knowledge, mode), waiting):
        return needed
    if mode == "default" and is_ranked(state, knowledge) and _asked(state) < MOST_TELLING:
        return next_by_gain(ordinary, state.answers, knowledge)
    return None


def is_emergency(state: State, knowledge: Knowledge) -> bool:
    """Whether an emergency ends the talk: one that no follow-up still to come could explain."""
    fired = [
        rule
        for rule in knowledge.red_flags.values()
        if rule.urgency is Urgency.EMERGENCY and fires(rule, state.answers, knowledge)
    ]
    waiting = {name for each in _waiting(state, knowledge) for name in each.ids} if fired else set()
    return any(
        not rule.unless or waiting.isdisjoint(undecided(rule.unless, state.answers, knowledge))
        for rule in fired
    )


def is_ranked(state: State, knowledge: Knowledge) -> bool:
    """Whether causes will be ranked; under 16 they are not, and few questions remain."""
    return check_red_flags(state.answers, knowledge).ranked


def may_end(state: State, knowledge: Knowledge) -> bool:
    """Whether the runner may have the answer now: nothing is open that could make it worse."""
    return next_step(state, knowledge, "enough") is None


def still_telling(state: State, knowledge: Knowledge) -> int:
    """How many questions that were not asked could still change the order of the causes."""
    read = {name for cause in knowledge.causes.values() for name in questions_of(cause)}
    return sum(bool(each.ids & read) for each in waiting_steps(state, knowledge, "full"))


def place(step: Step, state: State, knowledge: Knowledge, mode: Mode) -> str:
    """Say where we are, as text: `7 of 24 · Nerves and bladder`; every screen counts."""
    number = place_of(state, step) + 1
    whole = max(number, len(state.trail) + to_come(state, knowledge, mode))
    return f"{number} of {whole} · {step.section.title}"


def to_come(state: State, knowledge: Knowledge, mode: Mode) -> int:
    """Return about how many screens are still to come."""
    waiting, opens = waiting_steps(state, knowledge, mode), _opening(knowledge)
    opening = sum(each.section.id in opens for each in waiting)
    ordinary = len(waiting) - opening
    if mode == "default":
        ordinary = min(ordinary, max(MOST_TELLING - _asked(state), 0))
    return opening + (
        len(list(_decides_on_signs(state, knowledge))) if mode == "screen" else ordinary
    )


def waiting_steps(state: State, knowledge: Knowledge, mode: Mode) -> list[Step]:
    """Return the steps of a mode that had no turn yet."""
    return [
        each
        for each in _waiting(state, knowledge)
        if mode == "full" or each.questions[0].depth == "default"
    ]


def _waiting(state: State, knowledge: Knowledge) -> Iterator[Step]:
    every = steps(knowledge, state.answers, state.seen)
    return (each for each in every if not each.ids <= state.seen)


def _opening(knowledge: Knowledge) -> frozenset[str]:
    """The sections before the signs, and those of the signs."""
    first = next((at for at, each in enumerate(knowledge.sections) if each.red_flags), 0)
    signs = {each.id for each in knowledge.sections if each.red_flags}
    return frozenset(signs | {each.id for each in knowledge.sections[:first]})


def _asked(state: State) -> int:
    """How many ordinary questions were asked since the signs."""
    at = [each.section.red_flags for each in state.trail]
    return sum(not flag for flag in at[at.index(True) :]) if True in at else 0


def _needed(state: State, knowledge: Knowledge, mode: Mode) -> Iterator[str]:
    """Questions that no short mode leaves out, in the order in which they are asked."""
    yield from _decides_on_signs(state, knowledge)
    if mode != "screen":
        yield knowledge.daily.pain_answer
        yield from deciding(state.answers, knowledge)


def _decides_on_signs(state: State, knowledge: Knowledge) -> Iterator[str]:
    """What decides whether causes are ranked, and whether more signs apply."""
    for rule in knowledge.red_flags.values():
        if not rule.ranked:
            yield from questions_read(rule.when, knowledge)
    for sign in knowledge.red_flag_questions():
        if sign.ask_when and holds(sign.ask_when, state.answers, knowledge) is None:
            yield from questions_read(sign.ask_when, knowledge)


def _first(names: Iterator[str], waiting: Sequence[Step]) -> Step | None:
    found = (each for name in names for each in waiting if name in each.ids)
    return next(found, None)
