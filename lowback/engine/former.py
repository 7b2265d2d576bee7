"""Answers of an earlier knowledge, put into the questions of today.

Only what an old answer surely implies is taken over (`data/former.yaml`); the rest stays
unanswered, which is never "no". Nothing that was said in the questions of today is lost: ticks
are joined, and of two answers to one warning sign the more worrying one stays.
"""

from collections.abc import Mapping

from lowback.knowledge.schema import Former, Knowledge, Question, QuestionKind

WORST_FIRST = ("yes", "unsure", "no")


def in_todays_words(raw: Mapping[str, object], knowledge: Knowledge) -> dict[str, object]:
    """Replace retired questions and choices by what they mean today."""
    former = {entry.question for entry in knowledge.former}
    if not former & raw.keys():
        return dict(raw)
    today = {name: value for name, value in raw.items() if name in knowledge.questions}
    strangers = {
        name: value
        for name, value in raw.items()
        if name not in knowledge.questions and name not in former
    }
    for entry in knowledge.former:
        if entry.is_ in _said(raw.get(entry.question)):
            _take_over(entry, today, knowledge)
    return {**today, **strangers}


def _take_over(former: Former, today: dict[str, object], knowledge: Knowledge) -> None:
    if former.question in today:
        left = [choice for choice in _said(today[former.question]) if choice != former.is_]
        today[former.question] = left
    for name, means in former.means.items():
        question = knowledge.questions[name]
        today[name] = _joined(question, _said(today.get(name)), means)


def _joined(question: Question, said: tuple[str, ...], means: tuple[str, ...]) -> object:
    if question.kind is QuestionKind.SEVERAL:
        alone = question.exclusive_ids
        return [*(choice for choice in said if choice not in alone and choice not in means), *means]
    if question.kind is QuestionKind.YES_NO_UNSURE:
        # An old answer may have meant two signs of today; neither may talk the other down.
        return min((*said, *means), key=WORST_FIRST.index)
    return said[0] if said else means[0]


def _said(value: object) -> tuple[str, ...]:
    """The choices of a raw answer: one, several in a list, or several between semicolons."""
    if isinstance(value, bool):
        return ("yes",) if value else ("no",)
    if isinstance(value, list | tuple):
        return tuple(str(each).strip() for each in value)
    return tuple(each.strip() for each in str(value).split(";")) if value not in (None, "") else ()
