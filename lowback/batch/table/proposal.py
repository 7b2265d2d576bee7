"""A first map file: the best guess for each heading and cell that did not match, with its score.

A wrong guess that looks right is worse than none: what is close to two questions is left to the
author, numbers are never guessed, and no guess calms a warning sign.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct, structs
from rapidfuzz import fuzz

from lowback.batch.run import Batch, Wish
from lowback.batch.table.files import Table
from lowback.batch.table.headers import match_headers
from lowback.batch.table.mapping import Map
from lowback.batch.table.meanings import NUMBERED, Meaning
from lowback.batch.table.wording import choice_words, fold_cell
from lowback.knowledge.headings import fold
from lowback.knowledge.schema import NOT_ANSWERED, Knowledge, Question, QuestionKind

HEAD = f"""\
# A map for `lowback batch --map`. Check every line: these are guesses. The number after a guess
# says how alike the words are, 100 being the same.
# columns: a heading and the question that it answers; `question=choice` for one of several
# ticks; `ignore` for a column to leave alone. Empty: nothing was close, or two were.
# answers: what a cell says and the answer that it means; `{NOT_ANSWERED}` for no answer; empty to
# mend the cell in the table. Under "*" stand words of every yes-or-no question, such as "1": yes.
"""
ALIKE, MARGIN, FEWEST_WORDS = 85, 6, 3
CELLS_ALIKE, CELLS_MARGIN, SHORTEST = 80, 8, 3
SPELLINGS_OF_NO = frozenset({"nope", "nah", "noo"})
MOST_CELLS = 200
WORDS = re.compile(r"\w+")


class Guess(Struct, frozen=True):
    """The best and the next best meaning of a text, each with its likeness (0-100)."""

    best: str
    alike: float
    other: str
    other_alike: float

    def is_clear(self, alike: float, margin: float) -> bool:
        """Whether the best is good and the next one is not close."""
        return self.alike >= alike and self.alike - self.other_alike >= margin

    @property
    def comment(self) -> str:
        """The scores, for whoever checks the map."""
        return f"# {self.best} {self.alike:.0f}, {self.other} {self.other_alike:.0f}"


def propose_map(table: Table, knowledge: Knowledge, said: Map) -> str:
    """Return a map file for the columns and cells of a table that could not be matched."""
    headers = match_headers(table.columns, knowledge, given=said.columns, needed=False)
    free = [each for each in knowledge.questions if each not in headers.answered]
    guesses = {each: _guess(each, free, knowledge) for each in headers.unmatched}
    chosen = _chosen(guesses)
    lines = [HEAD, "columns:" if guesses else "columns: {}"]
    for column, guess in guesses.items():
        lines.append(f"  {_quoted(column)}: {chosen.get(column, '')}  {guess.comment}")
    meant = {fold(column): Meaning(question) for column, question in chosen.items()}
    known = structs.replace(said, columns={**said.columns, **meant})
    lines += _answers(table, knowledge, known) if headers.answered or chosen else ["answers: {}"]
    return "\n".join([*lines, ""])


def _guess(column: str, free: Sequence[str], knowledge: Knowledge) -> Guess:
    text = min((each.sub("", column, count=1) for each in NUMBERED), key=len)
    likeness = {
        name: max(
            fuzz.token_set_ratio(_plain(text), _plain(words)) * 0.7
            + fuzz.ratio(_plain(text), _plain(words)[: len(text)]) * 0.3
            for words in _wordings(knowledge.questions[name])
        )
        for name in free
    }
    return _best_two(likeness)


def _wordings(question: Question) -> tuple[str, ...]:
    return (question.label, question.ask, question.ask_coach, question.id.replace("_", " "))


def _chosen(guesses: Mapping[str, Guess]) -> dict[str, str]:
    """The clear guesses for headings of some length; what two headings want, neither gets."""
    clear = {
        column: guess.best
        for column, guess in guesses.items()
        if guess.is_clear(ALIKE, MARGIN) and len(WORDS.findall(column)) >= FEWEST_WORDS
    }
    wanted = list(clear.values())
    return {column: name for column, name in clear.items() if wanted.count(name) == 1}


def _answers(table: Table, knowledge: Knowledge, known: Map) -> Iterator[str]:
    batch = Batch(table, knowledge, Wish(map=known))
    unread = batch.unread()
    yield "answers:" if unread else "answers: {}"
    for column, texts in unread.items():
        question = batch.dictionaries[column].question
        yield f"  {question.id}:  # {', '.join(question.choice_ids) or 'a number'}"
        for text in sorted(texts)[:MOST_CELLS]:
            yield f"    {_quoted(text)}: {_meant(text, question)}"


def _meant(text: str, question: Question) -> str:
    """The answer that a cell most likely means, with its score; never a calming guess."""
    if question.kind is QuestionKind.NUMBER:
        return "  # a number, or the id of a band"
    folded = fold_cell(text)
    if question.kind is QuestionKind.YES_NO_UNSURE and folded in SPELLINGS_OF_NO:
        return "no"
    likeness: dict[str, float] = dict.fromkeys(question.choice_ids, 0.0)
    for words, choice in choice_words(question).items():
        likeness[choice] = max(likeness[choice], fuzz.ratio(folded, words))
    guess = _best_two(likeness)
    clear = guess.is_clear(CELLS_ALIKE, CELLS_MARGIN) and len(folded) >= SHORTEST
    calms = question.kind is QuestionKind.YES_NO_UNSURE and guess.best == "no"
    return f"{guess.best if clear and not calms else ''}  {guess.comment}"


def _best_two(likeness: Mapping[str, float]) -> Guess:
    ranked = sorted(likeness.items(), key=lambda each: -each[1])
    (best, alike), (other, other_alike) = [*ranked, ("none", 0.0), ("none", 0.0)][:2]
    return Guess(best, alike, other, other_alike)


def _plain(text: str) -> str:
    return " ".join(WORDS.findall(text.casefold()))


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
