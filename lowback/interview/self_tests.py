"""Which self-tests may be done now, and which would tell something. Pure.

All are locked while something urgent is open, while a warning sign asks for a visit before any
running, or while the pain is above 6. A lock that nobody can
tell counts as locked; loading tests also stay locked while running is not allowed or the pain
is unknown.
"""

from lowback.engine.answers import Answers
from lowback.engine.conditions import holds
from lowback.engine.decision import Alarm
from lowback.engine.score import questions_of, rank_causes
from lowback.engine.triage import check_red_flags
from lowback.interview.open_rules import nothing_found
from lowback.interview.steps import reads
from lowback.knowledge.schema import Knowledge, Question, Urgency

OPEN_FROM, OPEN_TO = 0.10, 0.60
MOST_PAIN = 6
URGENT_LOCK = (
    "The home tests are left out: one of the answers should be seen first. The result says how "
    "soon."
)
PAIN_LOCK = "The home tests are left out, because the pain is above 6 out of 10 today."


def useful_tests(answers: Answers, knowledge: Knowledge) -> tuple[Question, ...]:
    """The unlocked tests that could move a cause whose score is still open, as they stand."""
    wanted = {
        question
        for each in rank_causes(answers, knowledge).causes
        if OPEN_FROM <= each.score <= OPEN_TO
        for question in questions_of(each.cause)
    }
    return tuple(each for each in unlocked(answers, knowledge) if each.id in wanted)


def unlocked(answers: Answers, knowledge: Knowledge) -> tuple[Question, ...]:
    """The tests that may be done now and have no result yet."""
    if why_locked(answers, knowledge):
        return ()
    alarm = check_red_flags(answers, knowledge)
    return tuple(
        each
        for each in knowledge.questions.values()
        if each.id not in answers and not _locked(each, answers, knowledge, alarm)
    )


def why_locked(answers: Answers, knowledge: Knowledge) -> str:
    """Say why no test at all may be done now; empty when some may."""
    alarm = check_red_flags(answers, knowledge)
    if alarm.urgency.severity >= Urgency.URGENT.severity or not alarm.ranked:
        return URGENT_LOCK
    if not alarm.running.allows_running and _from_a_sign(alarm, knowledge):
        return URGENT_LOCK
    pain = answers.get("pain_now")
    return PAIN_LOCK if pain and pain.high is not None and pain.high > MOST_PAIN else ""


def moved_by(question: Question, answers: Answers, knowledge: Knowledge) -> tuple[str, ...]:
    """Name the causes that a test could move."""
    return tuple(
        each.cause.name.split(" (")[0]
        for each in rank_causes(answers, knowledge).causes
        if question.id in questions_of(each.cause)
    )


def _locked(question: Question, answers: Answers, knowledge: Knowledge, alarm: Alarm) -> bool:
    test = question.self_test
    if test is None:
        return True
    if test.loading and _may_not_load(answers, alarm):
        return True
    if test.locked_when is None:
        return False
    told = {**nothing_found(answers, knowledge), **answers}
    return holds(test.locked_when, told, knowledge) is not False


def _from_a_sign(alarm: Alarm, knowledge: Knowledge) -> bool:
    """Whether a warning sign, such as cancer in the past, asks for a visit first."""
    signs = {each.id for each in knowledge.red_flag_questions()}
    return any(signs & set(reads(rule.when, knowledge)) for rule in alarm.raised)


def _may_not_load(answers: Answers, alarm: Alarm) -> bool:
    if "pain_now" not in answers:
        return True
    return alarm.urgency is not Urgency.SELF_CARE and not alarm.running.allows_running
