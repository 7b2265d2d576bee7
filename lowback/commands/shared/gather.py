"""Bring together what is known: a saved result, a training log, given answers, and a talk."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, Protocol

from lowback.commands.shared.follow_up import Earlier, earlier
from lowback.commands.shared.log_answers import LogRequest, answers_from_log, say_overridden

if TYPE_CHECKING:
    from lowback.engine.answers import Answer, Answers
    from lowback.engine.training import TrainingPicture
    from lowback.interview.asker import Asker
    from lowback.knowledge.schema import Knowledge

    After = Callable[[Answers, Asker], Answers]


class Known(NamedTuple):
    """What the command line brings: answers, a log to read, a saved result to go on from."""

    given: "dict[str, Answer]"
    log: LogRequest
    follow_up: str | None


class Talk(Protocol):
    """How to ask a person: the rest of the questions, and the unit of a log."""

    def rest(self, known: "Answers", after: "After | None" = None) -> "Answers":
        """Ask the rest of the questions, then what `after` asks."""

    def unit(self) -> str:
        """Ask for the unit of a log."""


class Gathered(NamedTuple):
    """All answers, the training picture, and the saved result that this goes on from."""

    answers: "Answers"
    training: "TrainingPicture | None"
    before: Earlier


def gather(known: Known, knowledge: "Knowledge", today: date, talk: Talk | None) -> Gathered:
    """Return what is known; given answers win over the log, the log over the saved result."""
    from lowback.commands.shared.log_confirm import LogTalk
    from lowback.engine.answers import with_derived

    from_log = answers_from_log(known.log, knowledge, today, talk.unit if talk else None)
    say_overridden(from_log.answers, known.given)
    before = earlier(known.follow_up, knowledge)
    found = with_derived({**before.answers, **from_log.answers, **known.given}, knowledge)
    if talk is None:
        return Gathered(found, from_log.training, before)
    about_log = LogTalk(from_log, today)
    answers = talk.rest(found, about_log)
    return Gathered(answers, about_log.from_log.training, before)
