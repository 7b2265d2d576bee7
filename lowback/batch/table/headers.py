"""Which column answers which question: by id or wording, never by position."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from lowback.batch.table.wording import fold, question_words
from lowback.errors import LowbackError, Problem, suggest
from lowback.knowledge.schema import Knowledge

FORM_COLUMNS = frozenset({
    "timestamp", "emailaddress", "email", "username", "score", "id", "starttime",
    "completiontime", "name", "lastmodifiedtime", "totalpoints", "quizfeedback", "athlete",
    "language", "gradeposttime",
})  # fmt: skip
FORM_PREFIXES = ("points", "feedback")
LETTERS = 26
LONGEST = 60


class Headers(Struct, frozen=True):
    """The columns of a table.

    `questions` maps a column to the question that it answers; `form` are the columns that a
    form adds; `unmatched` ones are kept and not read.
    """

    columns: tuple[str, ...]
    questions: Mapping[str, str]
    form: tuple[str, ...]
    unmatched: tuple[str, ...]


def match_headers(
    columns: Sequence[str],
    knowledge: Knowledge,
    *,
    added: Iterable[str] = (),
    given: Mapping[str, str | None] | None = None,
) -> Headers:
    """Match columns with questions; `given` comes from a map file, `added` is written by us.

    Raises:
        LowbackError: for two columns with one heading or one question, a heading that we are
            about to write, or no question at all.
    """
    words = question_words(knowledge)
    meant = {each: _meant(each, words, given or {}) for each in columns}
    problems = [*_repeated(columns), *_same_question(columns, meant), *_taken(columns, added)]
    questions = {column: question for column, question in meant.items() if question}
    if not questions and not problems:
        problems.append(_nothing(columns, knowledge))
    if problems:
        raise LowbackError(problems)
    rest = [each for each in columns if each not in questions]
    form = tuple(each for each in rest if is_form_column(each))
    unmatched = tuple(each for each in rest if each not in form)
    return Headers(tuple(columns), questions, form, unmatched)


def letter(index: int) -> str:
    """The letters of a spreadsheet column, A for 0."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters


def is_form_column(column: str) -> bool:
    """Whether Google Forms, Microsoft Forms or our template adds this column."""
    prefix, dash, _ = column.partition("-")
    return fold(column) in FORM_COLUMNS or (bool(dash) and fold(prefix) in FORM_PREFIXES)


def _meant(column: str, words: Mapping[str, str], given: Mapping[str, str | None]) -> str | None:
    if fold(column) in given:
        return given[fold(column)]
    if is_form_column(column) and fold(column) not in words:
        return None
    grid = column[column.rfind("[") + 1 : -1] if column.endswith("]") else ""
    return words.get(fold(column)) or words.get(fold(grid))


def _repeated(columns: Sequence[str]) -> list[Problem]:
    places: dict[str, list[int]] = {}
    for at, column in enumerate(columns):
        places.setdefault(" ".join(column.split()).casefold(), []).append(at)
    return [
        _clash(found, f"have the same heading `{_short(columns[found[0]])}`")
        for found in places.values()
        if len(found) > 1
    ]


def _same_question(columns: Sequence[str], meant: Mapping[str, str | None]) -> list[Problem]:
    places: dict[str, list[int]] = {}
    for column in dict.fromkeys(columns):
        question = meant[column]
        if question:
            places.setdefault(question, []).append(columns.index(column))
    return [
        _clash(found, f"both answer `{question}`")
        for question, found in places.items()
        if len(found) > 1
    ]


def _clash(places: Sequence[int], message: str) -> Problem:
    named = " and ".join(letter(each) for each in places)
    return Problem(f"columns {named}", f"{message}; rename or delete all but one", "header")


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
    named = ", ".join(f"`{_short(each)}`" for each in columns[:5])
    message = (
        f"no column is a question we know (found {named}){(hints or [''])[0]}; use question ids "
        "or their wording (`lowback questions` lists them), `lowback template`, or --map"
    )
    return Problem("headings", message, "header")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"
