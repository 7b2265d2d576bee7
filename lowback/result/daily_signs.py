"""What the warning-sign rules make of a check-in: the same rules, with today's answers."""

from lowback.engine.answers import Answer, Answers, read_answers
from lowback.engine.assessment import Assessment
from lowback.engine.conditions import may_apply
from lowback.knowledge.schema import Knowledge, Question
from lowback.result.check_in import Said


def daily_answers(
    known: Answers, pain: int, limp: Said, signs: Answers, knowledge: Knowledge
) -> dict[str, Answer]:
    """Return the answers of the check with today's pain (0-10), limp and signs in their place."""
    daily = knowledge.daily
    said = {daily.pain_answer: pain, daily.limp_sign: limp}
    return {**known, **read_answers(said, knowledge, "typed"), **signs}


def new_concerns(before: Assessment, now: Assessment) -> tuple[str, ...]:
    """Return why someone should look now: what no rule said before, or a more urgent verdict."""
    old = {flag.id for flag in before.triage.red_flags}
    new = tuple(flag.because for flag in now.triage.red_flags if flag.id not in old)
    worse = now.triage.urgency.severity > before.triage.urgency.severity
    if new or not worse:
        return new
    reasons = tuple(flag.because for flag in now.triage.red_flags)
    return reasons or (now.triage.headline,)


def signs_to_name(answers: Answers, knowledge: Knowledge) -> tuple[Question, ...]:
    """Return the signs a check-in names: every emergency sign that may apply, and some more."""
    named = set(knowledge.daily.other_signs)
    return tuple(
        sign
        for sign in knowledge.red_flag_questions()
        if (sign.emergency or sign.id in named) and may_apply(sign, answers, knowledge)
    )
