"""Thirty runners drawn from the knowledge, the same every time, for exports of the same answers.

The home tests are left out, because no form asks them; so is what follows from other answers.
"""

import random
from collections.abc import Sequence

from lowback.knowledge.schema import Knowledge, Question, QuestionKind

SIZE, SEED = 30, 19
USUAL = {
    "age": (18, 70), "height_cm": (150, 195), "weight_kg": (48, 98), "pain_began_age": (16, 17),
    "weekly_km": (8, 90), "shoe_km": (100, 900), "pain_now": (0, 10),
}  # fmt: skip
Raw = dict[str, object]


def questions_of_forms(knowledge: Knowledge) -> list[Question]:
    """What a form asks, in the order of the knowledge."""
    every = knowledge.questions.values()
    return [each for each in every if not each.derive and not each.self_test]


def squad_of_thirty(knowledge: Knowledge) -> list[Raw]:
    """Most are well but for their pain; twelve may have a warning sign, four left some out."""
    draw = random.Random(SEED)  # noqa: S311 - a squad, not a secret
    signs = [each for each in knowledge.red_flag_questions() if not each.self_test]
    squad = [_well(draw, knowledge) for _ in range(SIZE)]
    urgent = [each for each in signs if each.emergency]
    for at, raw in enumerate(squad[:12]):
        sign = draw.choice(urgent if at % 2 else signs)
        raw[sign.id] = _any(draw, sign)
    for raw in squad[12:16]:
        for sign in draw.sample(urgent, 3):
            raw.pop(sign.id, None)
    return squad


def _well(draw: random.Random, knowledge: Knowledge) -> Raw:
    alarming = {
        (part.question, choice)
        for rule in knowledge.red_flags.values()
        for part in rule.when.walk()
        for choice in part.choices
    }
    raw: Raw = {}
    signs = {each.id for each in knowledge.red_flag_questions()}
    for question in questions_of_forms(knowledge):
        calm = [each for each in question.choice_ids if (question.id, each) not in alarming]
        is_sign = question.id in signs
        if question.ask_when is None and (is_sign or draw.random() < 0.85):
            raw[question.id] = _any(draw, question, calm if is_sign else None)
    return raw


def _any(draw: random.Random, question: Question, only: Sequence[str] | None = None) -> object:
    known = list(only or question.choice_ids)
    match question.kind:
        case QuestionKind.NUMBER:
            low, high = USUAL[question.id]
            if known and draw.random() < 0.1:
                return draw.choice(known)
            return draw.choice([draw.randint(low, high), draw.randint(low * 10, high * 10) / 10])
        case QuestionKind.SEVERAL:
            alone = [each.id for each in question.choices if each.exclusive and each.id in known]
            mixed = [each for each in known if each not in alone]
            if not mixed or (alone and draw.random() < 0.3):
                return [draw.choice(alone)]
            ticked = set(draw.sample(mixed, draw.randint(1, min(3, len(mixed)))))
            return [each for each in known if each in ticked]
    if question.kind is QuestionKind.YES_NO_UNSURE and only:
        return "no"
    return draw.choice(known)
