"""What the runner said, checked against the questions; each answer keeps its origin.

An answer that cannot be used is a problem that says where, what and how to mend it; all
problems of one reading come out together. A question left out is unknown, never "no".
"""

import math
from collections.abc import Callable, Iterable, Mapping
from typing import Literal

from msgspec import Struct

from lowback.engine.former import in_todays_words
from lowback.engine.units import parse_number, two_readings, without_week
from lowback.errors import LowbackError, Problem, Source, suggest
from lowback.knowledge.integrity import choice_ids
from lowback.knowledge.schema import Choice, Knowledge, Question, QuestionKind

Origin = Literal["typed", "file", "log", "derived"]
UNSURE = "unsure"
SHOWN = 40
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
        if isinstance(result, str):
            problems.append(Problem(place(name), result))
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
) -> Answer | str | None:
    """Return the answer, None for an empty one, or what is wrong in words."""
    question = knowledge.questions.get(name)
    if question is None:
        return f"`{name}` is not a question we know{suggest(name, knowledge.questions)}"
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


def _choice(question: Question, value: object, origin: Origin) -> Answer | str:
    said = ("yes" if value else "no") if isinstance(value, bool) else value
    known = choice_ids(question)
    if not isinstance(said, str) or said not in known:
        return _not_a_choice(question, said, known)
    return Answer(question.id, said, (said,), origin)


def _several(question: Question, value: object, origin: Origin) -> Answer | str:
    ticked = value.split(";") if isinstance(value, str) else value
    if not isinstance(ticked, list | tuple):
        return _not_a_choice(question, value, choice_ids(question))
    ids = dict.fromkeys(str(each).strip() for each in ticked if str(each).strip())
    known = choice_ids(question)
    for each in ids:
        if each not in known:
            return _not_a_choice(question, each, known)
    alone = [each.id for each in question.choices if each.exclusive and each.id in ids]
    if alone and len(ids) > 1:
        return f"`{question.id}`: `{alone[0]}` cannot be ticked together with other choices"
    ordered = tuple(each for each in known if each in ids)
    return Answer(question.id, ordered, ordered, origin)


def _number(question: Question, value: object, origin: Origin) -> Answer | str:
    for band in question.choices:
        if value == band.id:
            return Answer(question.id, band.id, (band.id,), origin, *_ends(band, question))
    number = _read_number(question, value)
    if number is None:
        return _not_a_number(question, value)
    least = question.at_least if question.at_least is not None else -math.inf
    most = question.at_most if question.at_most is not None else math.inf
    if not least <= number <= most:
        return f"`{question.id}` is {number:g}, outside {least:g} to {most:g}; check it"
    bands = tuple(each.id for each in question.choices if _inside(number, each))
    return Answer(question.id, number, bands, origin, number, number)


def _not_a_number(question: Question, value: object) -> str:
    if isinstance(value, str) and (readings := two_readings(value)):
        either = " or ".join(readings)
        return f"`{_shown(value)}` could be {either}: write it without the sign in between"
    known = choice_ids(question)
    wanted = f"a number in {question.unit}" if question.unit else "a number"
    bands = f" or one of {_listed(known)}" if known else ""
    hint = suggest(value, known) if isinstance(value, str) else ""
    return f"`{_shown(value)}` is not an answer to `{question.id}`: write {wanted}{bands}{hint}"


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


def _not_a_choice(question: Question, value: object, known: Iterable[str]) -> str:
    known = list(known)
    hint = suggest(value, known) if isinstance(value, str) else ""
    return f"`{_shown(value)}` is not an answer to `{question.id}`: write {_listed(known)}{hint}"


def _shown(value: object) -> str:
    text = str(value)
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


def _listed(ids: Iterable[str]) -> str:
    return ", ".join(f"`{each}`" for each in ids)
