"""Turn what was weighed into plain sentences: for, against and unknown."""

from math import log

from lowback.engine.answers import Answers
from lowback.engine.assessment import Contribution, RankedCause
from lowback.engine.conditions import may_apply
from lowback.engine.decision import AppliedRatio, ScoredCause
from lowback.engine.score import furthest, questions_of
from lowback.knowledge.schema import Cause, Knowledge, QuestionKind, Thresholds


def explain(scored: ScoredCause, answers: Answers, knowledge: Knowledge) -> RankedCause:
    """Give a cause its reasons for, against and unknown, each list strongest first."""
    reasons = sorted(
        (_contribution(ratio, scored.cause, knowledge) for ratio in scored.weighed),
        key=lambda reason: -abs(reason.log_odds),
    )
    return RankedCause(
        id=scored.cause.id,
        name=scored.cause.name,
        fit=scored.fit,
        score=scored.score,
        rank=scored.rank,
        summary=scored.cause.summary,
        for_=tuple(reason for reason in reasons if reason.log_odds > 0),
        against=tuple(reason for reason in reasons if reason.log_odds < 0),
        unknown=_unknown(scored.cause, answers, knowledge),
    )


def short_name(cause: Cause) -> str:
    """Return a cause's name as it stands inside a sentence, without its bracket."""
    name = cause.name.split(" (")[0]
    return name[0].lower() + name[1:]


def said(question: str, choice: str, knowledge: Knowledge) -> str:
    """Return the sentence that states an answer."""
    asked = knowledge.questions[question]
    if asked.kind is QuestionKind.YES_NO_UNSURE:
        return f"{asked.label}: {choice}."
    ticked = choice.split(";")
    return " ".join(option.said for option in asked.choices if option.id in ticked)


def _contribution(weighed: AppliedRatio, cause: Cause, knowledge: Knowledge) -> Contribution:
    evidence = weighed.evidence
    sentence = said(evidence.question, weighed.choice, knowledge).rstrip(".")
    return Contribution(
        question=evidence.question,
        choice=weighed.choice,
        ratio=weighed.ratio,
        log_odds=weighed.log_odds,
        basis=evidence.basis,
        references=evidence.references,
        sentence=f"{sentence}: {_strength(weighed, knowledge.thresholds)} {short_name(cause)}.",
    )


def _strength(weighed: AppliedRatio, limits: Thresholds) -> str:
    size = abs(log(weighed.ratio))
    strong, clear = log(limits.strong_sign.value), log(limits.clear_sign.value)
    word = "strong" if size >= strong else "clear" if size >= clear else "weak"
    return f"a {word} sign {'for' if weighed.ratio > 1 else 'against'}"


def _unknown(cause: Cause, answers: Answers, knowledge: Knowledge) -> tuple[str, ...]:
    """List unanswered questions that could move this cause, the most telling first."""
    moved = questions_of(cause)
    reach = {
        question: furthest(question, cause, knowledge)
        for question in knowledge.questions
        if question in moved
        and question not in answers
        and may_apply(knowledge.questions[question], answers, knowledge)
    }
    return tuple(sorted(reach, key=lambda question: -reach[question]))
