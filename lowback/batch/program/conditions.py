"""Conditions with three outcomes as two expressions: it surely holds, it possibly holds.

True is (sure, possible), false is neither, unknown is possible but not sure. Columns hold no
nulls (`codes`), and what does not depend on the row is folded away while compiling.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import reduce
from operator import and_, or_

import narwhals as nw
from msgspec import Struct

from lowback.batch.program.encoding import UNANSWERED, WIDEST, Coded, places
from lowback.engine.answers import UNSURE
from lowback.knowledge.conditions import Condition
from lowback.knowledge.schema import Knowledge, QuestionKind

Flag = bool | nw.Expr


class KleeneFlags(Struct, frozen=True):
    """What is known about a condition, for every row."""

    sure: Flag
    possible: Flag


UNKNOWN = KleeneFlags(sure=False, possible=True)


class Compiler(Struct, frozen=True):
    """Turns conditions into expressions over the columns of the questions that are present."""

    knowledge: Knowledge
    present: Mapping[str, Coded]

    def outcome(self, condition: Condition, *, straddling: bool | None = None) -> KleeneFlags:
        """Compile `lowback.engine.conditions.holds`."""
        if condition.question is not None:
            coded = self.present.get(condition.question)
            return _compare(condition, coded, straddling=straddling) if coded else UNKNOWN
        if condition.condition is not None:
            named = self.knowledge.conditions[condition.condition].when
            return self.outcome(named, straddling=straddling)
        turned = straddling if condition.not_ is None or straddling is None else not straddling
        parts = [self.outcome(each, straddling=turned) for each in condition.parts]
        if condition.not_ is not None:
            return KleeneFlags(sure=negate(parts[0].possible), possible=negate(parts[0].sure))
        combine = _combiner(condition)
        return KleeneFlags(
            sure=combine([each.sure for each in parts]),
            possible=combine([each.possible for each in parts]),
        )

    def is_told(self, question: str) -> Flag:
        """Whether there is any answer, "not sure" included."""
        coded = self.present.get(question)
        return False if coded is None else nw.col(coded.code) != UNANSWERED

    def is_answered(self, question: str) -> Flag:
        """Whether there is an answer other than "not sure"."""
        coded = self.present.get(question)
        if coded is None:
            return False
        return negate(any_of(_is_unknown(coded)))


def all_of(flags: Iterable[Flag]) -> Flag:
    """Whether every flag is set; constants are folded."""
    flags = list(flags)
    if any(each is False for each in flags):
        return False
    kept = [each for each in flags if not isinstance(each, bool)]
    return reduce(and_, kept) if kept else True


def any_of(flags: Iterable[Flag]) -> Flag:
    """Whether any flag is set; constants are folded."""
    flags = list(flags)
    if any(each is True for each in flags):
        return True
    kept = [each for each in flags if not isinstance(each, bool)]
    return reduce(or_, kept) if kept else False


def negate(flag: Flag) -> Flag:
    """The opposite of a flag."""
    return not flag if isinstance(flag, bool) else ~flag


def as_expr(flag: Flag) -> nw.Expr:
    """The flag as an expression, constants included."""
    return nw.lit(flag) if isinstance(flag, bool) else flag


def _combiner(condition: Condition) -> Callable[[Sequence[Flag]], Flag]:
    if condition.all_ is not None:
        return all_of
    if condition.any_ is not None:
        return any_of
    return lambda flags: _at_least(flags, condition.at_least or 0)


def _at_least(flags: Sequence[Flag], count: float) -> Flag:
    needed = count - sum(each is True for each in flags)
    kept = [each for each in flags if not isinstance(each, bool)]
    if needed <= 0:
        return True
    if needed > len(kept):
        return False
    return reduce(lambda total, each: total + each, [each.cast(nw.Int8) for each in kept]) >= needed


def _compare(condition: Condition, coded: Coded, *, straddling: bool | None) -> KleeneFlags:
    if condition.choices:
        return _is(condition.choices, coded)
    low, high = nw.col(coded.low), nw.col(coded.high)
    if condition.at_least is not None:
        least = condition.at_least
        found = KleeneFlags(sure=low >= least, possible=(low >= least) | (high > least))
    else:
        limit = condition.below or 0
        found = KleeneFlags(sure=(low < limit) & (high <= limit), possible=low < limit)
    if straddling is None:
        return found
    answered = low > -WIDEST
    if straddling:
        return KleeneFlags(sure=found.possible & answered, possible=found.possible)
    return KleeneFlags(sure=found.sure, possible=found.sure | ~answered)


def _is(choices: Sequence[str], coded: Coded) -> KleeneFlags:
    code = nw.col(coded.code)
    if coded.question.kind is QuestionKind.SEVERAL:
        sure = any_of(nw.col(coded.tick(each)) == 1 for each in choices)
    else:
        sure = any_of(code == places(coded.question)[each] for each in choices)
    return KleeneFlags(sure=sure, possible=any_of([sure, *_is_unknown(coded)]))


def _is_unknown(coded: Coded) -> list[Flag]:
    """Not answered, or answered "not sure"."""
    code = nw.col(coded.code)
    known = places(coded.question)
    if UNSURE not in known:
        return [code == UNANSWERED]
    if coded.question.kind is not QuestionKind.SEVERAL:
        return [code == UNANSWERED, code == known[UNSURE]]
    alone = [nw.col(coded.tick(each)) == int(each == UNSURE) for each in known]
    return [code == UNANSWERED, all_of(alone)]
