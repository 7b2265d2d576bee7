"""No emergency and no urgent result carries training advice, in any format."""

import json
import re
from datetime import date

import pytest

from lowback.engine.answers import read_answers
from lowback.engine.assess import Context, assess
from lowback.knowledge.schema import Urgency
from lowback.knowledge.strict_yaml import read_file
from lowback.render import Audience, Format, Look, render
from lowback.result.plan import refusal
from tests.program import EXAMPLE
from tests.proofs.answers import Given, witnesses
from tests.proofs.rules import knowledge, signs

TODAY = date(2026, 11, 23)
URGENT = [
    rule.id
    for rule in knowledge().red_flags.values()
    if rule.urgency in {Urgency.EMERGENCY, Urgency.URGENT}
]
READERS: tuple[tuple[Format, Audience], ...] = (
    *((each, "runner") for each in Format),
    (Format.HTML, "clinician"),
    (Format.MARKDOWN, "clinician"),
)


def advice() -> set[str]:
    """Every sentence that tells someone how to train, or that they may run."""
    known = knowledge()
    sentences = {each.dose for each in known.exercises.values()}
    sentences |= {step for each in known.exercises.values() for step in each.steps}
    sentences |= {each.advice for each in known.running.values() if each.allows_running}
    sentences |= {each.what for each in known.treatments.values()}
    return {folded(each) for each in sentences}


def folded(text: str) -> str:
    """Letters and digits only, so that wrapping, quotes and entities do not hide a sentence."""
    return re.sub(r"\W+", "", re.sub(r"&#?\w+;|\\u[0-9a-f]{4}|<[^>]*>", " ", text)).casefold()


def chatty(given: Given) -> dict[str, object]:
    """The same answers with everything else answered as in the example."""
    example = read_file(EXAMPLE).value
    return {**{name: each for name, each in example.items() if name not in signs()}, **given}


@pytest.mark.parametrize("rule", URGENT)
def test_nothing_about_training(rule: str) -> None:
    forbidden = advice()
    for raw in (dict(witnesses()[rule][0]), chatty(witnesses()[rule][0])):
        found = assess(read_answers(raw, knowledge(), "file"), knowledge(), Context(TODAY, "GB"))
        if found.triage.urgency not in {Urgency.EMERGENCY, Urgency.URGENT}:
            continue
        assert not found.exercises
        assert not found.treatments
        assert refusal(found, knowledge())
        for as_format, audience in READERS:
            text = render(found, knowledge(), as_format, Look(audience=audience))
            shown = folded(text)
            assert not [each for each in forbidden if each in shown]
            if as_format is Format.JSON:
                document = json.loads(text)
                assert document["exercises"] == document["treatments"] == []


@pytest.mark.parametrize("as_format", [each for each in Format if each is not Format.FHIR])
def test_a_calm_result_would_be_caught(as_format: Format) -> None:
    raw = read_file(EXAMPLE).value
    found = assess(read_answers(raw, knowledge(), "file"), knowledge(), Context(TODAY, "GB"))
    shown = folded(render(found, knowledge(), as_format, Look()))
    assert [each for each in advice() if each in shown]
