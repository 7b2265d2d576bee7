"""The shipped JSON Schemas are current, and everything we write or ship fits them."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings

from lowback.engine.answers import read_answers
from lowback.engine.assess import Context, assess
from lowback.knowledge.files import FILES
from lowback.knowledge.load import load_knowledge, shipped_folder
from lowback.knowledge.strict_yaml import read_file
from lowback.render import Format, Look, render
from lowback.schemas import all_schemas
from tests import hand_made
from tests.conftest import TODAY
from tests.strategies import Raw, answers

SHIPPED = Path(__file__).parents[1] / "lowback" / "schemas"
KNOWLEDGE = load_knowledge()


def shipped(name: str) -> Any:  # noqa: ANN401 - any JSON
    return json.loads((SHIPPED / name).read_text())


@pytest.mark.parametrize("name", sorted(all_schemas()))
def test_a_shipped_schema_is_current(name: str) -> None:
    assert shipped(name) == json.loads(json.dumps(all_schemas()[name]))


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_knowledge_file_fits_its_schema_and_names_it_in_its_first_line(name: str) -> None:
    schema = name.replace(".yaml", ".schema.json")
    path = shipped_folder() / name
    jsonschema.validate(read_file(path).value, shipped(schema))
    first = path.read_text().splitlines()[0]
    assert first == f"# yaml-language-server: $schema=../lowback/schemas/{schema}"


@settings(max_examples=25, deadline=None)
@given(answers(KNOWLEDGE))
def test_every_assessment_fits_its_schema(raw: Raw) -> None:
    found = assess(read_answers(raw, KNOWLEDGE, "file"), KNOWLEDGE, Context(TODAY))
    document = json.loads(render(found, KNOWLEDGE, Format.JSON, Look()))
    jsonschema.validate(document, shipped("assessment.schema.json"))


def test_a_document_without_its_triage_does_not_fit() -> None:
    found = render(hand_made.ordinary(), hand_made.knowledge(), Format.JSON, Look())
    document = json.loads(found)
    del document["triage"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, shipped("assessment.schema.json"))
