"""The answers as a FHIR R4 Bundle: the Questionnaire and a QuestionnaireResponse to it.

What the answers mean stands in the response's text: how soon to be seen, what to do, and the
warning signs that nobody has checked. The ranking stays in our own JSON.
"""

from collections.abc import Iterator
from html import escape
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import msgspec

from lowback.engine.assessment import AnswerGiven, Assessment
from lowback.knowledge.schema import Knowledge, Question, QuestionKind, Urgency
from lowback.render import Look
from lowback.render.parts.subject import subject_lines
from lowback.render.parts.words import URGENCY_WORDS, WHAT_IT_IS, plain, question_label
from lowback.render.report.fhir_questionnaire import BAND, URL, Json, coding, questionnaire
from lowback.result.write import as_json


def report(assessment: Assessment, knowledge: Knowledge, look: Look) -> str:  # noqa: ARG001 - one signature for all formats
    """Return the Bundle as JSON, indented by two, with a newline at the end."""
    asked = questionnaire(knowledge)
    answered = _response(assessment, knowledge)
    bundle = {
        "resourceType": "Bundle",
        "type": "collection",
        "timestamp": f"{assessment.assessed_on}T00:00:00Z",
        "entry": [_entry(asked, assessment), _entry(answered, assessment)],
    }
    return as_json(bundle)


def _entry(resource: Json, assessment: Assessment) -> Json:
    """A collection: each resource with an address of its own."""
    return {
        "fullUrl": f"urn:uuid:{_own_id(assessment, resource['resourceType'])}",
        "resource": resource,
    }


def _own_id(assessment: Assessment, kind: str) -> str:
    """An id made from the whole result: the same again gives the same, two people never one."""
    return str(uuid5(NAMESPACE_URL, msgspec.json.encode((assessment, kind)).decode()))


def _response(assessment: Assessment, knowledge: Knowledge) -> Json:
    items = [each for each in _sections(assessment, knowledge) if each["item"]]
    return {
        "resourceType": "QuestionnaireResponse",
        "id": _own_id(assessment, "QuestionnaireResponse"),
        "text": {"status": "additional", "div": _narrative(assessment, knowledge)},
        "questionnaire": f"{URL}|{plain(assessment.knowledge.version)}",
        "status": "completed",
        "authored": plain(_answered_on(assessment)),
        **_people(assessment),
        **({"item": items} if items else {}),
    }


def _answered_on(assessment: Assessment) -> str:
    told = assessment.subject.answered_on if assessment.subject else None
    return told or assessment.assessed_on


def _people(assessment: Assessment) -> Json:
    """Who is meant, and who answered: by name or place alone, as we know of no record elsewhere.

    Without a reference no importer can take two of them for one patient.
    """
    subject = assessment.subject
    place = f"row {subject.row} of {subject.file}" if subject and subject.row else "the runner"
    runner = {"type": "Patient", "display": plain((subject and subject.name) or place)}
    by_coach = (subject.answered_by if subject else assessment.voice) == "coach"
    coach = {"type": "RelatedPerson", "display": "a coach, about the runner"}
    answering = coach if by_coach else runner
    return {"subject": runner, "author": answering, "source": answering}


def _sections(assessment: Assessment, knowledge: Knowledge) -> Iterator[Json]:
    for section in knowledge.sections:
        given = [
            _item(each, knowledge.questions[each.question])
            for each in assessment.answers
            if (known := knowledge.questions.get(each.question)) is not None
            and known.section == section.id
        ]
        yield {
            "linkId": f"section.{section.id}",
            "text": plain(section.title),
            "item": given,
        }


def _item(given: AnswerGiven, question: Question) -> Json:
    value = given.value
    number = isinstance(value, int | float)
    band = question.kind is QuestionKind.NUMBER and not number
    return {
        "linkId": question.id + (BAND if band else ""),
        "text": plain(question.label),
        "answer": [{"valueDecimal": value}] if number else _codes(value, question),
    }


def _codes(value: Any, question: Question) -> list[Json]:  # noqa: ANN401 - a choice id or several
    ids = (value,) if isinstance(value, str) else value
    return [{"valueCoding": coding(question, plain(each))} for each in ids]


def _narrative(assessment: Assessment, knowledge: Knowledge) -> str:
    lines = "".join(f"<p>{escape(plain(line))}</p>" for line in _lines(assessment, knowledge))
    return f'<div xmlns="http://www.w3.org/1999/xhtml">{lines}</div>'


def _lines(assessment: Assessment, knowledge: Knowledge) -> Iterator[str]:
    triage, known = assessment.triage, assessment.knowledge
    yield f"[{URGENCY_WORDS[triage.urgency]}] {triage.headline}"
    yield from subject_lines(assessment)
    yield triage.do
    if triage.urgency is Urgency.EMERGENCY:
        yield assessment.contact.emergency
    for flag in triage.red_flags:
        yield f"{flag.because} {flag.do} {flag.say}".rstrip()
    if triage.unchecked:
        labels = "; ".join(question_label(each, knowledge) for each in triage.unchecked)
        yield f"Warning signs that are not checked: {labels}."
    for each in triage.not_cleared:
        yield f"Still open: {each.name}: {each.because}"
    unknown = [
        each.question for each in assessment.answers if each.question not in knowledge.questions
    ]
    if unknown:
        yield f"Answers to questions that this knowledge does not have: {', '.join(unknown)}"
    yield f"Self-reported, not examined. {WHAT_IT_IS}"
    yield (
        f"lowback {assessment.lowback_version}, knowledge {known.version} "
        f"(sha256 {known.sha256}), assessed on {assessment.assessed_on}"
    )
