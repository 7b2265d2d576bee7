"""Which column answers which question: by id or wording, never by position."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from lowback.batch.table.meanings import Given, Meaning, Meanings, is_form_column, letter
from lowback.batch.table.retired import Retired, retired_columns
from lowback.batch.table.ticks import Ticks, ticks_column
from lowback.errors import LowbackError, Problem, suggest
from lowback.knowledge.headings import fold
from lowback.knowledge.schema import Knowledge

LONGEST = 60
NAMED = 5
LESS = "asked in an earlier wording, of which only what still holds is read"


class Headers(Struct, frozen=True):
    """The columns of a table.

    `questions` maps a column to the question that it answers; `ticks` a question to the columns
    that stand for one choice each, or that carry the id of a `retired` question; `former` has
    what cells mean in a column of an older form, by question; `form` are the columns that a form
    adds; `unmatched` ones are kept and not read.
    """

    columns: tuple[str, ...]
    questions: Mapping[str, str]
    ticks: Ticks
    retired: Retired
    former: Mapping[str, Mapping[str, str | None]]
    form: tuple[str, ...]
    unmatched: tuple[str, ...]

    @property
    def answered(self) -> tuple[str, ...]:
        """The questions that some column answers."""
        return tuple(dict.fromkeys((*self.questions.values(), *self.ticks, *self.retired)))

    @property
    def own(self) -> dict[str, str]:
        """Each question of today with the column that answers it, joined ticks among them."""
        whole = {question: column for column, question in self.questions.items()}
        return {**whole, **{each: ticks_column(each) for each in self.ticks}}


def match_headers(
    columns: Sequence[str],
    knowledge: Knowledge,
    *,
    added: Iterable[str] = (),
    given: Given | None = None,
    needed: bool = True,
) -> Headers:
    """Match columns with questions; `given` comes from a map file, `added` is written by us.

    Raises:
        LowbackError: for two columns with one heading or one question, a heading that we are
            about to write, or, where one is `needed`, no question at all.
    """
    meanings = Meanings(knowledge, given)
    meant = _meant(columns, meanings)
    problems = [*_repeated(columns), *_same_question(columns, meant), *_taken(columns, added)]
    if not any(meant.values()) and not problems and needed:
        problems.append(_nothing(columns, knowledge))
    if problems:
        raise LowbackError(problems)
    unread = [each for each in columns if not meant[each] and fold(each) not in (given or {})]
    retired = retired_columns(unread, knowledge, meanings.gone)
    return _headers(columns, meant, given or {}, retired)


def _headers(
    columns: Sequence[str], meant: Mapping[str, Meaning | None], given: Given, retired: Retired
) -> Headers:
    questions: dict[str, str] = {}
    ticks: dict[str, list[tuple[str, str]]] = {}
    for column, meaning in meant.items():
        if meaning and meaning.choice:
            ticks.setdefault(meaning.question, []).append((column, meaning.choice))
        elif meaning:
            questions[column] = meaning.question
    rest = [each for each in columns if not meant[each]]
    form = tuple(each for each in rest if is_form_column(each))
    old = {column for each in retired.values() for column in each}
    known = {*form, *old}
    former = {each.question: dict(each.cells) for each in meant.values() if each and each.cells}
    unmatched = tuple(each for each in rest if each not in known and fold(each) not in given)
    return Headers(tuple(columns), questions, ticks, retired, former, form, unmatched)


def _meant(columns: Sequence[str], meanings: Meanings) -> dict[str, Meaning | None]:
    meant = {each: meanings.of(each) for each in columns}
    lone = {each: meanings.lone_choice(each) for each in columns if meant[each] is None}
    whole = {each.question for each in meant.values() if each}
    for question in [each for each in meanings.choices if each not in whole]:
        found = {
            column: next((each for each in choices if each.question == question), None)
            for column, choices in lone.items()
        }
        ticks = {column: each for column, each in found.items() if each}
        if len(ticks) > 1:  # one label alone may be anything
            meant |= ticks
            lone = {column: each for column, each in lone.items() if column not in ticks}
    return meant


def _repeated(columns: Sequence[str]) -> list[Problem]:
    places: dict[str, list[int]] = {}
    for at, column in enumerate(columns):
        places.setdefault(" ".join(column.split()).casefold(), []).append(at)
    return [
        _clash(found, f"have the same heading `{_short(columns[found[0]])}`")
        for found in places.values()
        if len(found) > 1
    ]


def _same_question(columns: Sequence[str], meant: Mapping[str, Meaning | None]) -> list[Problem]:
    places: dict[Meaning, list[int]] = {}
    for column in dict.fromkeys(columns):
        if meaning := meant[column]:
            one = Meaning(meaning.question, meaning.choice)
            places.setdefault(one, []).append(columns.index(column))
    for meaning in [each for each in places if each.choice]:
        if whole := places.get(Meaning(meaning.question)):
            whole += places.pop(meaning)
    return [
        _clash(sorted(found), f"{'both' if len(found) == 2 else 'all'} answer `{_id(meaning)}`")  # noqa: PLR2004 - a pair
        for meaning, found in places.items()
        if len(found) > 1
    ]


def _id(meaning: Meaning) -> str:
    return f"{meaning.question}={meaning.choice}" if meaning.choice else meaning.question


def _clash(places: Sequence[int], message: str) -> Problem:
    named = [letter(each) for each in places[:NAMED]]
    if len(places) > NAMED:
        named[-1:] = [f"{len(places) - NAMED + 1} more"]
    where = " and ".join([", ".join(named[:-1]), named[-1]])
    return Problem(f"columns {where}", f"{message}; rename or delete all but one", "header")


def _taken(columns: Sequence[str], added: Iterable[str]) -> list[Problem]:
    ours = set(added)
    return [
        Problem(f"column {letter(at)}", f"`{column}` is a column we add; rename it", "header")
        for at, column in enumerate(columns)
        if column in ours
    ]


def _nothing(columns: Sequence[str], knowledge: Knowledge) -> Problem:
    words = [each.label for each in knowledge.questions.values()] + list(knowledge.questions)
    hints = [hint for each in columns if (hint := suggest(each, words))]
    named = ", ".join(f"`{_short(each)}`" for each in columns[:NAMED])
    message = (
        f"no column is a question we know (found {named}){(hints or [''])[0]}; use question ids "
        "or their wording (`lowback questions` lists them), `lowback template`, or --map; "
        "--propose-map writes a first map"
    )
    return Problem("headings", message, "header")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"
