"""FHIR as others read it: HL7's R4 schema, and LHC-Forms in a browser."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft6Validator

from lowback.render import Format, Look, render
from lowback.render.report.fhir_questionnaire import questionnaire
from tests.browser.driver import Browser
from tests.browser.pages import PAGES, SHIPPED

pytestmark = pytest.mark.browser
Json = dict[str, Any]
FORM = """
<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Form</title>
<link rel="stylesheet" href="{lforms}/webcomponent/styles.css"></head>
<body><div id="form"></div>
<script src="{lforms}/webcomponent/assets/lib/zone.min.js"></script>
<script src="{lforms}/webcomponent/lhc-forms.js"></script>
<script src="{lforms}/fhir/R4/lformsFHIR.min.js"></script></body></html>
"""
SHOW = """
const [asked, answered] = given;
let form = LForms.Util.convertFHIRQuestionnaireToLForms(asked, 'R4');
if (answered) {
  form = LForms.Util.mergeFHIRDataIntoLForms('QuestionnaireResponse', answered, form, 'R4');
}
await LForms.Util.addFormToPage(form, 'form');
await new Promise(drawn => setTimeout(drawn, 1000));
return {
  text: document.querySelector('#form').innerText,
  response: LForms.Util.getFormFHIRData('QuestionnaireResponse', 'R4'),
  questionnaire: LForms.Util.getFormFHIRData('Questionnaire', 'R4'),
};
"""


def bundle(name: str) -> Json:
    made, known = PAGES[name]
    found: Json = json.loads(render(made(), known(), Format.FHIR, Look()))
    return found


def items(resource: Json) -> Iterator[Json]:
    for item in resource.get("item", ()):
        yield item
        yield from items(item)


def shown(browser: Browser, lforms: Path, folder: Path, *resources: Json) -> Json:
    page = folder / "form.html"
    page.write_text(FORM.format(lforms=lforms.as_uri()), encoding="utf-8")
    browser.open(page)
    found: Json = browser.wait_for(SHOW, *resources)
    assert [each for each in browser.console() if "SEVERE" in each] == []
    return found


@pytest.fixture(scope="session")
def r4(r4_schema: Path) -> Draft6Validator:
    schema = json.loads(r4_schema.read_text(encoding="utf-8"))
    assert schema["id"] == "http://hl7.org/fhir/json-schema/4.0"
    return Draft6Validator(schema)


@pytest.mark.parametrize("name", PAGES)
def test_hl7_accepts_the_bundle(r4: Draft6Validator, name: str) -> None:
    assert [each.message for each in r4.iter_errors(bundle(name))] == []


@pytest.mark.parametrize("cause", [None, *SHIPPED.causes])
def test_hl7_accepts_the_questions_of_every_cause(r4: Draft6Validator, cause: str | None) -> None:
    made = questionnaire(SHIPPED, SHIPPED.causes[cause] if cause else None)
    assert [each.message for each in r4.iter_errors(made)] == []


def test_hl7_refuses_what_is_wrong(r4: Draft6Validator) -> None:
    wrong = questionnaire(SHIPPED) | {"status": "cheerful"}
    assert not r4.is_valid(wrong)


def waits(item: Json) -> bool:
    """Whether an item is shown only once another has a certain answer."""
    return any(each["operator"] == "=" for each in item.get("enableWhen", ()))


@pytest.mark.parametrize("cause", [None, "sciatica"])
def test_lhc_forms_shows_every_question_that_waits_for_none(
    browser: Browser, lforms: Path, tmp_path: Path, cause: str | None
) -> None:
    asked = questionnaire(SHIPPED, SHIPPED.causes[cause] if cause else None)
    found = shown(browser, lforms, tmp_path, asked)
    hidden = [each["text"] for each in items(asked) if each["text"] not in found["text"]]
    assert hidden == [each["text"] for each in items(asked) if waits(each)]
    scores = json.dumps(found["questionnaire"]).count("ordinalValue")
    assert scores == json.dumps(asked).count("ordinalValue")
    assert bool(scores) is (cause is not None)


def test_lhc_forms_keeps_every_answer(browser: Browser, lforms: Path, tmp_path: Path) -> None:
    asked, answered = (each["resource"] for each in bundle("ordinary")["entry"])
    found = shown(browser, lforms, tmp_path, asked, answered)
    given = {each["linkId"]: each["answer"] for each in items(answered) if "answer" in each}
    back = {each["linkId"]: each["answer"] for each in items(found["response"]) if "answer" in each}
    assert back == given
