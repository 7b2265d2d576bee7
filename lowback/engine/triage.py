"""Decide how soon the runner must be seen, before any cause is considered.

A rule fires when its condition surely holds. An unanswered question leaves a condition
unknown, so the rule does not fire, the sign is listed as unchecked, and nothing is cleared.
"""

from lowback.engine.answers import Answers, is_unsure
from lowback.engine.conditions import holds
from lowback.engine.decision import Alarm
from lowback.knowledge.schema import Knowledge, RedFlag, Urgency

AMBER_FROM, RED_FROM = 4, 6


def check_red_flags(answers: Answers, knowledge: Knowledge) -> Alarm:
    """Apply every rule; no rule reads the score of a cause."""
    fired = [rule for rule in knowledge.red_flags.values() if fires(rule, answers, knowledge)]
    raised = tuple(sorted(fired, key=lambda rule: -rule.urgency.severity))
    open_signs = unchecked(answers, knowledge)
    urgency = raised[0].urgency if raised else _when_nothing_fired(open_signs, knowledge)
    running = knowledge.running[_running_id(urgency, raised, answers, knowledge)]
    return Alarm(urgency, raised, open_signs, running)


def fires(rule: RedFlag, answers: Answers, knowledge: Knowledge) -> bool:
    """Whether a rule surely holds and its exception does not."""
    if holds(rule.when, answers, knowledge) is not True:
        return False
    return rule.unless is None or holds(rule.unless, answers, knowledge) is not True


def unchecked(answers: Answers, knowledge: Knowledge) -> tuple[str, ...]:
    """List the warning signs that apply and were not answered yes or no."""
    return tuple(
        question.id
        for question in knowledge.red_flag_questions()
        if (question.id not in answers or is_unsure(answers[question.id]))
        and (question.ask_when is None or holds(question.ask_when, answers, knowledge) is not False)
    )


def _when_nothing_fired(unchecked: tuple[str, ...], knowledge: Knowledge) -> Urgency:
    """Silence is never "no": an open emergency sign forbids the calm verdict."""
    is_open = any(knowledge.questions[sign].emergency for sign in unchecked)
    return Urgency.NOT_CHECKED if is_open else Urgency.SELF_CARE


def _running_id(
    urgency: Urgency, raised: tuple[RedFlag, ...], answers: Answers, knowledge: Knowledge
) -> str:
    match urgency:
        case Urgency.EMERGENCY | Urgency.URGENT | Urgency.NOT_CHECKED:
            return urgency.value
        case Urgency.SOON:
            return _running_when_soon(raised, knowledge)
        case Urgency.SELF_CARE:
            return _traffic_light(answers)


def _running_when_soon(raised: tuple[RedFlag, ...], knowledge: Knowledge) -> str:
    """Every rule may bring its own advice; running is allowed only if all of them allow it."""
    wanted = [rule.running or "soon_default" for rule in raised]
    strict = [each for each in wanted if not knowledge.running[each].allows_running]
    special = [each for each in strict if each != "soon_default"]
    return (special or strict or wanted)[0]


def _traffic_light(answers: Answers) -> str:
    pain = answers.get("pain_now")
    if pain is None or pain.high is None:
        return "pain_unknown"
    worst = pain.low if pain.low == pain.high else pain.high - 1
    if worst is None or worst >= RED_FROM:
        return "red"
    return "amber" if worst >= AMBER_FROM else "green"
