"""Which single answer would change a ranking or its urgency, and how stable the order is.

Changes are never a way to switch a warning sign off: one is left out when it lowers the
urgency, or silences a rule that fired other than by a worse one. The draws multiply every
ratio by a factor between 1/1.5 and 1.5, spread evenly on the logarithmic scale, with a fixed
seed.
"""

from collections.abc import Iterator, Sequence
from math import log
from random import Random

from msgspec import Struct

from lowback.engine.answers import Answer, Answers, read_answer
from lowback.engine.assessment import Alarm, Scored
from lowback.engine.conditions import holds
from lowback.engine.score import rank_causes, score_of
from lowback.engine.triage import check_red_flags, escalate
from lowback.knowledge.integrity import choice_ids
from lowback.knowledge.schema import (
    CauseKind,
    Knowledge,
    Question,
    QuestionKind,
    RedFlag,
    Urgency,
)

DRAWS = 500
FACTOR = 1.5
SEED = 2026


class Outcome(Struct, frozen=True):
    """What the answers come to: how urgent, the ranked sources and contributors."""

    alarm: Alarm
    sources: tuple[Scored, ...]
    contributors: tuple[Scored, ...]

    @property
    def first(self) -> tuple[str, ...]:
        """The sources in first place; several when they tie, none when nothing is ranked."""
        return tuple(each.cause.id for each in self.sources if each.rank == 1)


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
    """In how many of the draws (0-1) each source came first, ties included."""

    draws: int
    factor: float
    seed: int
    first: tuple[str, ...]
    came_first: dict[str, float]


def outcome(answers: Answers, knowledge: Knowledge) -> Outcome:
    """Decide the urgency and rank the causes, as an assessment does."""
    alarm = check_red_flags(answers, knowledge)
    if alarm.urgency is Urgency.EMERGENCY:
        return Outcome(alarm, (), ())
    sources = rank_causes(answers, knowledge, CauseKind.SOURCE)
    contributors = rank_causes(answers, knowledge, CauseKind.CONTRIBUTOR)
    scores = {each.cause.id: each.score for each in (*sources, *contributors)}
    alarm = escalate(alarm, answers, knowledge, scores)
    return Outcome(alarm, sources, contributors) if alarm.ranked else Outcome(alarm, (), ())


def changes(answers: Answers, knowledge: Knowledge) -> tuple[Change, ...]:
    """List every single answer that would raise the urgency or put another source first."""
    now = outcome(answers, knowledge)
    found = [
        change
        for question in knowledge.questions.values()
        if _may_be_answered(question, answers, knowledge)
        for supposed in _other_answers(question, answers, knowledge)
        if (change := _change(supposed, answers, now, knowledge)) is not None
    ]
    return tuple(sorted(found, key=lambda each: -each.urgency.severity))


def stability(sources: Sequence[Scored]) -> Stability:
    """Draw every ratio anew 500 times and count how often each source comes first."""
    random = Random(SEED)  # noqa: S311 - the same draws every time are the point
    count = dict.fromkeys((each.cause.id for each in sources), 0)
    for _ in range(DRAWS):
        scores = {each.cause.id: _drawn(each, random) for each in sources}
        best = max(scores.values(), default=0.0)
        for cause, score in scores.items():
            count[cause] += score == best
    first = tuple(each.cause.id for each in sources if each.rank == 1)
    share = {cause: times / DRAWS for cause, times in count.items()}
    return Stability(DRAWS, FACTOR, SEED, first, share)


def _drawn(scored: Scored, random: Random) -> float:
    widest, tempering = log(FACTOR), scored.cause.tempering
    return score_of(
        scored.cause,
        [each.log_odds + tempering * widest * (2 * random.random() - 1) for each in scored.weighed],
    )


def _may_be_answered(question: Question, answers: Answers, knowledge: Knowledge) -> bool:
    """Whether it applies; a home test only when it is surely not locked."""
    if question.ask_when and holds(question.ask_when, answers, knowledge) is False:
        return False
    locked = question.self_test.locked_when if question.self_test else None
    return locked is None or holds(locked, answers, knowledge) is False


def _other_answers(question: Question, answers: Answers, knowledge: Knowledge) -> Iterator[Answer]:
    now = answers.get(question.id)
    ticked = now.choices if now else ()
    for choice in choice_ids(question):
        several = question.kind is QuestionKind.SEVERAL
        value = _toggled(question, choice, ticked) if several else choice
        if not value:
            continue
        supposed = read_answer(question.id, value, knowledge, "typed")
        if isinstance(supposed, Answer) and supposed.choices != ticked:
            yield supposed


def _toggled(question: Question, choice: str, ticked: tuple[str, ...]) -> tuple[str, ...]:
    alone = {each.id for each in question.choices if each.exclusive}
    if choice in alone:
        return (choice,)
    if choice in ticked:
        return tuple(each for each in ticked if each != choice)
    return (*(each for each in ticked if each not in alone), choice)


def _change(
    supposed: Answer, answers: Answers, now: Outcome, knowledge: Knowledge
) -> Change | None:
    after = outcome({**answers, supposed.question: supposed}, knowledge)
    raises = after.alarm.urgency.severity > now.alarm.urgency.severity
    moves_first = bool(now.first and after.first) and now.first != after.first
    if not (raises or moves_first) or _switches_off(now.alarm, after.alarm):
        return None
    return Change(
        question=supposed.question,
        value=supposed.choices if isinstance(supposed.value, tuple) else supposed.choices[0],
        answered=supposed.question in answers,
        urgency=after.alarm.urgency,
        raises=raises,
        first=after.first,
        moves_first=moves_first,
    )


def _switches_off(now: Alarm, after: Alarm) -> bool:
    """Whether a rule that fired would fall silent without a worse one for the same concern."""
    still = {each.id for each in after.raised}
    return after.urgency.severity < now.urgency.severity or not all(
        rule.id in still or _worse(rule, after.raised) for rule in now.raised
    )


def _worse(rule: RedFlag, raised: tuple[RedFlag, ...]) -> bool:
    return any(
        each.concern == rule.concern and each.urgency.severity > rule.urgency.severity
        for each in raised
    )
