"""The shipped knowledge, read once at build time and kept beside the package (ADR 0006).

Reading the YAML takes about as long as everything else in a short run. The snapshot is used
only while its hash equals that of the YAML files, so an edited file is always read afresh.
"""

from pathlib import Path

import msgspec

from lowback.knowledge.schema import Knowledge

SNAPSHOT = Path(__file__).resolve().parents[1] / "knowledge.msgpack"


def read_snapshot(sha256: str) -> Knowledge | None:
    """Return the knowledge with this hash, or None when the snapshot is absent or of another."""
    try:
        knowledge = msgspec.msgpack.decode(SNAPSHOT.read_bytes(), type=Knowledge)
    except (OSError, msgspec.DecodeError):
        return None
    return knowledge if knowledge.sha256 == sha256 else None


def write_snapshot(knowledge: Knowledge) -> None:
    """Keep the checked knowledge for the next start."""
    SNAPSHOT.write_bytes(msgspec.msgpack.encode(knowledge))
