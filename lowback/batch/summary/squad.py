"""The squad at a glance: who first, what is unchecked, what is common; as text or one page."""

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from textwrap import wrap

from msgspec import Struct

from lowback.batch.program.compile import INVALID
from lowback.batch.summary.tally import WORST_FIRST, Athlete, Tally
from lowback.errors import printable
from lowback.knowledge.schema import Knowledge, Urgency

BAR, LINE = 24, 78
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
CALM_BUT_UNCHECKED = "self-care, warning signs left unchecked"
LIMITS = (
    "Not a diagnosis, not a medical device, not validated on patients. It goes by what athletes "
    "answered; nobody has examined them. A sign that is unchecked is not a no."
)


class Bar(Struct, frozen=True):
    """One line of a chart: its words, how many rows, and its share of the longest (0-1)."""

    label: str
    count: int
    share: float


class Squad(Struct, frozen=True):
    """Everything that a summary shows."""

    rows: int
    urgencies: tuple[Bar, ...]
    worst: tuple[Athlete, ...]
    more: int
    sources: tuple[Bar, ...]
    contributors: tuple[Bar, ...]
    unchecked: tuple[Bar, ...]
    changes: tuple[Bar, ...]
    flags: dict[str, str]
    limits: str = LIMITS


def squad_of(tally: Tally, knowledge: Knowledge, *, shown: int = SHOWN) -> Squad:
    """Choose what a summary shows: the most urgent rows first, then what is common."""
    pressing = [each for each in WORST_FIRST if each != Urgency.SELF_CARE]
    worst = tally.athletes(*pressing)[:shown]
    total = sum(tally.urgencies[each] for each in pressing)
    causes = {each.id: each.name for each in knowledge.causes.values()}
    labels = {each.id: each.label for each in knowledge.questions.values()}
    return Squad(
        rows=tally.rows,
        urgencies=_bars(_urgencies(tally)),
        worst=tuple(worst),
        more=total - len(worst),
        sources=_bars(_commonest(tally.sources, causes.__getitem__)),
        contributors=_bars(_commonest(tally.contributors, causes.__getitem__)),
        unchecked=_bars(_commonest(tally.unchecked, labels.__getitem__)),
        changes=_bars(_commonest(tally.changes, str)),
        flags={each.id: each.name for each in knowledge.red_flags.values()},
    )


def summary_text(squad: Squad, *, ascii_only: bool = False) -> str:
    """Return the summary as plain text of up to 80 columns."""
    mark = "#" if ascii_only else "█"
    lines = [f"{squad.rows:,} athletes", "", *_chart(squad.urgencies, mark)]
    lines += _titled("Look at these first", [_line(each, squad) for each in squad.worst])
    if squad.more:
        lines.append(f"  and {squad.more:,} more; see the table")
    lines += _titled("Since last time", _chart(squad.changes, mark))
    lines += _titled("Warning signs most often unchecked", _chart(squad.unchecked, mark))
    lines += _titled("Sources that stand out", _chart(squad.sources, mark))
    lines += _titled("Contributors most often present", _chart(squad.contributors, mark))
    return printable("\n".join([*lines, "", *_wrapped(squad.limits), ""]))


def summary_page(squad: Squad) -> str:
    """Return the summary as one page of HTML without scripts or outside parts."""
    from jinja2 import Environment, FileSystemLoader  # noqa: PLC0415 - only for the page

    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    return printable(environment.get_template("squad.html.j2").render(squad=squad, words=WORDS))


def _urgencies(tally: Tally) -> dict[str, int]:
    counts = {WORDS[each]: tally.urgencies[each] for each in WORST_FIRST}
    counts[WORDS[Urgency.SELF_CARE]] -= tally.calm_but_unchecked
    return {**counts, CALM_BUT_UNCHECKED: tally.calm_but_unchecked}


def _commonest(counts: Counter[str], name: Callable[[str], str]) -> dict[str, int]:
    ranked = sorted(counts.items(), key=lambda each: -each[1])
    return {name(each): count for each, count in ranked[:COMMONEST] if count}


def _bars(counts: dict[str, int]) -> tuple[Bar, ...]:
    longest = max(counts.values(), default=0) or 1
    return tuple(Bar(label, count, count / longest) for label, count in counts.items())


def _chart(bars: Sequence[Bar], mark: str) -> list[str]:
    return [
        f"  {_cut(bar.label, 40):<40} {bar.count:>9,} {mark * round(bar.share * BAR)}".rstrip()
        for bar in bars
    ]


def _line(athlete: Athlete, squad: Squad) -> str:
    who = athlete.name if athlete.name is not None else f"row {athlete.row}"
    change = f" ({athlete.change})" if athlete.change and athlete.change != "same" else ""
    reasons = [squad.flags[each] for each in athlete.red_flags[:2]]
    what = "; ".join([*reasons, *filter(None, [athlete.problems])]) or _left_open(athlete)
    start = f"{athlete.urgency:<10} {_cut(who, 24)}{change}: "
    return start + _cut(what, LINE - len(start))


def _left_open(athlete: Athlete) -> str:
    return f"{len(athlete.unchecked)} warning signs without an answer"


def _titled(title: str, lines: Sequence[str]) -> list[str]:
    return (
        ["", title, *(each if each.startswith("  ") else f"  {each}" for each in lines)]
        if lines
        else []
    )


def _cut(text: str, width: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= width else f"{line[: width - 1]}…"


def _wrapped(text: str) -> list[str]:
    return wrap(text, 78)
