"""What an author may write about care: treatments, exercises, answers, whom to contact."""

from typing import Annotated, Literal

from msgspec import Meta

from lowback.knowledge.conditions import Condition
from lowback.knowledge.entry import Basis, Entry, Grade, Id, Suitability, Text

Begin = Literal["now", "two_weeks", "if_it_stays"]


class Treatment(Entry, frozen=True):
    """Something that may help, or is sold; `line` says whether it comes first.

    `outlook` marks an entry that says how it usually goes on, not what to do. `begin` says when
    it is time for it; where `now_when` surely holds, that is now.
    Offered for the causes and the concerns it names, to everyone when it names neither, and
    only where `when`, if there is one, surely holds.
    """

    id: Id
    name: Text
    grade: Grade
    line: Literal["first", "further"]
    for_causes: tuple[Id, ...]
    what: Text
    evidence: Text
    basis: Basis
    references: tuple[Id, ...] = ()
    training: bool = False
    sold_by_clinic: bool = False
    for_concerns: tuple[Id, ...] = ()
    when: Condition | None = None
    outlook: bool = False
    begin: Begin = "now"
    now_when: Condition | None = None


class ExerciseFit(Entry, frozen=True):
    """Whether one exercise suits one cause, and how; counts unless `only_if` surely fails.

    `back` says when an exercise that is left out may come back.
    """

    cause: Id
    level: Suitability
    how: str = ""
    back: str = ""
    only_if: Condition | None = None


class Exercise(Entry, frozen=True):
    """A strength exercise with dose, progression and who should leave it out."""

    id: Id
    name: Text
    region: Literal["leg", "trunk", "whole"]
    in_article: bool
    kit: Text
    steps: Annotated[tuple[Text, ...], Meta(min_length=1)]
    dose: Text
    progression: Text
    easier: Text
    harder: Text
    grade: Grade
    caution: Text
    fits: tuple[ExerciseFit, ...]
    basis: Basis = Basis.CONSENSUS
    references: tuple[Id, ...] = ()


class Faq(Entry, frozen=True):
    """A common question with an evidence-based answer in paragraphs."""

    id: Id
    question: Text
    answer: Annotated[tuple[Text, ...], Meta(min_length=1)]
    basis: Basis
    references: tuple[Id, ...] = ()


class Site(Entry, frozen=True):
    """One address of the clinic."""

    city: Text
    address: Text


class Clinic(Entry, frozen=True):
    """The contact block; printed apart from the ranking."""

    name: Text
    offer: Text
    phone: Text
    email: Text
    hours: Text
    sites: tuple[Site, ...]
    practitioner: Text
    practitioner_note: Text
    sells: tuple[Text, ...] = ()


UNKNOWN_COUNTRY = "XX"


class Helpline(Entry, frozen=True):
    """Whom to call in one country, or in all that `also` names; `called` is what people say.

    `UNKNOWN_COUNTRY` stands for every country that is not named.
    """

    country: Annotated[str, Meta(pattern="^[A-Z]{2}$")]
    name: Text
    emergency_number: Text
    emergency: Text
    urgent: Text
    soon: Text
    note: str = ""
    also: tuple[Annotated[str, Meta(pattern="^[A-Z]{2}$")], ...] = ()
    called: tuple[Text, ...] = ()

    @property
    def names(self) -> frozenset[str]:
        """Every code and name of what it serves, folded by `folded_country`."""
        return frozenset(map(folded_country, (self.country, *self.also, self.name, *self.called)))


def folded_country(text: str) -> str:
    """The text without case, dots, needless spaces and a leading "the"."""
    return " ".join(text.casefold().replace(".", "").split()).removeprefix("the ")


class WatchFor(Entry, frozen=True):
    """Signs in a few words each: those for the emergency number, those for the same day."""

    emergency: Annotated[tuple[Text, ...], Meta(min_length=1)]
    same_day: Annotated[tuple[Text, ...], Meta(min_length=1)]
    basis: Basis
    references: tuple[Id, ...] = ()


class FactGroup(Entry, frozen=True):
    """Answers that a clinician reads under one heading, in this order."""

    title: Text
    questions: Annotated[tuple[Id, ...], Meta(min_length=1)]


class About(Entry, frozen=True):
    """Version of the knowledge, intended use and limits."""

    version: Text
    reviewed_on: Text
    reviewed_by: Text
    intended_use: Text
    limits: Annotated[tuple[Text, ...], Meta(min_length=1)]
    cannot_see: tuple[Text, ...]
    watch: WatchFor | None = None
    handover: tuple[FactGroup, ...] = ()
