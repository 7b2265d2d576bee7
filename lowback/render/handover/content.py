"""What a physiotherapist asks first, gathered from the answers; nothing given is left out."""

from collections.abc import Iterable

from msgspec import Struct

from lowback.engine.assessment import AnswerGiven, Assessment, RankedCause
from lowback.knowledge.schema import Knowledge
from lowback.render.parts.answer_words import answer_words
from lowback.render.parts.words import explained, question_label

TITLE = "Hand-over from a self-assessment"
SELF_REPORTED = "Self-reported, not examined."
BY_COACH = "Answered by a coach about the runner, not examined."
NOTHING = "No answer was given."
REASONS_FOR, REASONS_AGAINST = 2, 3


class Fact(Struct, frozen=True):
    """One answer in words."""

    label: str
    words: str


class Group(Struct, frozen=True):
    """Facts under one heading."""

    title: str
    facts: tuple[Fact, ...]


class Signs(Struct, frozen=True):
    """The warning signs by what was answered; `unchecked` includes nobody asked."""

    yes: tuple[str, ...]
    unsure: tuple[str, ...]
    no: tuple[str, ...]
    unasked: tuple[str, ...]


class HandOver(Struct, frozen=True):
    """The page in its order: groups, warning signs, self-tests, the rest of the answers."""

    groups: tuple[Group, ...]
    signs: Signs
    self_tests: tuple[Fact, ...]
    others: tuple[Fact, ...]
    causes: tuple[RankedCause, ...]
    contributors: tuple[RankedCause, ...]
    stated: str


def hand_over(assessment: Assessment, knowledge: Knowledge) -> HandOver:
    """Sort every answer of the assessment into the order of the page."""
    given = {each.question: each for each in assessment.answers}
    signs = {each.id for each in knowledge.red_flag_questions()}
    tests = {each.id for each in knowledge.questions.values() if each.self_test}
    groups = knowledge.about.handover
    named = {name for group in groups for name in group.questions} | signs | tests
    return HandOver(
        groups=tuple(
            Group(
                group.title,
                _facts((given[name] for name in group.questions if name in given), knowledge),
            )
            for group in groups
        ),
        signs=_signs(assessment, signs, knowledge),
        self_tests=_facts(
            (each for each in assessment.answers if each.question in tests), knowledge
        ),
        others=_facts(
            (each for each in assessment.answers if each.question not in named), knowledge
        ),
        causes=explained(assessment.sources),
        contributors=explained(assessment.contributors),
        stated=BY_COACH if assessment.voice == "coach" else SELF_REPORTED,
    )


def _facts(given: Iterable[AnswerGiven], knowledge: Knowledge) -> tuple[Fact, ...]:
    return tuple(
        Fact(
            question_label(each.question, knowledge),
            answer_words(each.question, each.value, knowledge) + _origin(each.origin),
        )
        for each in given
    )


def _origin(origin: str) -> str:
    return {"log": " (from the training log)", "derived": " (worked out)"}.get(origin, "")


def _signs(assessment: Assessment, signs: set[str], knowledge: Knowledge) -> Signs:
    """Unchecked as the result says it, so that a sign which does not apply is not named."""
    values = {each.question: each.value for each in assessment.answers if each.question in signs}

    def labels(value: str) -> tuple[str, ...]:
        return tuple(question_label(name, knowledge) for name in values if values[name] == value)

    unasked = [each for each in assessment.triage.unchecked if each not in values]
    return Signs(
        yes=labels("yes"),
        unsure=labels("unsure"),
        no=labels("no"),
        unasked=tuple(question_label(each, knowledge) for each in unasked),
    )
