"""Runners in YAML with the outcome that was expected before the program was run on them."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec
from msgspec import Struct

from lowback.answers import read_answers
from lowback.assess import Occasion, assess
from lowback.assessment import Assessment, RankedCause
from lowback.errors import LowbackError, Problem
from lowback.knowledge.schema import Knowledge, Urgency
from lowback.knowledge.strict_yaml import Document, read_file
from lowback.score import WORTH_A_LOOK_FROM

ON = date(2026, 1, 1)


class Expected(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The urgency (and others that are acceptable) and the causes that may come first.

    `first` empty: nothing to rank. `raises` and `misses` name a rule that must or must not fire.
    """

    urgency: Urgency
    also_urgency: tuple[Urgency, ...] = ()
    first: tuple[str, ...] = ()
    contributors: tuple[str, ...] = ()
    raises: str = ""
    misses: str = ""


class CaseSource(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Where a case was read."""

    title: str
    authors: str | None = None
    year: int | None = None
    journal: str | None = None
    url: str | None = None


class Case(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One runner: answers, why the case is kept, and what was expected."""

    id: str
    kind: str
    why: str
    answers: dict[str, object]
    expect: Expected
    group: str = ""
    source: CaseSource | None = None


class Outcome(Struct, frozen=True):
    """A case and what the program made of it."""

    case: Case
    assessment: Assessment

    @property
    def accepted(self) -> tuple[Urgency, ...]:
        """Every urgency that a clinician would accept."""
        return (self.case.expect.urgency, *self.case.expect.also_urgency)

    @property
    def steps_too_mild(self) -> int:
        """How many levels below the mildest accepted urgency; negative when too strict."""
        severity = self.assessment.triage.urgency.severity
        accepted = [each.severity for each in self.accepted]
        if severity < min(accepted):
            return min(accepted) - severity
        return min(max(accepted) - severity, 0)

    @property
    def place(self) -> int | None:
        """The best place of an accepted source; None when there is nothing to rank."""
        places = [
            each.rank for each in self.assessment.sources if each.id in self.case.expect.first
        ]
        return min(places, default=None)

    def shows(self, contributor: str) -> bool:
        """Whether a contributor is at least worth a look."""
        return any(
            each.id == contributor and each.score >= WORTH_A_LOOK_FROM
            for each in self.assessment.contributors
        )

    def first(self) -> RankedCause | None:
        """The source in first place."""
        return self.assessment.sources[0] if self.assessment.sources else None


def read_cases(folder: Path) -> tuple[Case, ...]:
    """Read every case file of a folder.

    Raises:
        LowbackError: naming every case that cannot be read.
    """
    problems: list[Problem] = []
    found = [
        case for path in sorted(folder.glob("*.yaml")) for case in _cases(read_file(path), problems)
    ]
    if problems:
        raise LowbackError(problems)
    return tuple(found)


def run_case(case: Case, knowledge: Knowledge) -> Outcome:
    """Assess one case on a fixed day."""
    answers = read_answers(case.answers, knowledge, "file", lambda name: f"{case.id}: {name}")
    return Outcome(case, assess(answers, knowledge, Occasion(ON)))


def _cases(document: Document, problems: list[Problem]) -> Iterator[Case]:
    for at, entry in enumerate((document.value or {}).get("cases", ())):
        try:
            yield msgspec.convert(entry, Case)
        except msgspec.ValidationError as error:
            problems.append(Problem(document.where("cases", at), str(error), "case"))
