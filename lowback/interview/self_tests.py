"""Which self-tests may be done now, and which would tell something. Pure.

All are locked while something urgent is open, while a warning sign asks for a visit before any
running, or while the pain is too strong. A lock that nobody can tell counts as locked; loading
tests also stay locked while running is not allowed or the pain is unknown.
"""

from lowback.engine.answers import Answers
from lowback.engine.conditions import holds, questions_read
from lowback.engine.decide import decide
from lowback.engine.decision import TriageDecision
from lowback.engine.score import questions_of
from lowback.engine.triage import check_red_flags
from lowback.interview.open_rules import nothing_found
from lowback.knowledge.schema import Knowledge, Question, Urgency

URGENT_LOCK = (
    "The home tests are left out: one of the answers should be seen first. The result says how "
    "soon."
)
PAIN_LOCK = "The home tests are left out, because the pain is above {most:g} out of 10 today."


def useful_tests(answers: Answers, knowledge: Knowledge) -> tuple[Question, ...]:
    """The unlocked tests that could move a cause whose score is still open, as they stand."""
    limits = knowledge.thresholds
    least, most = limits.test_from_score.value, limits.test_to_score.value
    wanted = {
        question
        for scored in decide(answers, knowledge).ranking.causes
        if least <= scored.score <= most
        for question in questions_of(scored.cause)
    }
    return tuple(test for test in unlocked(answers, knowledge) if test.id in wanted)


def unlocked(answers: Answers, knowledge: Knowledge) -> tuple[Question, ...]:
    """The tests that may be done now and have no result yet."""
    triage = check_red_flags(answers, knowledge)
    if _why_locked(triage, answers, knowledge):
        return ()
    return tuple(
        question
        for question in knowledge.questions.values()
        if question.id not in answers and not _locked(question, answers, knowledge, triage)
    )


def why_locked(answers: Answers, knowledge: Knowledge) -> str:
    """Say why no test at all may be done now; empty when some may."""
    return _why_locked(check_red_flags(answers, knowledge), answers, knowledge)


def moved_by(question: Question, answers: Answers, knowledge: Knowledge) -> tuple[str, ...]:
    """Name the causes that a test could move, the best fitting first."""
    return tuple(
        scored.cause.name.split(" (")[0]
        for scored in decide(answers, knowledge).ranking.causes
        if question.id in questions_of(scored.cause)
    )


def _why_locked(triage: TriageDecision, answers: Answers, knowledge: Knowledge) -> str:
    if triage.urgency.severity >= Urgency.URGENT.severity or not triage.ranked:
        return URGENT_LOCK
    if not triage.running.allows_running and _from_a_sign(triage, knowledge):
        return URGENT_LOCK
    pain, most = answers.get(knowledge.daily.pain_answer), knowledge.thresholds.test_to_pain.value
    strong = pain is not None and pain.high is not None and pain.high > most
    return PAIN_LOCK.format(most=most) if strong else ""


def _locked(
    question: Question, answers: Answers, knowledge: Knowledge, triage: TriageDecision
) -> bool:
    test = question.self_test
    if test is None:
        return True
    pain_is_known = knowledge.daily.pain_answer in answers
    if test.loading and (triage.training_waits or not pain_is_known):
        return True
    if test.locked_when is None:
        return False
    told = {**nothing_found(answers, knowledge), **answers}
    return holds(test.locked_when, told, knowledge) is not False


def _from_a_sign(triage: TriageDecision, knowledge: Knowledge) -> bool:
    """Whether a warning sign, such as cancer in the past, asks for a visit first."""
    signs = {sign.id for sign in knowledge.red_flag_questions()}
    return any(signs & set(questions_read(rule.when, knowledge)) for rule in triage.raised)
