"""Raising a supporting answer never lowers its cause, whatever one other answer says."""

import itertools
from collections.abc import Iterator
from functools import cache
from math import log, prod

import numpy as np
import numpy.typing as npt
import pytest

from lowback.knowledge.schema import Cause, Contributor, SomethingElse, Source
from tests.proofs.answers import answers_to
from tests.proofs.coded import NOBODY_SAID, places_of, scores
from tests.proofs.groups import NOTHING, contexts, scored_questions
from tests.proofs.rules import bands, knowledge, nested
from tests.proofs.space import joined

Scores = npt.NDArray[np.float64]
ASKED = scored_questions()


def support(cause: Contributor, name: str, cell: str | None) -> float:
    """What the ratios of an answer add to a contributor, before tempering; none when unanswered."""
    said = _choices(name, cell)
    return sum(
        log(ratio)
        for evidence in cause.evidence
        if evidence.question == name
        for choice, ratio in evidence.ratios.items()
        if choice in said
    )


def shown_by(source: Source | SomethingElse, name: str, cell: str | None) -> float:
    """How many of 100 runners with a source say so; ticks multiply, places add up."""
    said = _choices(name, cell)
    table = next((each for each in source.answers if each.question == name), None)
    figures = [of_100 for each, of_100 in table.of_100.items() if each in said] if table else []
    if table and table.one_of and figures:
        return min(sum(figures) / 100, 1.0)
    return prod(each / 100 for each in figures)


def _choices(name: str, cell: str | None) -> set[str]:
    return set() if cell is None else {*cell.split(";"), *bands(knowledge().questions[name], cell)}


@cache
def every_score() -> dict[str, dict[str, Scores]]:
    """For each question the scores of every cause, worked out in one table.

    A row for each context, a column for each answer, unanswered first.
    """
    parts = {name: in_every_context(name) for name in ASKED}
    found = scores(joined(list(parts.values())))
    ends = np.cumsum([len(part[name]) for name, part in parts.items()])
    cut = {cause: np.split(each, ends[:-1]) for cause, each in found.items()}
    return {
        name: {
            cause: each[at].reshape(-1, 1 + len(answers_to(name))) for cause, each in cut.items()
        }
        for at, name in enumerate(ASKED)
    }


def in_every_context(name: str) -> dict[str, npt.NDArray[np.int16]]:
    """Every answer to one question, beside nothing and beside every single other answer."""
    around, answers = contexts(name), 1 + len(answers_to(name))
    places = {name: np.tile(np.arange(NOBODY_SAID, answers - 1, dtype=np.int16), len(around))}
    for other in dict.fromkeys(other for other, _ in around if other != NOTHING[0]):
        cells = [cell if of == other else None for of, cell in around]
        places[other] = np.repeat(places_of(other, tuple(cells)), answers)
    return places


def depends_on(cause: Cause, name: str) -> set[str]:
    """Questions whose figures count only for some answers to this one, or in place of it."""
    if isinstance(cause, Source):
        pairs = [(each.question, each.narrowed_by) for each in cause.answers if each.narrowed_by]
        return {each for pair in pairs if name in pair for each in pair if each and each != name}
    return {
        evidence.question
        for evidence in cause.evidence
        if evidence.only_if
        for part in nested(evidence.only_if)
        if part.question == name
    }


def ordered(cause: Cause, name: str, cells: list[str | None]) -> Iterator[tuple[int, int]]:
    """Yield places of two answers, the second of which supports the cause as much or more.

    For a source: against each of its rivals, not only against their mean.
    """
    if isinstance(cause, Contributor):
        weights = [support(cause, name, cell) for cell in cells]
        by_weight = sorted(range(len(cells)), key=weights.__getitem__)
        yield from itertools.pairwise(by_weight)
        return
    rivals = [each for each in knowledge().competitors() if each is not cause]
    against = np.array(
        [
            [shown_by(cause, name, cell) / shown_by(each, name, cell) for each in rivals]
            for cell in cells
        ]
    )
    for lower, higher in itertools.permutations(range(len(cells)), 2):
        if (against[higher] >= against[lower]).all():
            yield lower, higher


@pytest.mark.parametrize("name", ASKED)
def test_more_support_never_lowers_a_cause(name: str) -> None:
    cells: list[str | None] = [None, *answers_to(name)]
    found = every_score()[name]
    around = contexts(name)
    for cause in knowledge().causes.values():
        apart = depends_on(cause, name)
        free = np.array([of not in apart for of, _ in around])
        for lower, higher in ordered(cause, name, cells):
            before, after = found[cause.id][free, lower], found[cause.id][free, higher]
            assert (after >= before).all(), (cause.id, cells[lower], cells[higher])
