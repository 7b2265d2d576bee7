"""The squad at a glance: who first, what to do and by when, what is unchecked, what is common."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

from msgspec import Struct

from lowback.batch.program.compile import INVALID
from lowback.batch.summary.answer_dates import AnswerDates
from lowback.batch.summary.changes_since import Earlier, Repeated
from lowback.batch.summary.tally import WORST_FIRST, Athlete, Tally
from lowback.engine.contradictions import in_words
from lowback.knowledge.schema import Knowledge, Urgency
from lowback.release import __version__

SHOWN = 20
COMMONEST = 5
WORDS = {
    INVALID: "cannot be judged: mend the row",
    Urgency.EMERGENCY: "emergency: hospital now",
    Urgency.URGENT: "urgent: seen within 48 hours",
    Urgency.SOON: "soon: seen within two weeks",
    Urgency.NOT_CHECKED: "no verdict: emergency signs unanswered",
    Urgency.SELF_CARE: "self-care, every warning sign answered",
}
DO = {
    INVALID: "Ask the athlete and mend the cell: it may hide anything.",
    Urgency.EMERGENCY: "Reach the athlete now: hospital emergency department. They do not drive.",
    Urgency.URGENT: "To be seen; no running until then.",
    Urgency.SOON: "GP, sports doctor or physiotherapist; the report says whether they may run.",
    Urgency.NOT_CHECKED: "Ask the emergency signs that have no answer.",
}
AT_ONCE = {Urgency.EMERGENCY: "now", INVALID: "today", Urgency.NOT_CHECKED: "today"}
WITHIN = {Urgency.URGENT: timedelta(days=2), Urgency.SOON: timedelta(days=14)}
CALM_BUT_UNCHECKED = "self-care, warning signs left unchecked"
BLANK = "blank rows, no verdict"
LIMITS = (
    "Not a diagnosis, not a medical device, not validated on patients. It goes by what athletes "
    "answered; nobody has examined them. A sign that is unchecked is not a no."
)


class Bar(Struct, frozen=True):
    """One line of a chart: its words, how many rows, and their share of all rows (0-1)."""

    label: str
    count: int
    share: float


class Person(Struct, frozen=True):
    """One athlete to look at, by what name, what to do and by when; `link` leads to the report."""

    athlete: Athlete
    who: str
    do: str
    by: str
    link: str | None


class Desk(Struct, frozen=True):
    """What else is known about the squad: dates, reports by row, who is missing or stands twice."""

    today: date
    dates: AnswerDates | None = None
    links: Mapping[int, str] = {}
    gone: tuple[Earlier, ...] = ()
    late: tuple[Earlier, ...] = ()
    repeated: tuple[Repeated, ...] = ()


class Squad(Struct, frozen=True):
    """Everything that a summary shows."""

    rows: int
    urgencies: tuple[Bar, ...]
    worst: tuple[Person, ...]
    more: int
    again: tuple[Person, ...]
    more_again: int
    pairs: dict[str, str]
    sources: tuple[Bar, ...]
    contributors: tuple[Bar, ...]
    unchecked: tuple[Bar, ...]
    changes: tuple[Bar, ...]
    flags: dict[str, str]
    desk: Desk
    made: str
    limits: str = LIMITS


def squad_of(tally: Tally, knowledge: Knowledge, desk: Desk, *, shown: int = SHOWN) -> Squad:
    """Choose what a summary shows: every emergency, then `shown` others, then what is common."""
    pressing = [each for each in WORST_FIRST if each != Urgency.SELF_CARE]
    emergencies = tally.athletes(Urgency.EMERGENCY)
    worst = [*emergencies, *tally.athletes(*pressing[1:])[:shown]]
    causes = {each.id: each.name for each in knowledge.causes.values()}
    labels = {each.id: each.label for each in knowledge.questions.values()}
    again = tally.ask_again()[:shown]

    def bars(counts: Mapping[str, int]) -> tuple[Bar, ...]:
        return tuple(Bar(each, count, count / (tally.rows or 1)) for each, count in counts.items())

    return Squad(
        rows=tally.rows,
        urgencies=bars(_urgencies(tally)),
        worst=tuple(_person(each, desk) for each in worst),
        more=sum(tally.urgencies[each] for each in pressing) - len(worst),
        again=tuple(_person(each, desk) for each in again),
        more_again=tally.to_ask_again - len(again),
        pairs=pairs_in_words(knowledge),
        sources=bars(_commonest(tally.sources, causes.__getitem__)),
        contributors=bars(_commonest(tally.contributors, causes.__getitem__)),
        unchecked=bars(_commonest(tally.unchecked, labels.__getitem__)),
        changes=bars(_commonest(tally.changes, str)),
        flags={each.id: each.name for each in knowledge.red_flags.values()},
        desk=desk,
        made=_made(knowledge, desk.today),
    )


def pairs_in_words(knowledge: Knowledge) -> dict[str, str]:
    """What to say of each pair of answers that can hardly both be true."""
    return {
        each.id: in_words(each, *(knowledge.questions[name].label for name in each.between))
        for each in knowledge.contradictions.values()
    }


def day_words(day: date) -> str:
    """The day as people write it."""
    return f"{day.day} {day:%B %Y}"


def _person(athlete: Athlete, desk: Desk) -> Person:
    who = athlete.name if athlete.name is not None else f"row {athlete.row}"
    by, link = _by(athlete, desk), desk.links.get(athlete.row)
    return Person(athlete, who, DO.get(athlete.urgency, ""), by, link)


def _by(athlete: Athlete, desk: Desk) -> str:
    """The day by which it must be done, counted from the answers, else from the day of the run."""
    if athlete.urgency not in WITHIN:
        return AT_ONCE.get(athlete.urgency, "")
    answered = desk.dates.of(athlete.answered) if desk.dates else None
    due = (answered or desk.today) + WITHIN[Urgency(athlete.urgency)]
    return f"by {day_words(due)}" + ("" if due >= desk.today else " (past)")


def _made(knowledge: Knowledge, today: date) -> str:
    known = f"knowledge {knowledge.about.version} (sha256 {knowledge.sha256[:12]})"
    return f"Made on {day_words(today)} by lowback {__version__}, {known}"


def _urgencies(tally: Tally) -> dict[str, int]:
    counts = {WORDS[each]: tally.urgencies[each] for each in WORST_FIRST}
    counts[WORDS[Urgency.SELF_CARE]] -= tally.calm_but_unchecked
    blank = {BLANK: tally.blank} if tally.blank else {}
    return {**counts, CALM_BUT_UNCHECKED: tally.calm_but_unchecked, **blank}


def _commonest(counts: Counter[str], name: Callable[[str], str]) -> dict[str, int]:
    ranked = sorted(counts.items(), key=lambda each: -each[1])
    return {name(each): count for each, count in ranked[:COMMONEST] if count}


def reasons(person: Person, flags: Mapping[str, str], most: int | None = None) -> Sequence[str]:
    """Why an athlete is named: the rules that fired, what cannot be used, or what is open."""
    athlete = person.athlete
    found = [flags[each] for each in athlete.red_flags[:most]]
    found += [athlete.problems] if athlete.problems else []
    return found or [f"{len(athlete.unchecked)} warning signs without an answer"]
