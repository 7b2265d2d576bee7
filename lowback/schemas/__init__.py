"""JSON Schemas made from our Structs: of the assessment, and of every knowledge file.

`python -m lowback.schemas` renews the files in this folder; a test keeps them current.
"""

from inspect import cleandoc
from typing import Any

import msgspec

from lowback.engine.assessment import SCHEMA, Assessment
from lowback.knowledge.files import FILES, SINGLE

DIALECT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]


def all_schemas() -> dict[str, Schema]:
    """Return every schema by its file name."""
    found = {"assessment.schema.json": assessment_schema()}
    for file, kinds in FILES.items():
        found[file.replace(".yaml", ".schema.json")] = knowledge_schema(kinds)
    return found


def assessment_schema() -> Schema:
    """The schema of a result; readers must tolerate keys that later versions add."""
    schema: Schema = msgspec.json.schema(Assessment)
    _dedent(schema["$defs"])
    return {"$schema": DIALECT, "title": SCHEMA, **schema}


def knowledge_schema(kinds: dict[str, type[msgspec.Struct]]) -> Schema:
    """The schema of one knowledge file, for completion and underlining in an editor."""
    (refs, components) = msgspec.json.schema_components(
        kinds.values(), ref_template="#/$defs/{name}"
    )
    properties = {
        kind: ref if kind in SINGLE else {"type": "array", "items": ref}
        for kind, ref in zip(kinds, refs, strict=True)
    }
    return {
        "$schema": DIALECT,
        "type": "object",
        "properties": properties,
        "required": list(kinds),
        "additionalProperties": False,
        "$defs": _as_written(components),
    }


def _as_written(components: Schema) -> Schema:
    """Leave out what the loader fills in: nobody writes `written_at`."""
    kept = {name: each for name, each in components.items() if name != "Source"}
    for each in kept.values():
        each.get("properties", {}).pop("written_at", None)
    _dedent(kept)
    return kept


def _dedent(components: Schema) -> None:
    """Docstrings come indented before Python 3.13, and bare from then on."""
    for each in components.values():
        if "description" in each:
            each["description"] = cleandoc(each["description"])
