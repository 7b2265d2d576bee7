"""FHIR: what the R4B models accept, what a receiver needs, nothing but text from data.

HL7's own R4 schema is checked in `tests/browser`, where npm brings it.
"""

import json
import re
from collections.abc import Callable, Iterator
from math import log
from statistics import fmean
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from fhir.resources.R4B.bundle import Bundle
from fhir.resources.R4B.questionnaire import Questionnaire
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from syrupy.assertion import SnapshotAssertion

from lowback.engine.assessment import Assessment, Subject
from lowback.knowledge.schema import Cause, Knowledge, QuestionKind
from lowback.render import Format, Look, render
from lowback.render.report.fhir_questionnaire import SCORE, questionnaire
from tests.conftest import Run
from tests.hand_made import emergency, knowledge, ordinary, under_16, urgent
from tests.render.hostile import CLEAN, hostile_assessments, hostile_knowledge
from tests.strategies import answers

Make = Callable[[], Assessment]
Json = dict[str, Any]
ALL: tuple[Make, ...] = (ordinary, urgent, emergency, under_16)
XHTML = "{http://www.w3.org/1999/xhtml}"


def fhir(made: Assessment, known: Knowledge | None = None) -> Json:
    found: Json = json.loads(render(made, known or knowledge(), Format.FHIR, Look()))
    return found


def resources(bundle: Json) -> tuple[Json, Json]:
    asked, answered = (each["resource"] for each in bundle["entry"])
    return asked, answered


def items(resource: Json) -> Iterator[Json]:
    for item in resource.get("item", ()):
        yield item
        yield from items(item)


@pytest.mark.parametrize("make", ALL)
def test_bundle(make: Make, snapshot: SnapshotAssertion) -> None:
    text = render(make(), knowledge(), Format.FHIR, Look())
    assert text == snapshot
    Bundle.model_validate_json(text)


@pytest.mark.parametrize("cause", [None, "sciatica", "bone_stress_injury", "weight_and_shoes"])
def test_the_shipped_questions_are_a_questionnaire(cause: str | None, knowledge: Knowledge) -> None:
    made = questionnaire(knowledge, knowledge.causes[cause] if cause else None)
    Questionnaire.model_validate(made)
    links = [each["linkId"] for each in items(made)]
    assert len(links) == len(set(links))
    assert set(knowledge.questions) <= set(links)


def test_every_choice_is_a_code_of_its_question(knowledge: Knowledge) -> None:
    asked = {each["linkId"].split(".")[0]: each for each in items(questionnaire(knowledge))}
    for name, question in knowledge.questions.items():
        if not question.choices and question.kind == "number":
            continue
        codes = [each["valueCoding"] for each in asked[name]["answerOption"]]
        assert [each["code"] for each in codes] == list(question.choice_ids)
        assert {each["system"] for each in codes} == {f"urn:lowback:choices:{name}"}


def choice_scores(cause: Cause, question: str, knowledge: Knowledge) -> dict[str, float]:
    made = questionnaire(knowledge, cause)
    assert "not a chance of disease" in made["description"]
    asked = {each["linkId"]: each for each in items(made)}
    scores = {
        each["valueCoding"]["code"]: each["extension"][0]
        for each in asked[question]["answerOption"]
        if "extension" in each
    }
    assert {each["url"] for each in scores.values()} == {SCORE}
    return {name: each["valueDecimal"] for name, each in scores.items()}


def test_the_scores_of_a_source_are_its_weights_against_the_mean_of_the_others(
    knowledge: Knowledge,
) -> None:
    source = next(each for each in knowledge.sources() if each.id == "sciatica")
    tables = {
        id(each): next(one.of_100 for one in each.answers if one.question == "leg_pain_reach")
        for each in knowledge.competitors()
    }
    own = tables.pop(id(source))
    expected = {
        choice: knowledge.competition.power
        * (log(of_100) - fmean(log(each[choice]) for each in tables.values()))
        for choice, of_100 in own.items()
    }
    assert choice_scores(source, "leg_pain_reach", knowledge) == pytest.approx(expected)


def test_the_scores_of_a_contributor_are_its_tempered_log_odds(knowledge: Knowledge) -> None:
    cause = knowledge.contributors()[0]
    evidence = next(
        each
        for each in cause.evidence
        if knowledge.questions[each.question].kind is QuestionKind.CHOICE
    )
    expected = {name: cause.tempering * log(ratio) for name, ratio in evidence.ratios.items()}
    assert choice_scores(cause, evidence.question, knowledge) == pytest.approx(expected)


