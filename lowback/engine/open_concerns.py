"""Name the serious conditions that the answers neither raise nor clear.

A concern stays open when none of its rules fired and one or two unanswered questions could make
one fire. Open concerns are named in every result. The interview asks more than these questions:
all that an open rule hangs on, however many it takes (`lowback.interview.open_rules`).
"""

from collections.abc import Iterable

from msgspec import Struct

from lowback.engine.answers import Answers, is_unsure
from lowback.engine.assessment import NotCleared
from lowback.engine.conditions import holds, may_apply
from lowback.knowledge.conditions import Condition
from lowback.knowledge.schema import Concern, Knowledge, RedFlag

SHOWN = 3
MOST_ANSWERS = 2

Way = frozenset[str]
"""Questions whose answers together could make a condition come out as wanted."""
AS_IT_IS: Way = frozenset()


def not_cleared(answers: Answers, knowledge: Knowledge) -> tuple[NotCleared, ...]:
    """List every can't-miss concern that is still open, with the questions that could settle it."""
    search = Search(answers, knowledge)
    return tuple(
        _named(concern, questions, knowledge)
        for concern in knowledge.concerns.values()
        if concern.cant_miss and (questions := search.deciding(concern))
    )


def _named(concern: Concern, questions: tuple[str, ...], knowledge: Knowledge) -> NotCleared:
    labels = [knowledge.questions[name].label for name in questions]
    more = f"; and {len(labels) - SHOWN} more" if len(labels) > SHOWN else ""
    because = f"{'; '.join(labels[:SHOWN])}{more} not answered"
    return NotCleared(concern=concern.id, name=concern.name, because=because, questions=questions)


class Search(Struct, frozen=True):
    """Looks for the unanswered questions that could still make a rule fire."""

    answers: Answers
    knowledge: Knowledge

    def deciding(self, concern: Concern) -> tuple[str, ...]:
        """The questions that could raise a concern: those that do so alone come first."""
        rules = [
            rule
            for rule in self.knowledge.red_flags.values()
            if rule.concern == concern.id and self._may_fire(rule)
        ]
        ways = {way for rule in rules for way in self.ways(rule.when, wanted=True)}
        if AS_IT_IS in ways:
            return ()
        fewest = {name: len(way) for way in sorted(ways, key=len, reverse=True) for name in way}
        in_order = [name for name in self.knowledge.questions if name in fewest]
        return tuple(sorted(in_order, key=fewest.__getitem__))

    def ways(self, condition: Condition, *, wanted: bool) -> frozenset[Way]:
        """Return every smallest set of at most two questions that could give what is wanted."""
        if condition.question is not None:
            return self._by_answering(condition, condition.question, wanted=wanted)
        if condition.condition is not None:
            return self.ways(self.knowledge.conditions[condition.condition].when, wanted=wanted)
        if condition.not_ is not None:
            return self.ways(condition.not_, wanted=not wanted)
        parts = [self.ways(part, wanted=wanted) for part in condition.parts]
        needed = condition.needed if wanted else len(parts) - condition.needed + 1
        return _together(parts, max(needed, 0))

    def _may_fire(self, rule: RedFlag) -> bool:
        return holds(rule.when, self.answers, self.knowledge, straddling=True) is not False

    def _by_answering(self, condition: Condition, question: str, *, wanted: bool) -> frozenset[Way]:
        now = holds(condition, self.answers, self.knowledge, straddling=wanted)
        if now is wanted:
            return frozenset({AS_IT_IS})
        return frozenset({Way({question})} if now is None and self._missing(question) else ())

    def _missing(self, name: str) -> bool:
        """Whether a question that may apply has no clear answer; home tests are never asked for."""
        question = self.knowledge.questions[name]
        if name in self.answers and not is_unsure(self.answers[name]):
            return False
        return not question.self_test and may_apply(question, self.answers, self.knowledge)


def _together(parts: Iterable[frozenset[Way]], needed: int) -> frozenset[Way]:
    """Choose `needed` of the parts in every way that asks for at most two answers in all."""
    # `reached[n]` holds the ways that settle n of the parts seen so far. Counting down keeps a part
    # from being used twice; unions, because one answer may settle several parts.
    reached: list[set[Way]] = [{AS_IT_IS}, *(set() for _ in range(needed))]
    for ways in parts:
        for count in range(needed, 0, -1):
            joined = (one | other for one in reached[count - 1] for other in ways)
            reached[count] |= {way for way in joined if len(way) <= MOST_ANSWERS}
    return _smallest(reached[needed])


def _smallest(ways: set[Way]) -> frozenset[Way]:
    """Leave out what contains a smaller way: the further answer would decide nothing."""
    return frozenset(way for way in ways if not any(other < way for other in ways))
