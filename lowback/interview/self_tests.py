"""Self-tests: offered at the end for sources still open, and locked while anything is urgent."""

from collections.abc import Sequence

from lowback.answers import Answer, Answers
from lowback.holds import holds
from lowback.interview.asking import Asker
from lowback.interview.prompter import Back, Option, Prompter, Screen
from lowback.knowledge.schema import CauseKind, Knowledge, Question, Urgency
from lowback.score import rank_causes
from lowback.triage import check_red_flags, escalate

OPEN_FROM, OPEN_TO = 0.10, 0.60
MOST_PAIN = 6
DO_IT, SKIP_IT, STOP = "do_it", "skip_it", "stop_tests"


def useful_tests(answers: Answers, knowledge: Knowledge) -> tuple[Question, ...]:
    """The unlocked tests that could move a source whose score is still open, mildest first."""
    open_sources = [
        each.cause
        for each in rank_causes(answers, knowledge, CauseKind.SOURCE)
        if OPEN_FROM <= each.score <= OPEN_TO
    ]
    wanted = {each.question for cause in open_sources for each in cause.evidence}
    return tuple(each for each in unlocked(answers, knowledge) if each.id in wanted)


def unlocked(answers: Answers, knowledge: Knowledge) -> tuple[Question, ...]:
    """The tests that may be done now; a lock that cannot be told counts as locked for loading."""
    scores = {
        each.cause.id: each.score
        for kind in CauseKind
        for each in rank_causes(answers, knowledge, kind)
    }
    alarm = escalate(check_red_flags(answers, knowledge), answers, knowledge, scores)
    if alarm.urgency.severity >= Urgency.URGENT.severity or not alarm.ranked:
        return ()
    tests = [
        each for each in knowledge.questions.values() if each.self_test and each.id not in answers
    ]
    return tuple(each for each in tests if not _locked(each, answers, knowledge, scores))


def _locked(
    question: Question, answers: Answers, knowledge: Knowledge, scores: dict[str, float]
) -> bool:
    test = question.self_test
    if test is None:
        return True
    if test.loading and not _pain_allows(answers):
        return True
    if test.locked_when is None:
        return False
    state = holds(test.locked_when, answers, knowledge, scores)
    return state is True or (state is None and test.loading)


def _pain_allows(answers: Answers) -> bool:
    pain = answers.get("pain_now")
    return pain is not None and pain.high is not None and pain.high <= MOST_PAIN


def guide(tests: Sequence[Question], answers: dict[str, Answer], asker: Asker) -> None:
    """Lead through the tests one by one; each result is kept at once."""
    for number, question in enumerate(tests, 1):
        where = f"Self-test {number} of {len(tests)}"
        match _offered(question, where, asker.prompter):
            case "do_it":
                try:
                    answer = asker.ask_one(question, where, answers)
                except Back:
                    continue
                if answer is not None:
                    answers[question.id] = answer
            case "stop_tests":
                return
        if check_red_flags(answers, asker.knowledge).urgency.severity >= Urgency.URGENT.severity:
            asker.prompter.tell("Stop testing here. The result tells what to do now.")
            return


def _offered(question: Question, where: str, prompter: Prompter) -> str:
    test = question.self_test
    steps = "\n".join(f"{at}. {each}" for at, each in enumerate(test.steps, 1)) if test else ""
    text = (
        f"{question.label}\nStop rule: {test.stop}\nYou need: {test.needs}\n{steps}" if test else ""
    )
    options = (
        Option(DO_IT, "Done, give the result"),
        Option(SKIP_IT, "Skip this test"),
        Option(STOP, "No more tests"),
    )
    screen = Screen(
        place=where,
        label=question.label,
        text=text,
        help=question.why,
        options=options,
        may_skip=False,
    )
    try:
        return prompter.pick(screen)[0]
    except Back:
        return SKIP_IT
