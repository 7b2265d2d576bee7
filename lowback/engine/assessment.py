"""The values that travel down the line, and the document `lowback/assessment/1` they form.

Scores are model scores in 0-1, rounded to nine decimals, not probabilities of disease;
`log_odds` are natural logarithms after tempering. Fields are only ever added.
"""

from enum import StrEnum
from typing import Annotated, Literal

from msgspec import Meta, Struct

from lowback.engine.training import TrainingPicture
from lowback.knowledge.schema import (
    Basis,
    ByWhen,
    Grade,
    Suitability,
    Urgency,
)

SCHEMA = "lowback/assessment/1"
Voice = Literal["runner", "coach"]
Light = Literal["green", "amber", "red", "none"]
Score = Annotated[float, Meta(ge=0, le=1)]


class Fit(StrEnum):
    """The word shown for a score; sources and contributors have words of their own."""

    VERY_LIKELY = "very_likely"
    LIKELY = "likely"
    POSSIBLE = "possible"
    LESS_LIKELY = "less_likely"
    UNLIKELY = "unlikely"
    CLEARLY_PRESENT = "clearly_present"
    WORTH_A_LOOK = "worth_a_look"
    NOT_SEEN = "not_seen"


class Part(Struct, frozen=True, kw_only=True):
    """Any piece of the document."""


class KnowledgeVersion(Part, frozen=True):
    """Which knowledge was used; `sha256` is over all its files."""

    version: str
    sha256: str


class AnswerGiven(Part, frozen=True):
    """One answer: the value is a choice id, a number, or the ids of ticked choices."""

    question: str
    value: str | float | tuple[str, ...]
    origin: str


class RaisedFlag(Part, frozen=True):
    """A rule that fired, why, and what to do now; `raised_by` are the questions that made it."""

    id: str
    urgency: Urgency
    concern: str
    because: str
    do: str
    say: str
    basis: Basis
    references: tuple[str, ...]
    by_when: ByWhen | None = None
    raised_by: tuple[str, ...] = ()


class NotCleared(Part, frozen=True):
    """A serious condition that the answers neither raise nor clear, and what is missing."""

    concern: str
    name: str
    because: str
    questions: tuple[str, ...]


class Running(Part, frozen=True):
    """May I run? One light, the advice and its reason."""

    id: str
    light: Light
    advice: str
    because: str
    references: tuple[str, ...]


class Triage(Part, frozen=True):
    """How soon to be seen; `complete` only when every warning sign was answered yes or no.

    `by_date` (year-month-day) is the day to be seen by, or to do the check again.
    """

    urgency: Urgency
    complete: bool
    headline: str
    do: str
    red_flags: tuple[RaisedFlag, ...]
    unchecked: tuple[str, ...]
    not_cleared: tuple[NotCleared, ...]
    ranked: bool
    running: Running
    by_when: ByWhen | None = None
    by_date: str = ""


class Contribution(Part, frozen=True):
    """What one answer did to one cause: `log_odds` is tempering times ln(ratio)."""

    question: str
    choice: str
    ratio: float
    log_odds: float
    basis: Basis
    references: tuple[str, ...]
    sentence: str


class RankedCause(Part, frozen=True, rename={"for_": "for"}):
    """A cause with its score, its place (ties share one) and the reasons."""

    id: str
    name: str
    fit: Fit
    score: Score
    rank: int
    summary: str
    for_: tuple[Contribution, ...]
    against: tuple[Contribution, ...]
    unknown: tuple[str, ...]


class SomethingElseShown(Part, frozen=True):
    """How well none of the sources fits: the score 0-1, and what to do when that is so."""

    name: str
    score: Score
    fits_none_well: bool
    summary: str
    see: str


class OfferedTreatment(Part, frozen=True):
    """A treatment that fits the ranking, with who sells it, if anyone named here does.

    `begin` says when it is time for it: `now`, `two_weeks` or `if_it_stays`.
    """

    id: str
    name: str
    grade: Grade
    line: str
    for_causes: tuple[str, ...]
    what: str
    evidence: str
    basis: Basis
    references: tuple[str, ...]
    sold_by: str | None
    outlook: bool = False
    begin: str = "now"


class OfferedExercise(Part, frozen=True):
    """An exercise and whether it suits the causes that lead; `how` says what to change.

    `back` says when an exercise that is left out may come back.
    """

    id: str
    name: str
    dose: str
    suitability: Suitability
    how: str
    references: tuple[str, ...]
    back: str = ""


class Site(Part, frozen=True):
    """One address."""

    city: str
    address: str


class Contact(Part, frozen=True):
    """Help lines of the chosen country and the clinic, apart from the ranking."""

    country: str
    helpline: str
    emergency: str
    urgent: str
    soon: str
    note: str
    clinic: str | None
    offer: str | None
    phone: str | None
    email: str | None
    hours: str | None
    sites: tuple[Site, ...]
    practitioner: str | None
    emergency_number: str = ""


class Subject(Part, frozen=True, kw_only=True):
    """Whose answers these are, where they stand, and who gave them when.

    `answered_on` is None where no date came with the answers; `unread` are answers that could
    not be used, in words.
    """

    name: str | None = None
    file: str | None = None
    row: int | None = None
    answered_on: str | None = None
    answered_by: Literal["runner", "coach", "form"] = "form"
    unread: tuple[str, ...] = ()


class Assessment(Part, frozen=True):
    """Everything a report needs; the same answers, date and knowledge give the same bytes.

    `placed` says whether the runner could tell where it hurts; without it no source is shown
    as a finding.
    """

    schema: str
    lowback_version: str
    knowledge: KnowledgeVersion
    assessed_on: str
    voice: Voice
    answers: tuple[AnswerGiven, ...]
    triage: Triage
    sources: tuple[RankedCause, ...]
    contributors: tuple[RankedCause, ...]
    clear_source: str | None
    treatments: tuple[OfferedTreatment, ...]
    exercises: tuple[OfferedExercise, ...]
    safety_net: tuple[str, ...]
    contact: Contact
    limits: tuple[str, ...]
    training: TrainingPicture | None = None
    subject: Subject | None = None
    something_else: SomethingElseShown | None = None
    placed: bool = True
