"""What a runner with known answers types, step by step: the same keys for both back ends."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lowback.engine.answers import Answer, Answers
from lowback.interview.next_question import Mode, is_emergency, next_step, place
from lowback.interview.state import begin, take
from lowback.interview.steps import Step
from lowback.interview.terminal.prompter import LEFT_OUT, Screen, keyed
from lowback.interview.wording import NONE, Wording
from lowback.knowledge.schema import Knowledge


class Turn(NamedTuple):
    """Wait for a text, then type keys and Enter."""

    see: str
    keys: str
    asks: frozenset[str] = frozenset()


def turns(said: Answers, knowledge: Knowledge, mode: Mode) -> Iterator[Turn]:
    """Yield what is asked and typed up to the review page; nothing said is left out or no."""
    wording, state = Wording(knowledge, "runner"), begin({})
    while not is_emergency(state, knowledge):
        step = next_step(state, knowledge, mode)
        if step is None:
            return
        where = place(step, state, knowledge, mode)
        given = {each.id: _given(said, each.id, step) for each in step.questions}
        if len(step.questions) > 1:
            yield Turn(where, _ticks(wording.group(step, where, {}), given), step.ids)
        else:
            keys = _typed(wording.question(step.questions[0], where, {}), given)
            yield Turn(where, keys, step.ids)
        state = take(state, step, given, knowledge)


def _given(said: Answers, name: str, step: Step) -> Answer | None:
    return said.get(name) or (Answer(name, "no", ("no",)) if step.is_group else None)


def _ticks(screen: Screen, given: Mapping[str, Answer | None]) -> str:
    values = {name: each.value for name, each in given.items() if each}
    assert "unsure" not in values.values(), "a script that is not sure is typed by hand"
    wanted = [name for name, value in values.items() if value == "yes"] or [NONE]
    return _keys(screen, wanted)


def _typed(screen: Screen, given: Mapping[str, Answer | None]) -> str:
    (answer,) = given.values()
    if answer is None:
        return _keys(screen, [LEFT_OUT])
    return f"{answer.value:g}" if isinstance(answer.value, float) else _keys(screen, answer.choices)


def _keys(screen: Screen, wanted: list[str] | tuple[str, ...]) -> str:
    return ",".join(key for key, option in keyed(screen) if option.id in wanted)
