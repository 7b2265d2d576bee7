"""The assessment as JSON, for scripts; its schema ships as `lowback/schemas`."""

from lowback.engine.assessment import Assessment
from lowback.knowledge.schema import Knowledge
from lowback.render import Look
from lowback.result.write import as_json


def report(assessment: Assessment, knowledge: Knowledge, look: Look) -> str:  # noqa: ARG001 - one signature for all formats
    """Return the whole document, indented by two, with a newline at the end."""
    return as_json(assessment)
