"""What an author may write in `data/`: one Struct for each kind of entry.

Unknown keys are errors. Ids are `snake_case` and stable for ever; wording may change.
"""

from collections.abc import Iterator

from msgspec import Struct

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
    WatchFor,
    folded_country,
)
from lowback.knowledge.causes import (
    AnswerTable,
    Cause,
    CauseKind,
    Competition,
    Contributor,
    Evidence,
    SomethingElse,
    Source,
)
from lowback.knowledge.conditions import Condition
from lowback.knowledge.entry import (
    Basis,
    Grade,
    Reference,
    Suitability,
    Urgency,
)
from lowback.knowledge.plan import DailyCheck, PlanGuide, PlanLadder, PlanPage
from lowback.knowledge.questions import (
    NOT_ANSWERED,
    Choice,
    Contradiction,
    Former,
    FormerWording,
    Question,
    QuestionKind,
    Section,
    SelfTest,
)
from lowback.knowledge.rules import (
    ByWhen,
    Concern,
    Deadline,
    NamedCondition,
    RedFlag,
    RunningAdvice,
    UrgencyAdvice,
)
from lowback.knowledge.thresholds import Threshold, Thresholds

__all__ = [
    "NOT_ANSWERED",
    "UNKNOWN_COUNTRY",
    "About",
    "AnswerTable",
    "Basis",
    "ByWhen",
    "Cause",
    "CauseKind",
    "Choice",
    "Clinic",
    "Competition",
    "Concern",
    "Condition",
    "Contradiction",
    "Contributor",
    "DailyCheck",
    "Deadline",
    "Evidence",
    "Exercise",
    "ExerciseFit",
    "Faq",
    "Former",
    "FormerWording",
    "Grade",
    "Helpline",
    "Knowledge",
    "NamedCondition",
    "PlanGuide",
    "PlanLadder",
    "PlanPage",
    "Question",
    "QuestionKind",
    "RedFlag",
    "Reference",
    "RunningAdvice",
    "Section",
    "SelfTest",
    "Site",
    "SomethingElse",
    "Source",
    "Suitability",
    "Threshold",
    "Thresholds",
    "Treatment",
    "Urgency",
    "UrgencyAdvice",
    "WatchFor",
    "folded_country",
]  # fmt: skip


class Knowledge(Struct, frozen=True, kw_only=True):
    """Everything in `data/`, checked and ready; lookups keep the authors' order."""

    about: About
    sections: tuple[Section, ...]
    questions: dict[str, Question]
    contradictions: dict[str, Contradiction]
    former: tuple[Former, ...]
    wordings: tuple[FormerWording, ...]
    causes: dict[str, Cause]
    something_else: SomethingElse
    competition: Competition
    conditions: dict[str, NamedCondition]
    red_flags: dict[str, RedFlag]
    concerns: dict[str, Concern]
    running: dict[str, RunningAdvice]
    urgencies: dict[str, UrgencyAdvice]
    deadlines: dict[str, Deadline]
    thresholds: Thresholds
    treatments: dict[str, Treatment]
    exercises: dict[str, Exercise]
    faq: dict[str, Faq]
    plan: PlanGuide
    daily: DailyCheck
    plan_pages: dict[str, PlanPage]
    plan_ladders: dict[str, PlanLadder]
    clinic: Clinic
    helplines: dict[str, Helpline]
    references: dict[str, Reference]
    sha256: str

    def sources(self) -> tuple[Source, ...]:
        """The causes that can hurt, in the authors' order."""
        return tuple(cause for cause in self.causes.values() if isinstance(cause, Source))

    def contributors(self) -> tuple[Contributor, ...]:
        """The causes that say why now, in the authors' order."""
        return tuple(cause for cause in self.causes.values() if isinstance(cause, Contributor))

    def competitors(self) -> tuple[Source | SomethingElse, ...]:
        """What competes for an answer: every source, and something else as the last."""
        return (*self.sources(), self.something_else)

    def every_condition(self) -> "Iterator[Condition]":
        """Yield every condition that an author wrote, and every part of each."""
        rules, questions = self.red_flags.values(), self.questions.values()
        outer = (
            *(named.when for named in self.conditions.values()),
            *(rule.when for rule in rules),
            *(rule.unless for rule in rules),
            *(advice.when for advice in self.running.values()),
            *(pair.when for pair in self.contradictions.values()),
            *(question.ask_when for question in questions),
            *(test.self_test.locked_when for test in questions if test.self_test),
            *(evidence.only_if for cause in self.contributors() for evidence in cause.evidence),
            *(treatment.when for treatment in self.treatments.values()),
            *(treatment.now_when for treatment in self.treatments.values()),
            *(fit.only_if for exercise in self.exercises.values() for fit in exercise.fits),
            *(page.when for page in self.plan_pages.values()),
            *(each.when for each in self.plan.by_fact),
        )
        for condition in outer:
            yield from condition.walk() if condition else ()

    def helpline(self, country: str) -> Helpline:
        """Return whom to call in a country, given by code or name; else the unknown country's."""
        wanted = folded_country(country)
        named = (each for each in self.helplines.values() if wanted in each.names)
        return next(named, self.helplines[UNKNOWN_COUNTRY])

    def red_flag_questions(self) -> tuple[Question, ...]:
        """The signs that are answered yes, no or not sure, in the order of their screens."""
        sections = {section.id for section in self.sections if section.red_flags}
        return tuple(
            question
            for question in self.questions.values()
            if question.section in sections and question.kind is QuestionKind.YES_NO_UNSURE
        )

    def follow_ups(self) -> frozenset[str]:
        """The ids of all follow-ups: no row of a screen, but asked right after it."""
        return frozenset(name for question in self.questions.values() for name in question.clarify)
