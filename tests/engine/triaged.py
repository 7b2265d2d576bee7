"""Answers triaged with the shipped knowledge."""

from lowback.engine.answers import read_answers
from lowback.engine.assess import Context, assess
from lowback.engine.assessment import Triage
from lowback.knowledge.load import load_knowledge
from tests.conftest import TODAY
from tests.strategies import Raw

KNOWLEDGE = load_knowledge()
INFLAMMATORY: Raw = {
    "duration": "wk_over_12", "impact_pain": "no_jolt_pain", "pain_began_age": 30,
    "ibp_buttock": "yes", "ibp_better_moving": "yes", "ibp_family": "yes",
}  # fmt: skip
SIGNS = [each.id for each in KNOWLEDGE.red_flag_questions()]


def triage(raw: Raw) -> Triage:
    return assess(read_answers(raw, KNOWLEDGE, "file"), KNOWLEDGE, Context(TODAY)).triage


def strictness(found: Triage) -> tuple[bool, int]:
    return KNOWLEDGE.running[found.running.id].strictness
