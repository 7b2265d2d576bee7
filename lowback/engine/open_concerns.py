"""Name the serious conditions that the answers neither raise nor clear.

A concern stays open when none of its rules fired and one unanswered question could, by
itself, make one fire. Open concerns are named in every result, and the interview asks those
questions.
"""

from collections.abc import Iterator, Mapping
from math import log

from lowback.engine.answers import Answer, Answers, is_unsure, read_answer
from lowback.engine.assessment import NotCleared, Scored
from lowback.engine.conditions import holds
from lowback.engine.score import applies, score_of
from lowback.knowledge.conditions import Condition
from lowback.knowledge.integrity import choice_ids
from lowback.knowledge.schema import Concern, Knowledge, RedFlag

SHOWN = 3


def not_cleared(
    answers: Answers, knowledge: Knowledge, ranking: Mapping[str, Scored]
) -> tuple[NotCleared, ...]:
    """List every can't-miss concern that is still open, with the questions that could settle it."""
    return tuple(
        _named(concern, questions, knowledge)
        for concern in knowledge.concerns.values()
        if concern.cant_miss and (questions := _open(concern, answers, knowledge, ranking))
    )


def _named(concern: Concern, questions: tuple[str, ...], knowledge: Knowledge) -> NotCleared:
    labels = [knowledge.questions[each].label for each in questions]
    more = f"; and {len(labels) - SHOWN} more" if len(labels) > SHOWN else ""
    because = f"{'; '.join(labels[:SHOWN])}{more} not answered"
    return NotCleared(concern=concern.id, name=concern.name, because=because, questions=questions)


def _open(
    concern: Concern, answers: Answers, knowledge: Knowledge, ranking: Mapping[str, Scored]
) -> tuple[str, ...]:
    rules = [each for each in knowledge.red_flags.values() if each.concern == concern.id]
    scores = {cause: scored.score for cause, scored in ranking.items()}
    if any(holds(rule.when, answers, knowledge, scores) for rule in rules):
        return ()
    deciding = (
        question
        for rule in rules
        for question in _questions(rule.when, knowledge)
        if _missing(question, answers, knowledge)
        and _could_fire(rule, question, answers, knowledge, ranking)
    )
    return tuple(dict.fromkeys(deciding))


def _missing(question: str, answers: Answers, knowledge: Knowledge) -> bool:
    if question in answers and not is_unsure(answers[question]):
        return False
    if knowledge.questions[question].self_test:
        return False
    ask_when = knowledge.questions[question].ask_when
    return ask_when is None or holds(ask_when, answers, knowledge) is not False


def _questions(condition: Condition, knowledge: Knowledge) -> Iterator[str]:
    """Yield every question that a condition reads, those behind a score included."""
    if condition.question:
        yield condition.question
    if condition.score:
        yield from (each.question for each in knowledge.causes[condition.score].evidence)
    if condition.condition:
        yield from _questions(knowledge.conditions[condition.condition].when, knowledge)
    for part in condition.parts:
        yield from _questions(part, knowledge)


def _could_fire(
    rule: RedFlag,
    question: str,
    answers: Answers,
    knowledge: Knowledge,
    ranking: Mapping[str, Scored],
) -> bool:
    for choice in choice_ids(knowledge.questions[question]):
        supposed = read_answer(question, choice, knowledge, "typed")
        if not isinstance(supposed, Answer):
            continue
        after = {**answers, question: supposed}
        scores = {
            each.cause.id: _supposing(each, supposed, after, knowledge) for each in ranking.values()
        }
        if holds(rule.when, after, knowledge, scores):
            return True
    return False


def _supposing(scored: Scored, supposed: Answer, after: Answers, knowledge: Knowledge) -> float:
    """The score of a cause if one more question had been answered so."""
    added = [
        scored.cause.tempering * log(evidence.ratios[choice])
        for evidence in scored.cause.evidence
        if evidence.question == supposed.question and applies(evidence, after, knowledge)
        for choice in supposed.choices
        if choice in evidence.ratios
    ]
    return score_of(scored.cause, [*(each.log_odds for each in scored.weighed), *added])
