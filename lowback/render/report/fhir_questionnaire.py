"""The questions as a FHIR R4 Questionnaire.

Choice ids are codes; each question has a code system of its own, because `none` or `yes` means
something else in each. A number may be answered by a band too, in an item of its own. Warning
signs are always shown; other questions are hidden where a simple rule says so.
"""

from collections.abc import Iterable
from math import log
from typing import Any

from lowback.engine.score import weights_of
from lowback.knowledge.conditions import Condition
from lowback.knowledge.schema import (
    Cause,
    Contributor,
    Knowledge,
    Question,
    QuestionKind,
    Section,
    Source,
)
from lowback.render.parts.answer_words import choice_words
from lowback.render.parts.words import WHAT_IT_IS, plain

URL = "urn:lowback:questionnaire"
CHOICES = "urn:lowback:choices"
BAND = ".band"
SCORE = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
UNIT = "http://hl7.org/fhir/StructureDefinition/questionnaire-unit"
LEAST = "http://hl7.org/fhir/StructureDefinition/minValue"
MOST = "http://hl7.org/fhir/StructureDefinition/maxValue"
UNITS = {"years": "a", "cm": "cm", "kg": "kg", "km": "km", "bmi": "kg/m2", "points": "{score}"}
DECIMALS = 9

Json = dict[str, Any]


def questionnaire(knowledge: Knowledge, cause: Cause | None = None) -> Json:
    """Return the Questionnaire; with a cause, each choice has its tempered log-odds as a score."""
    about = knowledge.about
    return {
        "resourceType": "Questionnaire",
        "id": "lowback",
        "url": URL,
        "version": plain(about.version),
        "name": "LowbackSelfAssessment",
        "title": "Self-assessment for runners with low back pain",
        "status": "active",
        "experimental": True,
        "date": plain(about.reviewed_on),
        "description": plain(
            " ".join((about.intended_use, WHAT_IT_IS, *_score_note(cause, knowledge)))
        ),
        "item": [
            _section(each, knowledge, cause)
            for each in knowledge.sections
            if _asked(each, knowledge)
        ],
    }


def coding(question: Question, choice: str) -> Json:
    """Return a choice as a code of its question, with its words."""
    words = choice_words(question, (choice,))[0]
    return {"system": f"{CHOICES}:{question.id}", "code": choice, "display": plain(words)}


def _asked(section: Section, knowledge: Knowledge) -> list[Question]:
    return [each for each in knowledge.questions.values() if each.section == section.id]


def _section(section: Section, knowledge: Knowledge, cause: Cause | None) -> Json:
    items = [
        item
        for question in _asked(section, knowledge)
        for item in _items(question, section, _scores(question, cause, knowledge) if cause else {})
    ]
    return {
        "linkId": f"section.{section.id}",
        "text": plain(section.title),
        "type": "group",
        "item": items,
    }


def _items(question: Question, section: Section, scores: dict[str, float]) -> list[Json]:
    hidden = {} if section.red_flags else _enable_when(question.ask_when)
    text = plain(question.ask)
    if question.kind is not QuestionKind.NUMBER:
        several = {"repeats": True} if question.kind is QuestionKind.SEVERAL else {}
        return [_choice_item(question, question.id, text, scores) | several | hidden]
    number = {
        "linkId": question.id,
        "text": text,
        "type": "decimal",
        "extension": _limits(question),
    }
    if not question.choices:
        return [number | hidden]
    rough = f"{plain(question.label)}, if you do not know the number"
    return [number | hidden, _choice_item(question, question.id + BAND, rough, scores) | hidden]


def _choice_item(question: Question, link: str, text: str, scores: dict[str, float]) -> Json:
    return {
        "linkId": link,
        "text": text,
        "type": "choice",
        "answerOption": [_option(question, each, scores) for each in question.choice_ids],
    }


def _option(question: Question, choice: str, scores: dict[str, float]) -> Json:
    option: Json = {"valueCoding": coding(question, choice)}
    if choice in scores:
        option = {"extension": [{"url": SCORE, "valueDecimal": scores[choice]}], **option}
    return option


def _limits(question: Question) -> list[Json]:
    found: list[Json] = []
    if question.unit:
        code = UNITS[question.unit]
        unit = {"system": "http://unitsofmeasure.org", "code": code, "display": question.unit}
        found.append({"url": UNIT, "valueCoding": unit})
    if question.at_least is not None:
        found.append({"url": LEAST, "valueDecimal": question.at_least})
    if question.at_most is not None:
        found.append({"url": MOST, "valueDecimal": question.at_most})
    return found


def _scores(question: Question, cause: Cause, knowledge: Knowledge) -> dict[str, float]:
    if isinstance(cause, Source):
        found = weights_of(question.id, cause, knowledge)
    else:
        found = _log_odds(question, cause)
    return {choice: round(score, DECIMALS) for choice, score in found.items()}


def _log_odds(question: Question, cause: Contributor) -> dict[str, float]:
    found: dict[str, float] = {}
    for evidence in cause.evidence:
        if evidence.question == question.id and evidence.only_if is None:
            for choice, ratio in evidence.ratios.items():
                found[choice] = found.get(choice, 0.0) + cause.tempering * log(ratio)
    return found


def _score_note(cause: Cause | None, knowledge: Knowledge) -> Iterable[str]:
    if isinstance(cause, Source):
        yield (
            f"The scores of the choices are for {cause.name}: weights of evidence against the mean "
            f"of the other sources, with power {knowledge.competition.power:g}. Ticks of places "
            "count together, so their scores do not add up. It is a model score, not a chance of "
            "disease."
        )
    elif cause is not None:
        yield from _contributor_note(cause)


def _contributor_note(cause: Contributor) -> Iterable[str]:
    yield (
        f"The scores of the choices are for {cause.name}: natural logarithms of likelihood "
        f"ratios, tempered by {cause.tempering:g}. Their sum is added to the log-odds of "
        f"{cause.pretest:g}. It is a model score, not a chance of disease."
    )
    left_out = dict.fromkeys(each.question for each in cause.evidence if each.only_if is not None)
    if left_out:
        yield f"Ratios that count only under a condition are left out: {', '.join(left_out)}."


def _enable_when(condition: Condition | None) -> Json:
    """Say a simple rule in FHIR's words; a rule that it cannot say hides nothing."""
    rules = _rules(condition) if condition is not None else None
    if rules is None:
        return {}
    behaviour, parts = rules
    when = [each for part in parts for each in part]
    return {"enableWhen": when} | ({"enableBehavior": behaviour} if len(when) > 1 else {})


def _rules(condition: Condition) -> tuple[str, list[list[Json]]] | None:
    if condition.question is not None and condition.choices:
        return "any", [_equals(condition, "=")]
    negated = condition.not_
    if negated is not None and negated.question is not None and negated.choices:
        return "all", [_equals(negated, "!=")]
    return None


def _equals(condition: Condition, operator: str) -> list[Json]:
    name = condition.question or ""
    return [
        {
            "question": name,
            "operator": operator,
            "answerCoding": {"system": f"{CHOICES}:{name}", "code": choice},
        }
        for choice in condition.choices
    ]
