"""Decide how soon the runner must be seen, before any cause is considered.

A rule fires when its condition surely holds. An unanswered question leaves a condition
unknown, so the rule does not fire, the sign is listed as unchecked, and nothing is cleared.
A band that straddles a limit was answered: it counts at its worse end. Of all that is said about
running the strictest stands, so that one more warning sign never brings milder advice.
"""

from msgspec.structs import replace

from lowback.engine.answers import Answers, is_unsure
from lowback.engine.conditions import holds, may_apply, questions_read
from lowback.engine.decision import TriageDecision
from lowback.knowledge.schema import Knowledge, Question, RedFlag, RunningAdvice, Urgency


def check_red_flags(answers: Answers, knowledge: Knowledge) -> TriageDecision:
    """Apply every rule; no rule reads the score of a cause."""
    fired = [rule for rule in knowledge.red_flags.values() if fires(rule, answers, knowledge)]
    raised = tuple(sorted(fired, key=lambda rule: -rule.urgency.severity))
    open_signs = unchecked(answers, knowledge)
    is_open = any(knowledge.questions[sign].emergency for sign in open_signs)
    calm = Urgency.NOT_CHECKED if is_open else Urgency.SELF_CARE
    urgency = raised[0].urgency if raised else calm
    wanted = _advice_on_running(urgency, raised, knowledge)
    if is_open:
        wanted.append(knowledge.running[Urgency.NOT_CHECKED])
    wanted.append(traffic_light(answers, knowledge))
    running = max(wanted, key=lambda advice: advice.strictness)
    return TriageDecision(urgency, raised, open_signs, running)


def fires(rule: RedFlag, answers: Answers, knowledge: Knowledge) -> bool:
    """Whether a rule holds, at the worse end of every band, and its exception not surely."""
    if holds(rule.when, answers, knowledge, straddling=True) is not True:
        return False
    return rule.unless is None or holds(rule.unless, answers, knowledge) is not True


def unchecked(answers: Answers, knowledge: Knowledge) -> tuple[str, ...]:
    """List the warning signs that apply and were not checked."""
    return tuple(
        question.id
        for question in knowledge.red_flag_questions()
        if not is_checked(question, answers) and may_apply(question, answers, knowledge)
    )


def is_checked(sign: Question, answers: Answers) -> bool:
    """Whether a sign was answered yes or no, or "not sure" and then told plainly.

    Told plainly: it has follow-ups, and each has an answer other than "not sure".
    """
    if sign.id not in answers or not is_unsure(answers[sign.id]):
        return sign.id in answers
    told = [name in answers and not is_unsure(answers[name]) for name in sign.clarify]
    return bool(told) and all(told)


def traffic_light(answers: Answers, knowledge: Knowledge) -> RunningAdvice:
    """Return the strictest light that shines; the whole scale when too little was answered.

    A light that forbids or limits shines at the worse end of a band; green must surely hold.
    """
    lit = [
        advice
        for advice in knowledge.running.values()
        if advice.when is not None
        and holds(advice.when, answers, knowledge, straddling=None if advice.is_free else True)
    ]
    return max(lit, key=lambda advice: advice.strictness, default=_unknown(answers, knowledge))


def _unknown(answers: Answers, knowledge: Knowledge) -> RunningAdvice:
    """The advice without a light, with what would have to be told for one."""
    read = [
        name
        for advice in knowledge.running.values()
        if advice.when is not None and advice.is_free
        for name in questions_read(advice.when, knowledge)
        if (name not in answers or is_unsure(answers[name]))
        and may_apply(knowledge.questions[name], answers, knowledge)
    ]
    labels = "; ".join(knowledge.questions[name].label for name in dict.fromkeys(read))
    unknown = knowledge.running["pain_unknown"]
    if not labels:
        return unknown
    return replace(unknown, because=f"{unknown.because} Not answered: {labels}.")


def _advice_on_running(
    urgency: Urgency, raised: tuple[RedFlag, ...], knowledge: Knowledge
) -> list[RunningAdvice]:
    """What the rules say about running, theirs by name before the usual one."""
    if urgency in (Urgency.EMERGENCY, Urgency.URGENT):
        return [knowledge.running[urgency]]
    own = [rule.running for rule in raised if rule.running]
    usual = ["soon_default"] if len(own) < len(raised) else []
    return [knowledge.running[name] for name in (*own, *usual)]
