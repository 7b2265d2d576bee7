"""Follow-ups of warning signs and answers of earlier knowledge: what must agree about them."""

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from lowback.errors import Problem, unknown
from lowback.knowledge.conditions import Condition
from lowback.knowledge.questions import (
    NOT_ANSWERED,
    Former,
    FormerWording,
    Question,
    QuestionKind,
)
from lowback.knowledge.schema import Knowledge

ASKS_ON = ("yes", "unsure")


def with_follow_ups(questions: Iterable[Question]) -> list[Question]:
    """Give each follow-up its condition: its sign applies and was answered yes or not sure."""
    questions = list(questions)
    sign_of = {name: sign for sign in questions for name in sign.clarify}
    return [
        replace(each, ask_when=_told(sign_of[each.id], each))
        if each.id in sign_of and each.ask_when is None
        else each
        for each in questions
    ]


def _told(sign: Question, follow_up: Question) -> Condition:
    answered = Condition(question=sign.id, is_=ASKS_ON, written_at=follow_up.written_at)
    if sign.ask_when is None:
        return answered
    return Condition(all_=(sign.ask_when, answered), written_at=follow_up.written_at)


def check(knowledge: Knowledge) -> Iterator[Problem]:
    """Yield every follow-up that does not fit its sign, and every old answer that means nothing."""
    yield from _follow_ups(knowledge.questions)
    for former in knowledge.former:
        yield from _former(former, knowledge.questions)
    for wording in knowledge.wordings:
        yield from _wording(wording, knowledge)


def _follow_ups(questions: dict[str, Question]) -> Iterator[Problem]:
    owner: dict[str, str] = {}
    for sign in questions.values():
        if sign.clarify and sign.kind is not QuestionKind.YES_NO_UNSURE:
            message = f"`{sign.id}` has `clarify` and so must be answered yes, no or not sure"
            yield Problem(sign.written_at, message, "clarify")
        for name in sign.clarify:
            yield from unknown(sign.written_at, "question", name, questions)
            if name in questions:
                yield from _one_follow_up(sign, questions[name], owner.get(name))
            owner.setdefault(name, sign.id)


def _one_follow_up(sign: Question, follow_up: Question, other: str | None) -> Iterator[Problem]:
    if other:
        message = f"`{follow_up.id}` already follows `{other}`; a follow-up has one sign"
        yield Problem(sign.written_at, message, "clarify")
    if follow_up.section != sign.section:
        message = f"`{follow_up.id}` follows `{sign.id}` and so must stand in `{sign.section}`"
        yield Problem(follow_up.written_at, message, "clarify")
    told_apart = other or sign.kind is not QuestionKind.YES_NO_UNSURE
    if follow_up.ask_when != _told(sign, follow_up) and not told_apart:
        message = f"`{follow_up.id}` is asked after `{sign.id}`; take away its `ask_when`"
        yield Problem(follow_up.written_at, message, "clarify")


def _former(former: Former, questions: dict[str, Question]) -> Iterator[Problem]:
    for name, means in former.means.items():
        yield from unknown(former.written_at, "question", name, questions)
        for choice in means if name in questions else ():
            yield from unknown(former.written_at, "choice", choice, questions[name].choice_ids)
    question = questions.get(former.question)
    if question and former.is_ in question.choice_ids:
        message = f"`{former.is_}` is still an answer to `{former.question}`; it means itself"
        yield Problem(former.written_at, message, "former")


def _wording(wording: FormerWording, knowledge: Knowledge) -> Iterator[Problem]:
    retired = {each.question for each in knowledge.former}
    known = dict.fromkeys([*knowledge.questions, *retired])
    yield from unknown(wording.written_at, "question", wording.question, known)
    question = knowledge.questions.get(wording.question)
    choices = [each.is_ for each in knowledge.former if each.question == wording.question]
    answers = [*(question.choice_ids if question else choices), NOT_ANSWERED]
    for meant in wording.cells.values() if wording.question in known else ():
        for choice in meant.split(";"):
            yield from unknown(wording.written_at, "choice", choice, answers)
