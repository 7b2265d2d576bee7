"""What an author may write in `causes.yaml`: sources, something else, and contributors.

A source is defined by what runners who have it answer. A contributor is defined by likelihood
ratios. Sources compete with each other and with something else; contributors stand alone.
"""

from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from lowback.knowledge.conditions import Condition
from lowback.knowledge.entry import Basis, Entry, Id, Probability, Ratio, Text

Of100 = Annotated[float, Meta(gt=0, le=100)]


class CauseKind(StrEnum):
    """What hurts (a source), or why now (a contributor)."""

    SOURCE = "source"
    CONTRIBUTOR = "contributor"


class AnswerTable(Entry, frozen=True):
    """Of 100 runners with one source, how many give each answer to one question.

    The figures of a question with one answer sum to 100; ticks stand each for itself. A choice
    without a figure says nothing. `readings` counts the separate readings behind the figures and
    `spread` is their geometric standard deviation (1: all alike). With `one_of` the ticks say
    that the answer is one of them, so their figures add up; `narrowed_by` names the question
    whose answer, when it is given, is that one.
    """

    question: Id
    of_100: Annotated[dict[str, Of100], Meta(min_length=1)]
    basis: Basis = Basis.READINGS
    readings: Annotated[int, Meta(ge=0)] = 0
    spread: Annotated[float, Meta(ge=1)] = 1.0
    one_of: bool = False
    narrowed_by: Id | None = None
    references: tuple[Id, ...] = ()
    note: str = ""


class Source(Entry, frozen=True, tag_field="kind", tag="source"):
    """What may hurt; `pretest` is how many of 100 runners who sit down to answer have it."""

    id: Id
    name: Text
    summary: Text
    course: Text
    pretest: Of100
    pretest_basis: Basis
    pretest_note: Text
    answers: Annotated[tuple[AnswerTable, ...], Meta(min_length=1)]
    references: tuple[Id, ...] = ()

    @property
    def kind(self) -> CauseKind:
        """A source."""
        return CauseKind.SOURCE


class SomethingElse(Entry, frozen=True):
    """Runners whose pain has none of the sources: it competes with them and is never ranked.

    `summary` says what it may be and `see` whom to ask when it leads.
    """

    name: Text
    summary: Text
    see: Text
    pretest: Of100
    pretest_basis: Basis
    pretest_note: Text
    answers: Annotated[tuple[AnswerTable, ...], Meta(min_length=1)]
    references: tuple[Id, ...] = ()


class Competition(Entry, frozen=True):
    """How sources compete: every figure counts with `power`, because answers overlap."""

    power: Annotated[float, Meta(gt=0, le=1)]
    basis: Basis
    note: Text


class Evidence(Entry, frozen=True):
    """Likelihood ratios of one question's choices for one contributor."""

    question: Id
    ratios: Annotated[dict[str, Ratio], Meta(min_length=1)]
    basis: Basis
    references: tuple[Id, ...] = ()
    note: str = ""
    only_if: Condition | None = None


class Contributor(Entry, frozen=True, tag_field="kind", tag="contributor"):
    """Why now; probabilities 0-1, ratios in `evidence`."""

    id: Id
    name: Text
    summary: Text
    course: Text
    pretest: Probability
    pretest_basis: Basis
    pretest_note: Text
    tempering: Annotated[float, Meta(gt=0, le=1)]
    ceiling: Probability
    floor: Probability
    evidence: Annotated[tuple[Evidence, ...], Meta(min_length=1)]
    references: tuple[Id, ...] = ()

    @property
    def kind(self) -> CauseKind:
        """A contributor."""
        return CauseKind.CONTRIBUTOR


Cause = Source | Contributor
