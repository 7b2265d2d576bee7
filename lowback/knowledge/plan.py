"""What an author may write in `plan.yaml`: pages for patterns of pain, ladders of weeks, rules."""

from typing import Annotated, Literal

from msgspec import Meta

from lowback.knowledge.conditions import Condition
from lowback.knowledge.entry import Basis, Entry, Id, Text

Texts = Annotated[tuple[Text, ...], Meta(min_length=1)]
Minutes = Annotated[float, Meta(ge=0, le=180)]
Points = Annotated[int, Meta(ge=0, le=10)]
Share = Annotated[float, Meta(gt=0, le=1.5)]
Days = Annotated[int, Meta(ge=1, le=90)]
WEEKS = 8


class PlanQuestion(Entry, frozen=True):
    """What only a plan asks: an amount of running or walking, in minutes or as a distance."""

    label: Text
    ask: Text
    meaning: Text


class PainLimit(Entry, frozen=True):
    """How much pain a run may bring under one piece of running advice, 0-10."""

    running: Id
    most: Points


class MoreRuns(Entry, frozen=True):
    """From which week on a run comes on every other day, for those who ran this much a week."""

    weekly_km: Annotated[float, Meta(ge=0, le=400)]
    from_week: Annotated[int, Meta(ge=1, le=WEEKS)]


class SourceNote(Entry, frozen=True):
    """What changes when one source leads; its exercises come before all others."""

    cause: Id
    note: Text
    exercises: tuple[Id, ...] = ()


class FactNote(Entry, frozen=True):
    """What to add where a condition surely holds."""

    when: Condition
    note: Text


class PlanGuide(Entry, frozen=True, kw_only=True):
    """The rules of the return to running; `{most}` in them becomes the pain that is allowed.

    `minutes_per_km` turns distances into minutes, only to choose a ladder. Where nobody said what
    is managed, `guessed_share` of a long run is taken, and a long run to be
    `long_run_of_the_week` of a usual week.
    """

    run_now: PlanQuestion
    walk_now: PlanQuestion
    not_said: Text
    walk_not_said: Text
    no_walk: Text
    guessed: Text
    low_start: Text
    minutes_per_km: Annotated[float, Meta(ge=3, le=12)]
    walk_minutes_per_km: Annotated[float, Meta(ge=6, le=20)]
    long_run_of_the_week: Share
    guessed_share: Share
    unknown_walk_minutes: Minutes
    longest_run_times: Annotated[float, Meta(ge=1, le=2)]
    before_you_start: Texts
    not_yet: Text
    pain_rules: Texts
    most_pain: Points
    more_pain: tuple[PainLimit, ...] = ()
    moving_on: Text
    cap: Text
    strength_rules: Texts
    evidence: Text
    leg_exercises: Annotated[tuple[Id, ...], Meta(min_length=1)]
    trunk_exercises: tuple[Id, ...]
    most_of_a_kind: Annotated[int, Meta(ge=1, le=4)] = 2
    more_runs: tuple[MoreRuns, ...] = ()
    by_source: tuple[SourceNote, ...] = ()
    by_fact: tuple[FactNote, ...] = ()
    check_again_days: Days
    stale_after_days: Days
    basis: Basis = Basis.CONSENSUS
    references: tuple[Id, ...] = ()


class DailyCheck(Entry, frozen=True, kw_only=True):
    """What `today` asks, and the numbers it decides by; the emergency signs are always named.

    `limp_sign` and `pain_answer` are the questions that the rules read. From `stop_from_pain`
    the plan stops; after a flare come `rest_days` of rest and the week before; after `good_runs`
    and a week, the next week; after each `gap_days` without a check-in, the week before. Pain
    from `still_pain` on that is not `better_by` points less than at first has not got better.
    """

    pain: PlanQuestion
    ran: PlanQuestion
    ran_on: PlanQuestion
    morning: PlanQuestion
    limp: PlanQuestion
    signs: PlanQuestion
    other_signs: tuple[Id, ...]
    limp_sign: Id
    pain_answer: Id
    stop_from_pain: Points
    still_pain: Points
    better_by: Points
    rest_days: Days
    good_runs: Annotated[int, Meta(ge=1, le=7)]
    days_a_week: Days
    gap_days: Days
    days_between_runs: Days
    flares_to_be_seen: Annotated[int, Meta(ge=1, le=9)]
    longer_than_planned: Annotated[float, Meta(ge=1, le=2)]
    basis: Basis = Basis.CONSENSUS
    references: tuple[Id, ...] = ()


class PlanPage(Entry, frozen=True, kw_only=True):
    """A pattern of pain: what to do meanwhile, whether to run, when to be seen.

    It is chosen by the running advice, by a fact, or by the source that stands first; `otherwise`
    marks the page for all others. `instead` stands in place of running advice that is milder.
    """

    id: Id
    title: Text
    running: tuple[Id, ...] = ()
    when: Condition | None = None
    leading: tuple[Id, ...] = ()
    otherwise: Literal["", "may_run", "may_not_run"] = ""
    runs: bool = False
    exercises: bool = False
    instead: str = ""
    meanwhile: tuple[Text, ...]
    at_the_visit: tuple[Text, ...]
    back_to_running: tuple[Text, ...]
    see_within_days: Days
    see_why: Text
    check_again_days: Days | None = None
    basis: Basis = Basis.CONSENSUS
    references: tuple[Id, ...] = ()


class LadderWeek(Entry, frozen=True, kw_only=True):
    """One week: the share of what is managed now, and walking breaks of so many minutes."""

    title: Text
    share: Share
    walk_only: bool = False
    run_minutes: Minutes = 0
    walk_minutes: Minutes = 0
    note: Text


class PlanLadder(Entry, frozen=True, kw_only=True):
    """Eight weeks; the first ladder that fits page, running advice and the run managed now.

    Without `pages` it is for every page that runs. Shares are of the run, or of the walk in
    minutes and then never more than `most_minutes`.
    """

    id: Id
    of: Literal["run", "walk"] = "run"
    pages: tuple[Id, ...] = ()
    running: tuple[Id, ...] = ()
    from_minutes: Minutes = 0
    most_minutes: Minutes = 180
    weeks: Annotated[tuple[LadderWeek, ...], Meta(min_length=WEEKS, max_length=WEEKS)]
