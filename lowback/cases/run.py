"""Runners in YAML with the outcome that was expected before the program was run on them."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from lowback.engine.answers import read_answers
from lowback.engine.assess import Context, assess
from lowback.engine.assessment import Assessment, RankedCause
from lowback.engine.fit import WORTH_A_LOOK_FROM
from lowback.engine.triage import unchecked
from lowback.errors import LowbackError, Problem, Source
from lowback.knowledge.schema import Knowledge, Urgency
from lowback.knowledge.strict_yaml import Document, read_file

ON = date(2026, 1, 1)
EXACT = {"rule", "cause"}  # the kinds of case that must come out exactly
UNKNOWN = re.compile(r"Object contains unknown field `(.*)`")
MISSING = re.compile(r"Object missing required field `(.*)`")


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
    """One runner: answers, why the case is kept, and what was expected.

    With `other_signs: no` every warning sign that may apply and is not listed was denied.
    """

    id: str
    kind: str
    why: str
    answers: dict[str, object]
    expect: Expected
    other_signs: Literal["", "no"] = ""
    group: str = ""
    source: CaseSource | None = None
    written_at: Source = Source("")


class CaseResult(Struct, frozen=True):
    """A case and what the program made of it."""

    case: Case
    assessment: Assessment

    @property
    def accepted(self) -> tuple[Urgency, ...]:
        """Every urgency that a clinician would accept."""
        return (self.case.expect.urgency, *self.case.expect.also_urgency)

    @property
    def steps_too_mild(self) -> int:
        """How many levels below the mildest accepted urgency; negative when too strict.

        A case that leaves signs out counts as calm: what is `not_checked` asks for answers.
        """
        level = self.assessment.triage.urgency.level
        accepted = [each.level for each in self.accepted]
        if level < min(accepted):
            return min(accepted) - level
        return min(max(accepted) - level, 0)

    @property
    def place(self) -> int | None:
        """The best place of an accepted source; None when there is nothing to rank."""
        places = [
            source.rank for source in self.assessment.sources if source.id in self.case.expect.first
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


def folder_beside(data: Path) -> Path | None:
    """Return `tests/cases` beside a folder of knowledge, or None: an installed pack has none."""
    folder = data.resolve().parent / "tests" / "cases"
    return folder if folder.is_dir() else None


def read_cases(folder: Path) -> tuple[Case, ...]:
    """Read every case file of a folder.

    Raises:
        LowbackError: naming every case that cannot be read, and a folder without any.
    """
    problems: list[Problem] = []
    found = [
        case for path in sorted(folder.glob("*.yaml")) for case in _cases(read_file(path), problems)
    ]
    seen: dict[str, Source] = {}
    for case in found:
        if case.id in seen:
            message = f"the id `{case.id}` is taken at {seen[case.id]}; choose another"
            problems.append(Problem(case.written_at, message, "case"))
        seen.setdefault(case.id, case.written_at)
    if problems:
        raise LowbackError(problems)
    if not found:
        raise LowbackError([Problem(str(folder), "holds no case files", "case")])
    return tuple(found)


def run_case(case: Case, knowledge: Knowledge) -> CaseResult:
    """Assess one case on a fixed day."""
    answers = read_answers(case.answers, knowledge, "file", lambda _: case.written_at)
    if case.other_signs:
        denied = dict.fromkeys(unchecked(answers, knowledge), case.other_signs)
        open_signs = {name: said for name, said in denied.items() if name not in answers}
        answers = {**answers, **read_answers(open_signs, knowledge, "file")}
    return CaseResult(case, assess(answers, knowledge, Context(ON)))


def run_cases(cases: Iterable[Case], knowledge: Knowledge) -> tuple[CaseResult, ...]:
    """Assess every case.

    Raises:
        LowbackError: naming every answer of every case that cannot be used.
    """
    outcomes: list[CaseResult] = []
    problems: list[Problem] = []
    for case in cases:
        try:
            outcomes.append(run_case(case, knowledge))
        except LowbackError as error:
            problems += error.problems
    if problems:
        raise LowbackError(problems)
    return tuple(outcomes)


def _cases(document: Document, problems: list[Problem]) -> Iterator[Case]:
    entries = document.value.get("cases") if isinstance(document.value, dict) else None
    if not isinstance(entries, list):
        problems.append(Problem(document.where(), "must begin with `cases:` and a list", "case"))
        return
    for at, entry in enumerate(entries):
        where = document.where("cases", at)
        try:
            case = msgspec.convert(entry, Case)
        except msgspec.ValidationError as error:
            problems.append(Problem(where, _in_words(str(error)), "case"))
        else:
            yield replace(case, written_at=where)


def _in_words(error: str) -> str:
    """Say msgspec's message in the words of the loader, without its path marks."""
    what, _, where = error.partition(" - at `$")
    if unknown := UNKNOWN.fullmatch(what):
        return f"`{unknown[1]}` is not a key we know here"
    if missing := MISSING.fullmatch(what):
        return f"`{missing[1]}` is missing"
    name = where.strip("`.")
    return f"`{name}`: {what[0].lower()}{what[1:]}" if name else what


def otherwise(outcome: CaseResult) -> Iterator[str]:
    """Yield in words every expectation of one case that was not met."""
    expect, triage = outcome.case.expect, outcome.assessment.triage
    raised = {flag.id for flag in triage.red_flags}
    if triage.urgency.level not in {each.level for each in outcome.accepted}:
        yield f"urgency is {triage.urgency}, expected {expect.urgency}"
    if expect.raises and expect.raises not in raised:
        yield f"does not raise `{expect.raises}`"
    if expect.misses in raised:
        yield f"raises `{expect.misses}`"
    if expect.first and outcome.place != 1:
        first = outcome.first()
        yield f"first is {f'`{first.id}`' if first else 'nothing'}, not {' or '.join(expect.first)}"
    for name in expect.contributors:
        if not outcome.shows(name):
            yield f"`{name}` is not shown"
