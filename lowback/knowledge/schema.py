"""What an author may write in `data/`: one Struct for each kind of entry.

Unknown keys are errors. Ids are `snake_case` and stable for ever; wording may change.
"""

from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct

from lowback.knowledge.care import (
    UNKNOWN_COUNTRY,
    About,
    Clinic,
    Exercise,
    ExerciseFit,
    Faq,
    Helpline,
    Site,
    Treatment,
)
from lowback.knowledge.conditions import Condition
from lowback.knowledge.entry import (
    Basis,
    Entry,
    Grade,
    Id,
    Probability,
    Ratio,
    Reference,
    Suitability,
    Text,
    Urgency,
)
from lowback.knowledge.plan import PlanGuide, PlanWeek
from lowback.knowledge.questions import Choice, Question, QuestionKind, Section, SelfTest
from lowback.knowledge.rules import (
    Concern,
    NamedCondition,
    RedFlag,
    RunningAdvice,
    UrgencyAdvice,
)

__all__ = [
    "UNKNOWN_COUNTRY", "About", "Basis", "Cause", "CauseKind", "Choice", "Clinic", "Concern",
    "Condition", "Evidence",
    "Exercise", "ExerciseFit", "Faq", "Grade", "Helpline", "Knowledge", "NamedCondition",
    "PlanGuide", "PlanWeek", "Question", "QuestionKind", "RedFlag", "Reference", "RunningAdvice",
    "Section", "SelfTest", "Site", "Suitability", "Treatment", "Urgency", "UrgencyAdvice",
]  # fmt: skip


class CauseKind(StrEnum):
    """What hurts (a source), or why now (a contributor)."""

    SOURCE = "source"
    CONTRIBUTOR = "contributor"


class Evidence(Entry, frozen=True):
    """Likelihood ratios of one question's choices for one cause."""

    question: Id
    ratios: Annotated[dict[str, Ratio], Meta(min_length=1)]
    basis: Basis
    references: tuple[Id, ...] = ()
    note: str = ""
    only_if: Condition | None = None


class Cause(Entry, frozen=True):
    """A source or contributor: probabilities 0-1, ratios in `evidence`."""

    id: Id
    name: Text
    kind: CauseKind
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


class Knowledge(Struct, frozen=True, kw_only=True):
    """Everything in `data/`, checked and ready; lookups keep the authors' order."""

    about: About
    sections: tuple[Section, ...]
    questions: dict[str, Question]
    causes: dict[str, Cause]
    conditions: dict[str, NamedCondition]
    red_flags: dict[str, RedFlag]
    concerns: dict[str, Concern]
    running: dict[str, RunningAdvice]
    urgencies: dict[str, UrgencyAdvice]
    treatments: dict[str, Treatment]
    exercises: dict[str, Exercise]
    faq: dict[str, Faq]
    plan: PlanGuide
    plan_weeks: dict[str, PlanWeek]
    clinic: Clinic
    helplines: dict[str, Helpline]
    references: dict[str, Reference]
    sha256: str

    def sources(self) -> tuple[Cause, ...]:
        """The causes that can hurt, in the authors' order."""
        return tuple(each for each in self.causes.values() if each.kind is CauseKind.SOURCE)

    def contributors(self) -> tuple[Cause, ...]:
        """The causes that say why now, in the authors' order."""
        return tuple(each for each in self.causes.values() if each.kind is CauseKind.CONTRIBUTOR)

    def red_flag_questions(self) -> tuple[Question, ...]:
        """The warning-sign questions, in the order of their screens."""
        sections = {each.id for each in self.sections if each.red_flags}
        return tuple(each for each in self.questions.values() if each.section in sections)
