"""Which single answer would change a ranking or its urgency, and how stable the order is.

Changes are never a way to switch a warning sign off: one is left out when it lowers the
urgency, or silences a rule that fired other than by a worse one. The draws move every figure as
far as the separate readings of its question differ: ln p is drawn around its value with the
logarithm of the readings' spread as standard deviation, each table apart, with a fixed seed.
"""

from collections.abc import Iterator, Sequence
from math import log
from random import Random

from msgspec import Struct

from lowback.engine.answers import Answer, Answers, read_answer
from lowback.engine.conditions import holds, may_apply
from lowback.engine.decide import decide
from lowback.engine.decision import Decision, TriageDecision
from lowback.engine.score import Row, rows_of, tables_of, totals
from lowback.knowledge.schema import (
    Knowledge,
    Question,
    QuestionKind,
    RedFlag,
    Urgency,
)

DRAWS = 500
SEED = 2026
LEAST_SPREAD = 1.1  # readings that all agree are still not exact


class Change(Struct, frozen=True):
    """One answer that would change the first source or raise the urgency."""

    question: str
    value: str | tuple[str, ...]
    answered: bool
    urgency: Urgency
    raises: bool
    first: tuple[str, ...]
    moves_first: bool


class Stability(Struct, frozen=True):
    """In how many of the draws (0-1) each source came first."""

    draws: int
    seed: int
    first: tuple[str, ...]
    came_first: dict[str, float]


def changes(answers: Answers, knowledge: Knowledge) -> tuple[Change, ...]:
    """List every single answer that would raise the urgency or put another source first."""
    now = decide(answers, knowledge)
    found = [
        change
        for question in knowledge.questions.values()
        if _may_be_answered(question, answers, knowledge)
        for supposed in _other_answers(question, answers, knowledge)
        if (change := _change(supposed, answers, now, knowledge)) is not None
    ]
    return tuple(sorted(found, key=lambda change: -change.urgency.severity))


def stability(answers: Answers, knowledge: Knowledge) -> Stability:
    """Draw every figure anew 500 times and count how often each source comes first."""
    random = Random(SEED)  # noqa: S311 - the same draws every time are the point
    rows, names = tuple(rows_of(answers, knowledge)), [source.id for source in knowledge.sources()]
    spreads = [_spreads(row, knowledge) for row in rows]
    count = dict.fromkeys(names, 0)
    for _ in range(DRAWS):
        drawn = [_drawn(row, spread, random) for row, spread in zip(rows, spreads, strict=True)]
        logs = totals(drawn, knowledge)[: len(names)]
        count[names[logs.index(max(logs))]] += 1
    first = decide(answers, knowledge).first
    return Stability(DRAWS, SEED, first, {name: times / DRAWS for name, times in count.items()})


def _spreads(row: Row, knowledge: Knowledge) -> list[float]:
    """The standard deviation of k ln p for every competitor."""
    power = knowledge.competition.power
    tables = tables_of(row.question, knowledge)
    return [power * log(max(table.spread, LEAST_SPREAD)) for table in tables]


def _drawn(row: Row, spreads: Sequence[float], random: Random) -> Row:
    moved = (log_ + random.gauss(0, each) for log_, each in zip(row.logs, spreads, strict=True))
    return Row(row.question, row.choice, tuple(moved))


def _may_be_answered(question: Question, answers: Answers, knowledge: Knowledge) -> bool:
    """Whether it applies; a home test only when it is surely not locked."""
    if not may_apply(question, answers, knowledge):
        return False
    locked = question.self_test.locked_when if question.self_test else None
    return locked is None or holds(locked, answers, knowledge) is False


def _other_answers(question: Question, answers: Answers, knowledge: Knowledge) -> Iterator[Answer]:
    now = answers.get(question.id)
    ticked = now.choices if now else ()
    for choice in question.choice_ids:
        several = question.kind is QuestionKind.SEVERAL
        value = _toggled(question, choice, ticked) if several else choice
        if not value:
            continue
        supposed = read_answer(question.id, value, knowledge, "typed")
        if isinstance(supposed, Answer) and supposed.choices != ticked:
            yield supposed


def _toggled(question: Question, choice: str, ticked: tuple[str, ...]) -> tuple[str, ...]:
    alone = question.exclusive_ids
    if choice in alone:
        return (choice,)
    if choice in ticked:
        return tuple(each for each in ticked if each != choice)
    return (*(each for each in ticked if each not in alone), choice)


def _change(
    supposed: Answer, answers: Answers, now: Decision, knowledge: Knowledge
) -> Change | None:
    after = decide({**answers, supposed.question: supposed}, knowledge)
    raises = after.triage.urgency.severity > now.triage.urgency.severity
    moves_first = bool(now.first and after.first) and now.first != after.first
    if not (raises or moves_first) or _switches_off(now.triage, after.triage):
        return None
    return Change(
        question=supposed.question,
        value=supposed.choices if isinstance(supposed.value, tuple) else supposed.choices[0],
        answered=supposed.question in answers,
        urgency=after.triage.urgency,
        raises=raises,
        first=after.first,
        moves_first=moves_first,
    )


def _switches_off(now: TriageDecision, after: TriageDecision) -> bool:
    """Whether a rule that fired would fall silent without a worse one for the same concern."""
    still = {rule.id for rule in after.raised}
    return after.urgency.severity < now.urgency.severity or not all(
        rule.id in still or _worse(rule, after.raised) for rule in now.raised
    )


def _worse(rule: RedFlag, raised: tuple[RedFlag, ...]) -> bool:
    return any(
        other.concern == rule.concern and other.urgency.severity > rule.urgency.severity
        for other in raised
    )
