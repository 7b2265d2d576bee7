"""What `lowback batch` says on stderr: what was read how, who needs help, which rows to mend."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import typer

from lowback.errors import printable

if TYPE_CHECKING:
    from lowback.batch.run import Batch
    from lowback.batch.summary.changes_since import Earlier
    from lowback.batch.summary.squad import Desk
    from lowback.batch.summary.tally import Athlete, Tally

MOST_SHOWN = 10
MOST_NAMED = 40


def say(message: str) -> None:
    """Write one line to stderr, without what a terminal would obey."""
    typer.echo(printable(message), err=True)


def tell(batch: "Batch", tally: "Tally", desk: "Desk") -> None:
    """Say what was read how, what was found, and which rows need mending."""
    table = batch.table
    for note in table.notes:
        say(f"{table.name}: {note}")
    for line in (*_columns(batch), *_map(batch), *_counts(tally), *_people(desk)):
        say(line)
    _tell_rows(batch, tally)


def _columns(batch: "Batch") -> Iterator[str]:
    from lowback.batch.table.headers import LESS

    unread = [each for each in batch.headers.unmatched if each != batch.wish.id_column]
    if unread:
        named = _some([f"`{' '.join(each.split())}`" for each in unread], MOST_NAMED)
        yield f"kept, not read: {named} (--map can say what they mean)"
    if old := dict.fromkeys(name for each in batch.headers.retired.values() for name in each):
        named = _some([f"`{each}`" for each in old], MOST_NAMED)
        yield f"read as answers to an earlier version: {named}"
    if less := [f"`{each}`" for each in batch.headers.former]:
        yield f"{LESS}: {_some(less, MOST_NAMED)}"
    read = set(batch.headers.answered)
    absent = [each for each in batch.knowledge.red_flag_questions() if each.id not in read]
    if absent:
        signs = "warning sign is" if len(absent) == 1 else "warning signs are"
        yield f"{len(absent)} {signs} not in this table: unchecked for everyone"
    if nothing := batch.said_nothing():
        named = _some([f"`{each}`" for each in nothing], MOST_SHOWN)
        yield f"read as not answered: {named}"


def _map(batch: "Batch") -> Iterator[str]:
    for each in batch.unused_entries():
        what = "heading" if each.question is None else f"cell under `{each.question}`"
        yield f"{each.where}: `{each.text}` is no {what} of this table"


def _counts(tally: "Tally") -> Iterator[str]:
    counts = [f"{count:,} {each}" for each, count in sorted(tally.urgencies.items())]
    counts += [f"{tally.blank:,} blank"] if tally.blank else []
    yield f"{_rows(tally.rows)}: {', '.join(counts) or 'none'}"


def _people(desk: "Desk") -> Iterator[str]:
    for each in desk.repeated:
        yield f"{each.name} stands in rows {', '.join(map(str, each.rows))}: which one holds?"
    if desk.gone:
        yield f"in the earlier table, not in this one: {_earlier(desk.gone)}"
    if desk.late:
        yield f"no newer answers since the earlier table: {_earlier(desk.late)}"


def _earlier(people: "Iterable[Earlier]") -> str:
    named = [f"{each.name} ({each.urgency})" for each in people]
    return _some(named, MOST_NAMED)


def _tell_rows(batch: "Batch", tally: "Tally") -> None:
    from lowback.batch.program.compile import INVALID
    from lowback.knowledge.schema import Urgency

    name = batch.table.name
    emergencies = tally.athletes(Urgency.EMERGENCY)
    if emergencies and not batch.wish.in_full:
        rows = [f"{each.row} ({each.name})" if each.name else str(each.row) for each in emergencies]
        say(f"emergency, hospital now: row {', '.join(rows)}")
    again = [] if batch.wish.in_full else tally.ask_again()[:MOST_SHOWN]
    bad = [*(each for each in emergencies if each.problems), *tally.athletes(INVALID)]
    places = _places(batch) if bad or again else {}
    for each in bad[:MOST_SHOWN]:
        say(f"{places.get(each.row, f'{name}, row {each.row}')}: {each.problems}")
    if tally.bad > MOST_SHOWN:
        say(f"and {_more(tally.bad - MOST_SHOWN)}; see the column `problems`")
    for line in _to_ask_again(again, tally, batch, places):
        say(line)


def _to_ask_again(
    athletes: "list[Athlete]", tally: "Tally", batch: "Batch", places: dict[int, str]
) -> Iterator[str]:
    from lowback.batch.summary.squad import pairs_in_words

    words = pairs_in_words(batch.knowledge)
    for each in athletes:
        place = places.get(each.row, f"{batch.table.name}, row {each.row}")
        who = f" ({each.name})" if each.name else ""
        pairs = "; ".join(words[pair] for pair in each.pairs)
        yield f"ask again: {place}{who}: {pairs}; the more careful one counts"
    if athletes and tally.to_ask_again > len(athletes):
        yield f"and {_more(tally.to_ask_again - len(athletes))} to ask again"


def _places(batch: "Batch") -> dict[int, str]:
    """Where the answers of each joined row stand, so that people can mend them there."""
    from lowback.batch.table.files import ROW
    from lowback.batch.table.folder import FILE, NUMBER

    if not batch.table.is_joined:
        return {}
    found = batch.table.numbered.select(ROW, FILE, NUMBER).collect()
    return {row: f"{file}, row {number}" for row, file, number in found.iter_rows()}


def _rows(count: int) -> str:
    return "1 row" if count == 1 else f"{count:,} rows"


def _more(count: int) -> str:
    return "1 more row" if count == 1 else f"{count:,} more rows"


def _some(named: list[str], most: int) -> str:
    more = [f"{len(named) - most} more"] if len(named) > most else []
    return ", ".join([*named[:most], *more])
