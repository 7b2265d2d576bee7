"""What one heading means: a question by id or wording, or one choice of a question.

Tools that split "tick all that apply" write one column for each choice: `Question [Choice]`
(LimeSurvey), `question___choice` and `Question (choice=Choice)` (REDCap).
"""

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from lowback.batch.table.former_wording import (
    Cells,
    cells_of_every_form,
    questions_of_former_headings,
)
from lowback.batch.table.wording import choice_labels, question_words
from lowback.knowledge.headings import fold
from lowback.knowledge.schema import Knowledge, Question, QuestionKind

FORM_COLUMNS = frozenset({
    "timestamp", "emailaddress", "email", "username", "score", "id", "starttime",
    "completiontime", "name", "lastmodifiedtime", "totalpoints", "quizfeedback", "athlete",
    "language", "gradeposttime", "respondentid", "collectorid", "startdate", "enddate",
    "ipaddress", "firstname", "lastname", "customdata1", "responseid", "datesubmitted",
    "submitdate", "submittedat", "startdateutc", "submitdateutc", "stagedateutc", "networkid",
    "lastpage", "startlanguage", "seed", "datestarted", "datelastaction", "recordid",
    "token", "date", "answeredon", "tags", "responsetype",
})  # fmt: skip
LETTERS = 26
FORM_PREFIXES = ("points", "feedback")
NUMBERED = (
    re.compile(r"^\s*(?:q(?:uestion)?\s*)?\d{1,3}[a-z]?\s*[.):\-\u2013]\s*", re.IGNORECASE),
    re.compile(r"^\s*q(?:uestion)?\s*\d{1,3}\s+", re.IGNORECASE),
    re.compile(r"^\s*[\w-]{1,20}[.:]\s+"),
)
HINT = re.compile(
    r"\s*[(\[](?:please\s+)?(?:tick|select|choose|check|mark|pick|optional|required)\b[^()\[\]]*[)\]]\s*$",
    re.IGNORECASE,
)
SPLIT = (
    re.compile(r"^(?P<question>.+?)\s*\[(?P<choice>[^\[\]]+)\]\s*$", re.DOTALL),
    re.compile(r"^(?P<question>.+?)___(?P<choice>.+)$", re.DOTALL),
    re.compile(r"^(?P<question>.+?)\s*\(choice=(?P<choice>.+)\)\s*$", re.DOTALL),
)


class Meaning(Struct, frozen=True):
    """The question that a column answers; with `choice`, whether that choice was ticked.

    `cells` says what cells mean under a heading of an older form.
    """

    question: str
    choice: str | None = None
    cells: Cells = ()


Given = Mapping[str, Meaning | None]


class Meanings:
    """Looks headings up; `given` comes from a map file and wins, None leaves a column alone."""

    def __init__(self, knowledge: Knowledge, given: Given | None = None) -> None:
        self.given = given or {}
        self.words = {each: Meaning(name) for each, name in question_words(knowledge).items()}
        old = {each.question for each in knowledge.former} - knowledge.questions.keys()
        self.gone = {fold(each): each for each in old}
        for heading, (name, cells) in questions_of_former_headings(knowledge, self.words).items():
            if name in knowledge.questions:
                self.words[heading] = Meaning(name, cells=cells)
            else:
                self.gone[heading] = name
        several = [q for q in knowledge.questions.values() if q.kind is QuestionKind.SEVERAL]
        self.labels = {each.id: tuple(choice_labels(each).values()) for each in several}
        once = cells_of_every_form(knowledge)
        self.choices = {
            each.id: {**_once(once.get(each.id, {}), each), **_choices(choice_labels(each))}
            for each in several
        }

    def of(self, heading: str) -> Meaning | None:
        """Return what a heading means, None for nothing that we know."""
        if fold(heading) in self.given:
            return self.given[fold(heading)]
        if is_form_column(heading) and fold(heading) not in self.words:
            return None
        for plain in ways(heading):
            if found := self._whole(plain) or self._split(plain):
                return found
        return None

    def lone_choice(self, heading: str) -> tuple[Meaning, ...]:
        """The choices with just this label: some tools name a column by nothing else."""
        folded = fold(heading)
        if folded in self.given:
            return ()
        return tuple(
            Meaning(question, choices[folded])
            for question, choices in self.choices.items()
            if folded in choices
        )

    def _whole(self, heading: str) -> Meaning | None:
        return self.words.get(fold(heading))

    def _split(self, heading: str) -> Meaning | None:
        for pattern in SPLIT:
            found = pattern.match(heading)
            if found is None:
                continue
            asked = self._plain(found["question"])
            choice = self.choices.get(asked or "", {}).get(fold(found["choice"]))
            if asked and choice:
                return Meaning(asked, choice)
            if whole := self._whole(found["choice"]):  # a grid: `Signs [Fever]`
                return whole
        return None

    def _plain(self, text: str) -> str | None:
        found = (self.words.get(fold(each)) for each in ways(text))
        return next((each.question for each in found if each and not each.cells), None)


def ways(heading: str) -> Iterator[str]:
    """The heading, then without its number, then each without a hint such as `(tick all)`."""
    numbered = (heading, *(each.sub("", heading, count=1) for each in NUMBERED))
    yield from numbered
    yield from (HINT.sub("", each) for each in numbered)


def is_form_column(column: str) -> bool:
    """Whether a form, a survey tool or our template adds this column."""
    prefix, dash, _ = column.partition("-")
    return fold(column) in FORM_COLUMNS or (bool(dash) and fold(prefix) in FORM_PREFIXES)


def letter(index: int) -> str:
    """The letters of a spreadsheet column, A for 0."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters


def _choices(labels: Mapping[str, str]) -> dict[str, str]:
    return {fold(text): choice for choice, label in labels.items() for text in (choice, label)}


def _once(cells: Mapping[str, str | None], question: Question) -> dict[str, str]:
    """Old texts that mean one choice; a column of one that means several is not read."""
    return {fold(text): choice for text, choice in cells.items() if choice in question.choice_ids}
