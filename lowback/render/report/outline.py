"""What every form of the report groups and orders alike; decides nothing."""

from collections.abc import Iterable

from msgspec import Struct

from lowback.engine.assessment import (
    Assessment,
    Contact,
    OfferedExercise,
    OfferedTreatment,
    RankedCause,
)
from lowback.knowledge.schema import Grade, Knowledge, Suitability
from lowback.render.parts.words import SUITABILITY_WORDS, explained

BEGIN_WORDS = {
    "now": "What to do now",
    "two_weeks": "After the first two weeks",
    "if_it_stays": "If it stays longer than six weeks",
}
SOURCES, CONTRIBUTORS = "What may hurt (sources)", "What may add to it (contributors)"
NOT_RECOMMENDED = "Do not count on these"


class CareGroup(Struct, frozen=True):
    """Treatments that it is time for together."""

    title: str
    treatments: tuple[OfferedTreatment, ...]


class ExerciseGroup(Struct, frozen=True):
    """Exercises that suit alike."""

    title: str
    suitability: Suitability
    exercises: tuple[OfferedExercise, ...]


def spoken_lists(assessment: Assessment) -> tuple[tuple[str, tuple[RankedCause, ...]], ...]:
    """Return the ranked lists that answers spoke to, each with its title.

    Until the place of the pain is said, the sources are only where everybody starts.
    """
    lists = (
        (SOURCES, assessment.sources if assessment.placed else ()),
        (CONTRIBUTORS, assessment.contributors),
    )
    return tuple(
        (title, causes)
        for title, causes in lists
        if any(each.for_ or each.against for each in causes)
    )


def care_groups(assessment: Assessment) -> tuple[CareGroup, ...]:
    """Group treatments by when to begin, those made for this person's causes first.

    What trials or guidelines speak against stands apart, last.
    """
    tested = [each for each in assessment.treatments if each.grade is not Grade.X]
    groups = [
        CareGroup(title, _in_order(each for each in tested if _begin(each) == begin))
        for begin, title in BEGIN_WORDS.items()
    ]
    against = tuple(each for each in assessment.treatments if each.grade is Grade.X)
    return tuple(each for each in (*groups, CareGroup(NOT_RECOMMENDED, against)) if each.treatments)


def _in_order(treatments: Iterable[OfferedTreatment]) -> tuple[OfferedTreatment, ...]:
    """How it goes on first; then what fits fewest causes, as it was chosen for this person."""
    return tuple(
        sorted(
            treatments,
            key=lambda each: (not each.outlook, each.grade is Grade.D, len(each.for_causes)),
        )
    )


def _begin(treatment: OfferedTreatment) -> str:
    return treatment.begin if treatment.begin in BEGIN_WORDS else "now"


def grades_used(assessment: Assessment) -> tuple[Grade, ...]:
    """Return the grades that the treatments of this result have."""
    used = {each.grade for each in assessment.treatments}
    return tuple(each for each in Grade if each in used)


def exercise_groups(assessment: Assessment) -> tuple[ExerciseGroup, ...]:
    """Group the exercises by how they suit."""
    groups = (
        ExerciseGroup(
            SUITABILITY_WORDS[suits],
            suits,
            tuple(each for each in assessment.exercises if each.suitability is suits),
        )
        for suits in Suitability
    )
    return tuple(each for each in groups if each.exercises)


def left_out(group: ExerciseGroup) -> tuple[tuple[str, tuple[OfferedExercise, ...]], ...]:
    """Return exercises to leave out by their reason; the dose would only tempt."""
    reasons: dict[str, list[OfferedExercise]] = {}
    for each in group.exercises:
        reasons.setdefault(each.how, []).append(each)
    return tuple((how, tuple(same)) for how, same in reasons.items())


def clinic_lines(contact: Contact) -> tuple[str, ...]:
    """Return the clinic in a few lines: what it offers, how to reach it, who works there."""
    reach = (contact.phone, contact.email, contact.hours)
    places = (f"{each.city}: {each.address}" for each in contact.sites)
    lines = (
        contact.offer or "",
        " · ".join(each for each in reach if each),
        "; ".join(places),
        contact.practitioner or "",
    )
    return tuple(each for each in lines if each)


def helpful(assessment: Assessment, knowledge: Knowledge) -> tuple[str, ...]:
    """Return the unanswered questions that could move a leading cause, most telling first.

    Home tests are left out: whether one may be done now is asked in the interview, not here.
    """
    leading = (*explained(assessment.sources), *explained(assessment.contributors))
    names = dict.fromkeys(each for cause in leading for each in cause.unknown)
    tests = {each.id for each in knowledge.questions.values() if each.self_test}
    return tuple(each for each in names if each not in tests)
