"""The answer space: combinations as places among all answers, which the batch program assesses."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations
from math import prod
from typing import Any

import numpy as np
import numpy.typing as npt

from lowback.knowledge.schema import QuestionKind
from tests.proofs.answers import Given, all_answers, answers_to
from tests.proofs.coded import NOBODY_SAID, Severities, places_of, severities
from tests.proofs.rules import is_soft, knowledge, nested, read_by, roots, signs

Column = npt.NDArray[np.int16]
MOST_IN_A_GRID = 1_000_000


class Grid:
    """Every combination of the answers to some questions, unanswered included (place 0)."""

    def __init__(self, questions: Iterable[str], only: Mapping[str, Sequence[str]] = {}) -> None:
        self.answers = {each: tuple(only.get(each, answers_to(each))) for each in questions}
        self.shape = tuple(len(each) + 1 for each in self.answers.values())

    @property
    def size(self) -> int:
        """How many combinations there are."""
        return prod(self.shape)

    def places(self) -> dict[str, Column]:
        """The combinations, one in each row; the last question changes quickest."""
        at = np.indices(self.shape, dtype=np.int16).reshape(len(self.shape), -1)
        return {
            name: places_of(name, (None, *cells))[at[axis]]
            for axis, (name, cells) in enumerate(self.answers.items())
        }

    def severities(self) -> Severities:
        """The severity of every combination, with one axis for each question."""
        return severities(self.places()).reshape(self.shape)

    def along(self, name: str, cube: Severities) -> dict[str | None, Severities]:
        """Cut a cube along one question: unanswered (None), and each answer."""
        axis = list(self.answers).index(name)
        cells: list[str | None] = [None, *self.answers[name]]
        return {cell: np.take(cube, at, axis=axis) for at, cell in enumerate(cells)}


def together(grids: Sequence[Grid]) -> Iterator[tuple[Grid, Severities]]:
    """Yield each grid with its severities, assessed in one table."""
    found = severities(joined([each.places() for each in grids]))
    at = 0
    for each in grids:
        yield each, found[at : at + each.size].reshape(each.shape)
        at += each.size


def joined(parts: Sequence[Mapping[str, Column]]) -> dict[str, Column]:
    """Rows below rows; what a part does not ask is unanswered in its rows."""
    ends = np.cumsum([len(next(iter(part.values()))) for part in parts])
    names = dict.fromkeys(name for part in parts for name in part)
    found = {name: np.full(ends[-1], NOBODY_SAID, np.int16) for name in names}
    for part, end in zip(parts, ends, strict=True):
        for name, column in part.items():
            found[name][end - len(column) : end] = column
    return found


def grid(questions: frozenset[str]) -> Grid:
    """Return the grid; in a huge one, answers that no rule here tells apart count once."""
    ordered = [each for each in knowledge().questions if each in questions]
    whole = Grid(ordered)
    return whole if whole.size <= MOST_IN_A_GRID else Grid(ordered, _told_apart(questions))


def _told_apart(questions: frozenset[str]) -> dict[str, list[str]]:
    rules = [rule for rule in knowledge().red_flags.values() if read_by(rule) <= questions]
    atoms = [part for rule in rules for root in roots(rule) for part in nested(root)]
    named = {(part.question, choice) for part in atoms for choice in part.choices}
    found: dict[str, list[str]] = {}
    for name in questions - set(signs()):
        if knowledge().questions[name].kind is not QuestionKind.NUMBER:
            kinds = {
                frozenset(each for each in cell.split(";") if (name, each) in named): cell
                for cell in answers_to(name)
            }
            found[name] = list(kinds.values())
    return found


class Additions:
    """Nothing, every single answer, and every pair of answers that some rule reads together.

    A pair that no rule reads together can do no more than its two answers do.
    """

    def __init__(self) -> None:
        self.answers = all_answers()
        names = np.array([name for name, _ in self.answers])
        at = {name: np.flatnonzero(names == name) for name in dict.fromkeys(names)}
        pairs = [np.meshgrid(at[one], at[two]) for one, two in _read_together()]
        self.first = np.concatenate([each.ravel() for each, _ in pairs])
        self.second = np.concatenate([each.ravel() for _, each in pairs])
        self.soft = np.array([is_soft(each) for each in self.answers])
        self._names = names

    def on_top_of(self, base: Given) -> "OnTop":
        """Those that answer no question of `base` again."""
        free = ~np.isin(self._names, list(base))
        pairs = free[self.first] & free[self.second]
        return OnTop(self, base, np.flatnonzero(free), self.first[pairs], self.second[pairs])


class OnTop:
    """What can be added to some answers: rows of a frame, and which row adds what."""

    def __init__(
        self,
        additions: Additions,
        base: Given,
        singles: npt.NDArray[np.int64],
        first: npt.NDArray[np.int64],
        second: npt.NDArray[np.int64],
    ) -> None:
        self.additions, self.base = additions, base
        self.singles, self.first, self.second = singles, first, second
        self.rows = 1 + len(singles) + len(first)

    def places(self) -> dict[str, Column]:
        """One row for nothing, then the singles, then the pairs."""
        columns = {name: np.full(self.rows, NOBODY_SAID, np.int16) for name in _asked()}
        for name, cell in self.base.items():
            columns[name][:] = answers_to(name).index(cell)
        after = 1 + len(self.singles)
        self._put(columns, self.singles, slice(1, after))
        self._put(columns, self.first, slice(after, None))
        self._put(columns, self.second, slice(after, None))
        return columns

    def _put(self, columns: dict[str, Column], added: npt.NDArray[np.int64], rows: slice) -> None:
        at = 0
        for name in _asked():
            cells = len(answers_to(name))
            here = (added >= at) & (added < at + cells)
            columns[name][rows][here] = (added[here] - at).astype(np.int16)
            at += cells

    def steps(self, found: Severities) -> Iterator[tuple[Severities, Severities, npt.NDArray[Any]]]:
        """Yield before, after, and which answer was added, for every step from row to row."""
        alone = np.full(len(self.additions.answers), -1, np.int8)
        alone[self.singles] = found[1 : 1 + len(self.singles)]
        pairs = found[1 + len(self.singles) :]
        yield np.repeat(found[:1], len(self.singles)), alone[self.singles], self.singles
        yield alone[self.first], pairs, self.second
        yield alone[self.second], pairs, self.first


@cache
def _read_together() -> tuple[tuple[str, str], ...]:
    asked = set(_asked())
    rules = knowledge().red_flags.values()
    return tuple(sorted({
        pair for rule in rules for pair in combinations(sorted(read_by(rule) & asked), 2)
    }))  # fmt: skip


@cache
def _asked() -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name, _ in all_answers()))
