"""The squad as plain text of up to 80 columns."""

from collections.abc import Iterable, Sequence
from textwrap import wrap

from lowback.batch.summary.squad import Bar, Person, Squad, reasons
from lowback.errors import printable

BAR, LINE = 24, 78
AGAIN = "Ask again; until then the more careful answer counts"
FEW = 2


def summary_text(squad: Squad, *, ascii_only: bool = False) -> str:
    """Return the summary as plain text."""
    mark = "#" if ascii_only else "█"
    desk = squad.desk
    lines = [f"{squad.rows:,} athletes", "", *_chart(squad.urgencies, mark)]
    lines += _titled("Look at these first", [_line(each, squad) for each in squad.worst])
    if squad.more:
        lines.append(f"  and {squad.more:,} more; see the table")
    lines += _titled(AGAIN, [line for each in squad.again for line in _again(each, squad)])
    if squad.more_again:
        lines.append(f"  and {squad.more_again:,} more")
    gone = [f"{each.urgency:<11} {each.name}" for each in desk.gone]
    lines += _titled("In the earlier table, not in this one", gone)
    late = [f"{each.urgency:<11} {each.name}" for each in desk.late]
    lines += _titled("No newer answers since the earlier table", late)
    twice = [f"{each.name}: rows {', '.join(map(str, each.rows))}" for each in desk.repeated]
    lines += _titled("In more than one row", twice)
    lines += _titled("Since last time", _chart(squad.changes, mark))
    lines += _titled("Warning signs most often unchecked", _chart(squad.unchecked, mark))
    lines += _titled("Sources that stand out", _chart(squad.sources, mark))
    lines += _titled("Contributors most often present", _chart(squad.contributors, mark))
    return printable("\n".join([*lines, "", *wrap(f"{squad.made}. {squad.limits}", LINE), ""]))


def _chart(bars: Iterable[Bar], mark: str) -> list[str]:
    return [
        f"  {_cut(bar.label, 40):<40} {bar.count:>9,} {mark * round(bar.share * BAR)}".rstrip()
        for bar in bars
    ]


def _line(person: Person, squad: Squad) -> str:
    athlete = person.athlete
    change = f" ({athlete.change})" if athlete.change and athlete.change != "same" else ""
    by = f", {person.by}" if person.by.startswith("by ") else ""
    what = "; ".join(reasons(person, squad.flags, FEW))
    start = f"{athlete.urgency:<11} {_cut(person.who, 24)}{change}{by}: "
    return start + _cut(what, max(LINE - len(start), BAR))


def _again(person: Person, squad: Squad) -> list[str]:
    """Who, and which answers; a line goes on under its beginning."""
    pairs = (squad.pairs[each] for each in person.athlete.pairs)
    text = f"{_cut(person.who, 24)}: {'; '.join(pairs)}"
    return wrap(text, LINE, initial_indent="  ", subsequent_indent="    ")


def _titled(title: str, lines: Sequence[str]) -> list[str]:
    indented = (each if each.startswith("  ") else f"  {each}" for each in lines)
    return ["", title, *indented] if lines else []


def _cut(text: str, width: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= width else f"{line[: width - 1]}…"
