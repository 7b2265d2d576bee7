"""Show each answer from the log to the runner, who keeps it, changes it or leaves it out.

This comes after the warning signs, never before them, and not at all in an emergency.
"""

from datetime import date
from typing import TYPE_CHECKING

from lowback.commands.shared.log_answers import FromLog, day_of, derived_from

if TYPE_CHECKING:
    from lowback.engine.answers import Answer, Answers
    from lowback.interview.asker import Asker
    from lowback.interview.terminal.prompter import Prompter, Screen
    from lowback.knowledge.schema import Knowledge
    from lowback.training_log.derive import Derived

PLACE = "From your training log"
KEEP, CHANGE, LEAVE_OUT = "keep", "change", "leave_out"


class LogTalk:
    """Talks the answers from the log over once the interview is done."""

    def __init__(self, from_log: FromLog, today: date) -> None:
        self.from_log = from_log
        self.today = today

    def __call__(self, answers: "Answers", asker: "Asker") -> "Answers":
        """Return the answers as the runner wants them; `from_log` is of the right day then."""
        from lowback.engine.answers import with_derived
        from lowback.interview.steps import is_over

        log = self.from_log.log
        if log is None or is_over(answers, asker.knowledge):
            return answers
        skipped = self.from_log.answers.keys()
        if not self.from_log.told:
            began = _began(asker.prompter, self.today)
            self.from_log = derived_from(log, began, self.today, asker.knowledge)
        own = {name: each for name, each in answers.items() if each.origin != "log"}
        open_ = skipped | self.from_log.answers.keys()
        waiting = [
            each
            for each in self.from_log.derived
            if each.question in open_ and each.question not in own
        ]
        found = {**own, **_talked_over(waiting, self.from_log, asker)}
        return with_derived(found, asker.knowledge)


def ask_unit(prompter: "Prompter") -> str:
    """Ask for the unit of a log that does not say it."""
    from lowback.interview.terminal.prompter import Back, Option, Screen

    screen = Screen(
        place=PLACE,
        label="Unit of the log",
        text="The file does not say it: are its distances kilometres or miles?",
        help="Look up one of the runs in the service that you exported them from.",
        options=(Option("km", "Kilometres"), Option("mi", "Miles")),
        may_skip=False,
    )
    while True:
        try:
            return prompter.pick(screen)[0]
        except Back:
            prompter.tell("This is the first question.")


def _began(prompter: "Prompter", today: date) -> date:
    """Ask for the day the pain began until it can be used; nothing typed is today."""
    from lowback.errors import LowbackError
    from lowback.interview.terminal.prompter import Back, Screen

    screen = Screen(
        place=PLACE,
        label="Day the pain began",
        text=f"On which day did the pain begin? Write year-month-day. Nothing typed is {today}.",
        help="The log is looked at up to this day.",
        typed=today.isoformat(),
    )
    while True:
        try:
            return day_of(prompter.write(screen).strip() or None, today)
        except LowbackError as error:
            prompter.tell(str(error))
        except Back:
            prompter.tell("The questions before this one are done.")


def _talked_over(
    waiting: "list[Derived]", from_log: FromLog, asker: "Asker"
) -> "dict[str, Answer]":
    """Go through the answers one by one; back goes to the one before."""
    from lowback.interview.terminal.prompter import Back

    found: dict[str, Answer | None] = {}
    at = 0
    while at < len(waiting):
        each = waiting[at]
        try:
            found[each.question] = _decided(each, from_log.answers.get(each.question), asker)
            at += 1
        except Back:
            at = max(at - 1, 0)
    return {name: answer for name, answer in found.items() if answer is not None}


def _decided(derived: "Derived", answer: "Answer | None", asker: "Asker") -> "Answer | None":
    question = asker.knowledge.questions[derived.question]
    if answer is None:
        asker.prompter.tell(f"{question.label}: {derived.because}")
        return asker.ask_one(question, PLACE, {})
    (picked,) = asker.prompter.pick(_screen(derived, answer, asker.knowledge))
    match picked:
        case "keep":
            return answer
        case "change":
            return asker.ask_one(question, PLACE, {question.id: answer})
        case _:
            return None


def _screen(derived: "Derived", answer: "Answer", knowledge: "Knowledge") -> "Screen":
    from lowback.interview.terminal.prompter import Option, Screen
    from lowback.render.parts.answer_words import answer_words

    question = knowledge.questions[derived.question]
    return Screen(
        place=PLACE,
        label=question.label,
        text=f"{question.label}: {answer_words(question.id, answer.value, knowledge)}\n"
        f"{derived.because}",
        help=question.meaning or question.why,
        options=(
            Option(KEEP, "Keep it"),
            Option(CHANGE, "Change it"),
            Option(LEAVE_OUT, "Leave it out"),
        ),
        may_skip=False,
    )
