"""Lead through the self-tests step by step: stop rule first, then clock or counter, then result."""

from collections.abc import Sequence

from lowback.engine.answers import Answer, Answers
from lowback.interview.asker import Asker
from lowback.interview.self_tests import moved_by, why_locked
from lowback.interview.terminal.prompter import Back, Option, Screen
from lowback.knowledge.schema import Question, SelfTest

MOST_OFFERED = 9
START, SKIP, ENOUGH = "start", "skip", "enough"
AGAIN, RESULT = "again", "result"
NO_TEST = Option("=none", "No test now", key="n")
RULES = {
    "runner": (
        "Each test is optional. Warm up gently for five minutes first. Stop at the first sharp or "
        "spreading pain. Do not do a test twice in one day."
    ),
    "coach": (
        "Each test is optional. The runner warms up gently for five minutes first. Stop at the "
        "first sharp or spreading pain. No test is done twice in one day."
    ),
}


class NoMore(Exception):  # noqa: N818 - a wish of the runner, not an error
    """No more self-tests."""


def offer(tests: Sequence[Question], answers: Answers, asker: Asker) -> tuple[str, ...]:
    """Let the runner pick from the tests that may help; empty when there are none."""
    if not tests:
        if why := why_locked(answers, asker.knowledge):
            asker.prompter.tell(why)
        return ()
    shown = tests[:MOST_OFFERED]
    options = tuple(
        Option(
            each.id,
            each.label,
            help=f"{each.label}. {each.why}",
            detail=f"{each.label}. Helps to tell: {_moves(each, answers, asker)}.",
        )
        for each in shown
    )
    picked = asker.prompter.pick(
        Screen(
            place="Self-tests at home",
            label="Tests to do now",
            text=f"These short tests could make the result clearer.\n{RULES[asker.voice]}",
            help="Each test shows its stop rule first, then its steps one at a time.",
            options=(*options, NO_TEST),
            several=True,
            exclusive=frozenset({NO_TEST.id}),
            may_skip=False,
        )
    )
    return () if NO_TEST.id in picked else picked


def lead(question: Question, place: str, asker: Asker) -> Answer | None:
    """Do one test; None when it was skipped.

    Raises:
        NoMore: when the runner wants no more tests.
        Back: from the first screen of the test.
    """
    test = question.self_test
    if test is None or _begin(question, test, place, asker) == SKIP:
        return None
    while True:
        try:
            _show_steps(test, asker)
            _measure(test, place, asker)
            return asker.ask_one(question, place, {})
        except Back:
            if _begin(question, test, place, asker) == SKIP:
                return None


def _moves(question: Question, answers: Answers, asker: Asker) -> str:
    return "; ".join(moved_by(question, answers, asker.knowledge))


def _begin(question: Question, test: SelfTest, place: str, asker: Asker) -> str:
    """Show the stop rule and what is needed before anything else."""
    picked = asker.prompter.pick(
        Screen(
            place=place,
            label=question.label,
            text=f"{question.label}\nStop rule: {test.stop}\nNeeded: {test.needs}",
            help=f"{question.why}\n{question.meaning}",
            options=(
                Option(START, "Start this test"),
                Option(SKIP, "Skip this test"),
                Option(ENOUGH, "No more tests"),
            ),
            may_skip=False,
        )
    )
    if picked == (ENOUGH,):
        raise NoMore
    return picked[0]


def _show_steps(test: SelfTest, asker: Asker) -> None:
    """One step after the other; back goes to the step before, then out."""
    at = 0
    while at < len(test.steps):
        try:
            asker.prompter.wait(f"Step {at + 1} of {len(test.steps)}: {test.steps[at]}")
            at += 1
        except Back:
            if at == 0:
                raise
            at -= 1


def _measure(test: SelfTest, place: str, asker: Asker) -> None:
    """Run the clock or the counter, as often as wanted, such as once for each side."""
    while test.timer_seconds or test.counter:
        if test.timer_seconds:
            held = asker.prompter.hold(test.timer_seconds)
            asker.prompter.tell(f"Held: {held} of {test.timer_seconds} seconds.")
        else:
            asker.prompter.tell(f"Counted: {asker.prompter.count()}.")
        screen = Screen(
            place=place,
            label="And now",
            text="Do the other side, or give the result?",
            help=f"Stop rule: {test.stop}",
            options=(Option(AGAIN, "The other side"), Option(RESULT, "Give the result")),
            may_skip=False,
        )
        if asker.prompter.pick(screen) == (RESULT,):
            return
