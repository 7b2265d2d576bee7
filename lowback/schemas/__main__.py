"""Renew the schema files."""

import json
from pathlib import Path

from lowback.schemas import all_schemas

for name, schema in all_schemas().items():
    (Path(__file__).parent / name).write_text(json.dumps(schema, indent=2) + "\n")