def test_scores_are_there_only_for_a_cause(knowledge: Knowledge) -> None:
    assert not [each for each in items(questionnaire(knowledge)) if "ordinalValue" in str(each)]


def test_a_warning_sign_is_never_hidden(knowledge: Knowledge) -> None:
    signs = {each.id for each in knowledge.red_flag_questions()}
    hidden = {each["linkId"] for each in items(questionnaire(knowledge)) if "enableWhen" in each}
    assert hidden
    assert not hidden & signs


def test_a_rule_to_hide_names_a_question_and_a_code_that_exist(knowledge: Knowledge) -> None:
    made = questionnaire(knowledge)
    codes = {
        (each["linkId"], option["valueCoding"]["code"])
        for each in items(made)
        for option in each.get("answerOption", ())
    }
    for item in items(made):
        for rule in item.get("enableWhen", ()):
            assert (rule["question"], rule["answerCoding"]["code"]) in codes


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(data=st.data())
def test_every_answer_is_there_and_fits_its_question(
    run: Run, knowledge: Knowledge, data: st.DataObject
) -> None:
    made = run(**data.draw(answers(knowledge)))
    bundle = fhir(made, knowledge)
    Bundle.model_validate(bundle)
    asked, answered = resources(bundle)
    kinds = {each["linkId"]: each for each in items(asked)}
    given_ = [each for each in items(answered) if "answer" in each]
    assert {each["linkId"].split(".")[0] for each in given_} == {
        each.question for each in made.answers if each.value != ()
    }
    for each in given_:
        kind = kinds[each["linkId"]]
        options = [option["valueCoding"] for option in kind.get("answerOption", ())]
        for answer in each["answer"]:
            if kind["type"] == "decimal":
                assert isinstance(answer["valueDecimal"], int | float)
            else:
                assert answer["valueCoding"] in options


@pytest.mark.parametrize("make", ALL)
def test_the_text_says_how_urgent_and_what_is_not_checked(make: Make) -> None:
    made = make()
    _, answered = resources(fhir(made))
    text = " ".join(ET.fromstring(answered["text"]["div"]).itertext())  # noqa: S314 - our own
    assert made.triage.headline in text
    assert made.triage.do in text
    assert "Self-reported, not examined." in text
    if made.triage.unchecked:
        assert "Warning signs that are not checked: Trouble peeing" in text


@pytest.mark.parametrize("made", hostile_assessments(), ids=["ordinary", "urgent"])
def test_data_is_only_ever_text(made: Assessment) -> None:
    bundle = fhir(made, hostile_knowledge())
    _, answered = resources(bundle)
    div = ET.fromstring(answered["text"]["div"])  # noqa: S314 - our own
    assert {each.tag for each in div.iter()} == {f"{XHTML}div", f"{XHTML}p"}
    assert CLEAN in " ".join(" ".join(div.itertext()).split())
    told = json.dumps(bundle, ensure_ascii=False).replace("\\n", "")
    assert not re.search("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]", told)
    assert "\\u001b" not in told


def test_two_people_with_the_same_answers_are_never_one() -> None:
    anna, ben = (
        fhir(replace(ordinary(), subject=Subject(name=name, file="squad.csv", row=row)))
        for row, name in ((2, "Anna"), (3, "Ben"))
    )
    one, other = resources(anna)[1], resources(ben)[1]
    assert one["id"] != other["id"]
    assert (one["subject"]["display"], other["subject"]["display"]) == ("Anna", "Ben")
    addresses = {each["fullUrl"] for bundle in (anna, ben) for each in bundle["entry"]}
    assert len(addresses) == 4


def test_without_a_name_the_row_says_who_is_meant() -> None:
    made = replace(ordinary(), subject=Subject(file="squad.csv", row=7, answered_by="coach"))
    answered = resources(fhir(made))[1]
    assert answered["subject"] == {"type": "Patient", "display": "row 7 of squad.csv"}
    assert answered["source"] == answered["author"]
    assert answered["source"]["type"] == "RelatedPerson"


def test_the_same_result_gives_the_same_bytes_and_another_another_address() -> None:
    one, other = fhir(ordinary()), fhir(urgent())
    assert one == fhir(ordinary())
    addresses = [each["fullUrl"] for bundle in (one, other) for each in bundle["entry"]]
    assert len(set(addresses)) == 4
