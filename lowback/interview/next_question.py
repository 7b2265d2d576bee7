"""Which step comes next in each mode, and how far along we are. Pure.

`standard` asks what is relevant; `full` also what may be; `quick` the warning signs, what
decides whether more of them apply, and then the most telling question again and again until the
leading source can hardly move. Every mode but `screen` ends with the questions that could still
raise a condition nobody should miss. `screen` asks the warning signs only.
"""

from collections.abc import Iterator
from typing import Literal

from lowback.engine.conditions import holds
from lowback.engine.open_concerns import not_cleared
from lowback.engine.triage import check_red_flags
from lowback.interview.information_gain import next_by_gain
from lowback.interview.state import State, number_of
from lowback.interview.steps import Step, reads, steps
from lowback.knowledge.schema import Knowledge

Mode = Literal["quick", "standard", "full", "screen"]
PAIN_NOW = "pain_now"
QUICK = 15


def next_step(state: State, knowledge: Knowledge, mode: Mode) -> Step | None:
    """Return the next step, or None when this mode has asked enough."""
    waiting = [each for each in _steps(state, knowledge, mode) if not each.ids <= state.seen]
    opening = next((each for each in waiting if each.is_group), None)
    if mode in {"standard", "full"} and is_ranked(state, knowledge):
        return next(iter(waiting), None) or _cant_miss(waiting, state, knowledge)
    if opening:
        return opening
    if needed := _first(_needed(state, knowledge, mode), waiting):
        return needed
    if mode == "screen":
        return None
    telling = _telling(waiting, state, knowledge) if mode == "quick" else None
    return telling or _cant_miss(waiting, state, knowledge)


def is_ranked(state: State, knowledge: Knowledge) -> bool:
    """Whether causes will be ranked; under 16 they are not, and few questions remain."""
    return check_red_flags(state.answers, knowledge).ranked


def place(step: Step, state: State, knowledge: Knowledge, mode: Mode) -> str:
    """Say where we are, as text: `Warning signs 1 of 6`, `Question 7 of about 40`."""
    number = number_of(state, step)
    every = list(_steps(state, knowledge, mode))
    if step.is_group:
        return f"Warning signs {number} of {sum(each.is_group for each in every)} · {title(step)}"
    if mode == "screen":
        return f"Question {number} · {title(step)}"
    most = max(QUICK, number) if mode == "quick" else _count(every, state)
    return f"Question {number} of about {most} · {title(step)}"


def title(step: Step) -> str:
    """Return the title of a step's section."""
    return step.section.title


def _count(every: list[Step], state: State) -> int:
    known = {name for step in state.trail for name in step.ids}
    return sum(
        not each.is_group and (each.ids <= known or not each.ids <= state.seen) for each in every
    )


def _steps(state: State, knowledge: Knowledge, mode: Mode) -> Iterator[Step]:
    return steps(knowledge, state.answers, state.seen, thorough=mode == "full")


def _needed(state: State, knowledge: Knowledge, mode: Mode) -> Iterator[str]:
    """Questions that no short mode leaves out, in the order in which they are asked."""
    for rule in knowledge.red_flags.values():
        if not rule.ranked:
            yield from reads(rule.when, knowledge)
    for sign in knowledge.red_flag_questions():
        if sign.ask_when and holds(sign.ask_when, state.answers, knowledge) is None:
            yield from reads(sign.ask_when, knowledge)
    if mode == "quick":
        yield PAIN_NOW


def _first(names: Iterator[str], waiting: list[Step]) -> Step | None:
    found = (each for name in names for each in waiting if name in each.ids)
    return next(found, None)


def _telling(waiting: list[Step], state: State, knowledge: Knowledge) -> Step | None:
    if not is_ranked(state, knowledge):
        return None
    return next_by_gain(waiting, state.answers, knowledge)


def _cant_miss(waiting: list[Step], state: State, knowledge: Knowledge) -> Step | None:
    """Return a question that could, alone or with one more, raise what nobody should miss."""
    open_ = not_cleared(state.answers, knowledge)
    return _first((name for each in open_ for name in each.questions), waiting)
