"""What an author may write in `red_flags.yaml`: rules, urgency, deadlines, running advice."""

from enum import StrEnum
from typing import Literal

from lowback.knowledge.conditions import Condition
from lowback.knowledge.entry import Basis, Entry, Id, Text, Urgency

LIGHTS = ("green", "amber", "red", "none")


class ByWhen(StrEnum):
    """By when a rule wants the runner to be seen, soonest first."""

    NOW = "now"
    TODAY = "today"
    TWO_DAYS = "2_days"
    TWO_WEEKS = "2_weeks"


class NamedCondition(Entry, frozen=True):
    """A condition that several rules share, such as the suspicion of a bone injury."""

    id: Id
    when: Condition
    because: Text
    references: tuple[Id, ...] = ()


class RedFlag(Entry, frozen=True):
    """A rule: when it holds (and `unless` does not), this urgency and this action."""

    id: Id
    name: Text
    urgency: Urgency
    by_when: ByWhen
    concern: Id
    when: Condition
    because: Text
    do: Text
    say: str = ""
    unless: Condition | None = None
    running: Id | None = None
    ranked: bool = True
    basis: Basis = Basis.CONSENSUS
    references: tuple[Id, ...] = ()
    note: str = ""


class Concern(Entry, frozen=True):
    """What a rule is afraid of, in plain words; `cant_miss` ones are named when not cleared."""

    id: Id
    name: Text
    plain: Text
    cant_miss: bool = False


class RunningAdvice(Entry, frozen=True):
    """May I run? One traffic light with its reason.

    With `when` it is part of the traffic light that everybody gets; without, a rule names it.
    """

    id: Id
    light: Literal["green", "amber", "red", "none"]
    advice: Text
    because: Text
    allows_running: bool = False
    when: Condition | None = None
    references: tuple[Id, ...] = ()

    @property
    def is_free(self) -> bool:
        """Whether it lets a runner run without a limit."""
        return self.light == "green"

    @property
    def strictness(self) -> tuple[bool, int]:
        """The higher the stricter: first whether running is allowed at all, then the light."""
        return not self.allows_running, LIGHTS.index(self.light)


class Deadline(Entry, frozen=True):
    """How a `by_when` is said, and how many days it leaves."""

    id: ByWhen
    words: Text
    days: int


class UrgencyAdvice(Entry, frozen=True):
    """The headline, the action and the safety net of one urgency.

    `{date}` and `{by_when}` are filled in, from the shortest deadline of the rules that fired, or
    from `review_days` where none did.
    """

    id: Urgency
    headline: Text
    do: Text
    safety_net: tuple[Text, ...]
    review_days: int = 0
