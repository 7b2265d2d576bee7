"""The shipped knowledge, read once at build time and kept beside the package (ADR 0006).

Reading the YAML takes about as long as everything else in a short run. The snapshot begins
with a seal over the hash of the YAML files and over every byte that follows. It is used only
while both hold, so an edited file is read afresh and a damaged or edited snapshot is not read.
"""

import hashlib
from pathlib import Path

import msgspec

from lowback.knowledge.schema import Knowledge

SNAPSHOT = Path(__file__).resolve().parents[1] / "knowledge.msgpack"
SEAL = hashlib.sha256().digest_size


def read_snapshot(sha256: str) -> Knowledge | None:
    """Return the knowledge with this hash, or None when the snapshot is absent or of another."""
    try:
        data = SNAPSHOT.read_bytes()
        seal, packed = data[:SEAL], data[SEAL:]
        if seal != _seal(sha256, packed):
            return None
        return msgspec.msgpack.decode(packed, type=Knowledge)
    except (OSError, msgspec.DecodeError):
        return None


def write_snapshot(knowledge: Knowledge) -> None:
    """Keep the checked knowledge for the next start."""
    packed = msgspec.msgpack.encode(knowledge)
    SNAPSHOT.write_bytes(_seal(knowledge.sha256, packed) + packed)


def _seal(sha256: str, packed: bytes) -> bytes:
    return hashlib.sha256(sha256.encode() + packed).digest()
