"""What the runner said, checked against the questions; each answer keeps its origin.

An answer that cannot be used is a problem that says where, what and how to mend it; all
problems of one reading come out together. A question left out is unknown, never "no".
"""

import math
from collections.abc import Callable, Mapping
from typing import Literal

from msgspec import Struct

from lowback.engine.former import in_todays_words
from lowback.engine.rejected import (
    Rejected,
    not_a_choice,
    not_a_number,
    not_together,
    out_of_range,
    unknown_question,
)
from lowback.engine.units import parse_number, without_week
from lowback.errors import LowbackError, Problem, Source
from lowback.knowledge.schema import Choice, Knowledge, Question, QuestionKind

Origin = Literal["typed", "file", "log", "derived"]
UNSURE = "unsure"
NOTHING_FOUND = ""
MOST_TIMES = 10


class Answer(Struct, frozen=True):
    """One usable answer.

    `value` is what was said (choice id, ids of ticked choices, or a number in the question's
    unit); `choices` are the choice or band ids it stands for; `low` and `high` bound a number
    (equal when it is exact, `high` exclusive when only a band is known).
    """

    question: str
    value: str | float | tuple[str, ...]
    choices: tuple[str, ...]
    origin: Origin = "typed"
    low: float | None = None
    high: float | None = None


Answers = Mapping[str, Answer]
Place = Callable[[str], Source | str]


def read_answers(
    raw: Mapping[str, object], knowledge: Knowledge, origin: Origin, place: Place = str
) -> dict[str, Answer]:
    """Check raw answers and add the derived ones; an empty value is no answer.

    Answers of an earlier knowledge are put into the questions of today first.

    Raises:
        LowbackError: naming every unusable answer at its `place`.
    """
    if len(raw) > MOST_TIMES * len(knowledge.questions):
        raise _too_many(raw, knowledge, place)
    found: dict[str, Answer] = {}
    problems: list[Problem] = []
    for name, value in in_todays_words(raw, knowledge).items():
        result = read_answer(name, value, knowledge, origin)
        if isinstance(result, Rejected):
            problems.append(Problem(place(name), str(result)))
        elif result is not None:
            found[name] = result
    if problems:
        raise LowbackError(problems)
    return with_derived(found, knowledge)


def read_answer(
    name: str,
    value: object,
    knowledge: Knowledge,
    origin: Origin,
) -> Answer | Rejected | None:
    """Return the answer, None for an empty one, or why it cannot be used."""
    question = knowledge.questions.get(name)
    if question is None:
        return unknown_question(name, knowledge.questions)
    if value is None or value in ("", []):
        return None
    match question.kind:
        case QuestionKind.NUMBER:
            return _number(question, value, origin)
        case QuestionKind.SEVERAL:
            return _several(question, value, origin)
        case _:
            return _choice(question, value, origin)


def with_derived(answers: Answers, knowledge: Knowledge) -> dict[str, Answer]:
    """Add what follows from other answers: BMI from height and weight, unless given."""
    found = dict(answers)
    for question in knowledge.questions.values():
        if question.derive == "bmi" and question.id not in found:
            derived = _body_mass_index(question, found)
            if derived is not None:
                found[question.id] = derived
    return found


def is_unsure(answer: Answer) -> bool:
    """Whether the runner said "not sure", which counts as unknown."""
    return answer.choices == (UNSURE,)


def _too_many(raw: Mapping[str, object], knowledge: Knowledge, place: Place) -> LowbackError:
    """Naming every one of a million unknown ids would take minutes and help nobody."""
    message = f"{len(raw)} answers for {len(knowledge.questions)} questions; is it the right file?"
    return LowbackError([Problem(place(next(iter(raw))), message)])


def _choice(question: Question, value: object, origin: Origin) -> Answer | Rejected:
    said = ("yes" if value else "no") if isinstance(value, bool) else value
    if not isinstance(said, str) or said not in question.choice_ids:
        return not_a_choice(question, said)
    return Answer(question.id, said, (said,), origin)


def _several(question: Question, value: object, origin: Origin) -> Answer | Rejected:
    ticked = value.split(";") if isinstance(value, str) else value
    if not isinstance(ticked, list | tuple):
        return not_a_choice(question, value)
    ids = dict.fromkeys(str(tick).strip() for tick in ticked if str(tick).strip())
    known = question.choice_ids
    for name in ids:
        if name not in known:
            return not_a_choice(question, name)
    alone = [choice for choice in ids if choice in question.exclusive_ids]
    if alone and len(ids) > 1:
        return not_together(question, alone[0])
    ordered = tuple(name for name in known if name in ids)
    return Answer(question.id, ordered, ordered, origin)


def _number(question: Question, value: object, origin: Origin) -> Answer | Rejected:
    for band in question.choices:
        if value == band.id:
            return Answer(question.id, band.id, (band.id,), origin, *_ends(band, question))
    number = _read_number(question, value)
    if number is None:
        return not_a_number(question, value)
    least = question.at_least if question.at_least is not None else -math.inf
    most = question.at_most if question.at_most is not None else math.inf
    if not least <= number <= most:
        return out_of_range(question, number, least, most)
    bands = tuple(choice.id for choice in question.choices if _inside(number, choice))
    return Answer(question.id, number, bands, origin, number, number)


def _read_number(question: Question, value: object) -> float | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return float(value) if math.isfinite(value) else None
    if not isinstance(value, str):
        return None
    asks_a_week = "week" in question.ask.casefold()
    return parse_number(without_week(value) if asks_a_week else value, question.unit)


def _inside(number: float, band: Choice) -> bool:
    if band.from_ is None and band.below is None:
        return False
    return (band.from_ is None or number >= band.from_) and (
        band.below is None or number < band.below
    )


def _ends(band: Choice, question: Question) -> tuple[float | None, float | None]:
    if band.from_ is None and band.below is None:
        return None, None
    low = band.from_ if band.from_ is not None else question.at_least
    return low, math.inf if band.below is None else band.below


def _body_mass_index(question: Question, answers: Answers) -> Answer | None:
    height, weight = answers.get("height_cm"), answers.get("weight_kg")
    if not height or not weight:
        return None
    if not isinstance(height.value, float) or not isinstance(weight.value, float):
        return None
    derived = _number(question, round(weight.value / (height.value / 100) ** 2, 1), "derived")
    return derived if isinstance(derived, Answer) else None
