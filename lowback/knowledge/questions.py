"""What an author may write in `questions.yaml` and `former.yaml`.

A warning sign may have follow-ups (`clarify`): short questions that tell the look-alikes apart.
They are asked right after the signs of a screen, never shown as a row of it.
"""

from enum import StrEnum
from typing import Annotated, Literal

from msgspec import Meta, field

from lowback.knowledge.conditions import Condition
from lowback.knowledge.entry import Entry, Id, Text

YES_NO_UNSURE = ("yes", "no", "unsure")
NOT_ANSWERED = "not_answered"


class QuestionKind(StrEnum):
    """The four ways to answer."""

    CHOICE = "choice"
    SEVERAL = "several"
    NUMBER = "number"
    YES_NO_UNSURE = "yes_no_unsure"


class Choice(Entry, frozen=True):
    """One answer; for a number question a band `from_` <= value < `below`.

    `vague` marks a place that names no place: by itself it does not say where it hurts.
    """

    id: Id
    label: Text
    said: Text
    full: str = ""
    exclusive: bool = False
    vague: bool = False
    from_: float | None = field(default=None, name="from")
    below: float | None = None


class SelfTest(Entry, frozen=True):
    """How to do a home test safely; `timer_seconds` 0 means no countdown."""

    needs: Text
    steps: Annotated[tuple[Text, ...], Meta(min_length=1)]
    stop: Text
    timer_seconds: int = 0
    counter: bool = False
    loading: bool = False
    locked_when: Condition | None = None


class Question(Entry, frozen=True):
    """One question; `at_least` and `at_most` bound a number, `usual` asks to confirm beyond.

    `clarify` names the follow-ups of a warning sign; `depth: full` leaves the default interview;
    `lasting` says that the answer cannot change within one episode, so a follow-up takes it over.
    """

    id: Id
    section: Id
    kind: QuestionKind
    label: Text
    ask: Text
    ask_coach: Text
    why: Text
    meaning: str = ""
    choices: tuple[Choice, ...] = ()
    unit: Literal["", "years", "cm", "kg", "km", "bmi", "points"] = ""
    at_least: float | None = None
    at_most: float | None = None
    usual: tuple[float, float] | None = None
    derive: Literal["", "bmi"] = ""
    depth: Literal["default", "full"] = "default"
    clarify: tuple[Id, ...] = ()
    lasting: bool = False
    emergency: bool = False
    ask_when: Condition | None = None
    self_test: SelfTest | None = None
    references: tuple[Id, ...] = ()

    @property
    def choice_ids(self) -> tuple[str, ...]:
        """The ids that answer this question; the three fixed ones for a warning sign."""
        if self.kind is QuestionKind.YES_NO_UNSURE:
            return YES_NO_UNSURE
        return tuple(choice.id for choice in self.choices)

    @property
    def vague_ids(self) -> frozenset[str]:
        """The ids of the places that name none."""
        return frozenset(choice.id for choice in self.choices if choice.vague)

    @property
    def exclusive_ids(self) -> frozenset[str]:
        """The choices that cannot be ticked together with others."""
        return frozenset(choice.id for choice in self.choices if choice.exclusive)


class Former(Entry, frozen=True, rename={"is_": "is"}):
    """An answer of an earlier knowledge, and the answers of today that it surely implies."""

    question: Id
    is_: Id
    means: dict[str, tuple[Id, ...]]


class FormerWording(Entry, frozen=True):
    """Texts of forms made before a question, or a choice of it, was worded as it is today.

    `headings` and `labels` once stood above the answers. `cells` says what an old cell means: an
    answer (its id, or several with `;` between) or `not_answered`; its key is a text or the id of
    an answer. With headings they hold under those alone, else in every column of the question.
    """

    question: Id
    headings: tuple[Text, ...] = ()
    labels: tuple[Text, ...] = ()
    cells: dict[str, str] = field(default_factory=dict)


class Contradiction(Entry, frozen=True):
    """Two answers that can hardly both be true; the interview asks which one to change."""

    id: Id
    when: Condition
    between: tuple[Id, Id]
    because: Text


class Section(Entry, frozen=True):
    """A run of questions; a red-flag section is one screen of warning signs."""

    id: Id
    title: Text
    intro: str = ""
    red_flags: bool = False
