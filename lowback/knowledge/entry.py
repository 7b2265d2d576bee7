"""The words that every kind of entry shares."""

from enum import StrEnum
from typing import Annotated, Literal

from msgspec import Meta, Struct

from lowback.errors import Source

Id = Annotated[str, Meta(pattern="^[a-z][a-z0-9_]*$")]
Text = Annotated[str, Meta(min_length=1)]
Ratio = Annotated[float, Meta(gt=0, le=100)]
Probability = Annotated[float, Meta(gt=0, lt=1)]


class Entry(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Anything written in a knowledge file; the loader fills in where it stands."""

    written_at: Source = Source("")


class Urgency(StrEnum):
    """How soon to be seen, mildest first.

    `not_checked`: no rule fired, but an emergency sign that may apply was not answered.
    """

    SELF_CARE = "self_care"
    NOT_CHECKED = "not_checked"
    SOON = "soon"
    URGENT = "urgent"
    EMERGENCY = "emergency"

    @property
    def severity(self) -> int:
        """0 for `self_care` up to 4 for `emergency`."""
        return list(Urgency).index(self)

    @property
    def level(self) -> int:
        """How soon someone must see the runner: 0 while nothing fired, 3 in an emergency."""
        return max(self.severity - 1, 0)


class Basis(StrEnum):
    """What a number or rule rests on, strongest first."""

    STUDY = "study"
    STUDY_REDUCED = "study_reduced"
    DERIVED = "derived"
    DEFINITION = "definition"
    READINGS = "readings"
    CONSENSUS = "consensus"


class Grade(StrEnum):
    """How well a treatment is supported; X: tested and not better than control."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    X = "X"


class Suitability(StrEnum):
    """May this exercise be done now?"""

    OK = "ok"
    MODIFY = "modify"
    AVOID = "avoid"


class Reference(Entry, frozen=True):
    """A source; `seen` says whether we read it or a page that reports it."""

    id: Id
    title: Text
    authors: str = ""
    year: int | None = None
    journal: str = ""
    doi: str = ""
    url: str = ""
    article_number: int | None = None
    seen: Literal["yes", "second_hand", "not_retrieved"] = "yes"
