"""What has been said so far, and how it changes: an answer taken, a step gone back. Pure.

An answer that is changed takes back only what depended on it: answers to questions that no
longer apply go, and questions whose turn it changed are asked again.
"""

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from lowback.engine.answers import Answer, Answers, with_derived
from lowback.engine.conditions import holds
from lowback.interview.steps import Step, dependants, without_orphans
from lowback.knowledge.schema import Knowledge

Given = Mapping[str, Answer | None]


class State(Struct, frozen=True):
    """The answers, the questions that had their turn, and the steps in the order asked.

    A question in `seen` without an answer was left out; `tests` are the self-tests to lead
    through, None while they were not offered yet.
    """

    answers: Answers
    seen: frozenset[str] = frozenset()
    trail: tuple[Step, ...] = ()
    tests: tuple[str, ...] | None = None


def begin(already: Answers, left_out: frozenset[str] = frozenset()) -> State:
    """Start from answers that are known; they are not asked again."""
    return State(dict(already), frozenset(already) | left_out)


def take(state: State, step: Step, given: Given, knowledge: Knowledge) -> State:
    """Keep what was said at a step; None means that a question was left out."""
    said = {name: each for name, each in state.answers.items() if name not in given}
    said |= {name: each for name, each in given.items() if each is not None}
    # What was worked out before goes first: it may rest on an answer that has just changed.
    entered = {name: each for name, each in said.items() if each.origin != "derived"}
    answers = without_orphans(with_derived(entered, knowledge), knowledge)
    dropped = said.keys() - answers.keys()
    # A dropped answer and a question whose turn changed must be asked again, so they are not seen.
    seen = (state.seen | given.keys()) - dropped - _again(state, answers, given, knowledge)
    trail = state.trail if place_of(state, step) < len(state.trail) else (*state.trail, step)
    kept = tuple(each for each in trail if each.ids & seen)
    return replace(state, answers=answers, seen=seen, trail=kept)


def before(state: State, step: Step | None) -> Step | None:
    """Return the step asked before this one; of None, the last one; None for the first."""
    at = len(state.trail) if step is None else place_of(state, step)
    return state.trail[at - 1] if at else None


def place_of(state: State, step: Step) -> int:
    """Return the place of a step among those that were asked, from 0; of a new one, the next."""
    first = step.questions[0].id
    found = (at for at, each in enumerate(state.trail) if first in each.ids)
    return next(found, len(state.trail))


def _again(state: State, answers: Answers, given: Given, knowledge: Knowledge) -> set[str]:
    """The questions whose turn changed because an earlier answer did."""
    changed = [
        name for name in given if name in state.seen and state.answers.get(name) != given[name]
    ]
    return {
        name
        for each in changed
        for name in dependants(each, knowledge)
        if (ask_when := knowledge.questions[name].ask_when)
        and holds(ask_when, state.answers, knowledge) != holds(ask_when, answers, knowledge)
    }
