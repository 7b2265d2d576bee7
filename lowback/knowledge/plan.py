"""What an author may write in `plan.yaml`: the stages back to running, and their rules."""

from typing import Annotated

from msgspec import Meta

from lowback.knowledge.entry import Basis, Entry, Id, Text

Texts = Annotated[tuple[Text, ...], Meta(min_length=1)]
Minutes = Annotated[float, Meta(ge=0, le=180)]


class PlanGuide(Entry, frozen=True):
    """The rules of the return to running; the exercises in order of preference."""

    before_you_start: Texts
    not_yet: Text
    pain_rules: Texts
    moving_on: Text
    cap: Text
    strength_rules: Texts
    evidence: Text
    leg_exercises: Annotated[tuple[Id, ...], Meta(min_length=1)]
    trunk_exercises: tuple[Id, ...]
    basis: Basis = Basis.CONSENSUS
    references: tuple[Id, ...] = ()


class PlanWeek(Entry, frozen=True):
    """One week: how many runs, each of so many repeats of running and walking minutes."""

    id: Id
    title: Text
    runs: Annotated[int, Meta(ge=1, le=4)]
    repeats: Annotated[int, Meta(ge=1, le=20)]
    run_minutes: Minutes
    walk_minutes: Minutes
    note: Text
