"""Build step: check the knowledge and keep it ready to load (ADR 0006)."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class KnowledgeSnapshot(BuildHookInterface[Any]):
    """Reads `data/`, refuses to build on a problem, and writes `lowback/knowledge.msgpack`."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling's signature
        """Write the snapshot and ship it."""
        sys.path.insert(0, self.root)
        from lowback.knowledge.load import load_knowledge  # noqa: PLC0415 - needs the path above
        from lowback.knowledge.snapshot import SNAPSHOT, write_snapshot  # noqa: PLC0415

        write_snapshot(load_knowledge())
        build_data["artifacts"].append(str(SNAPSHOT.relative_to(Path(self.root))))
