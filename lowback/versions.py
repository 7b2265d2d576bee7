"""Which program, which knowledge and which Python answered."""

import sys

from lowback.knowledge.load import load_knowledge
from lowback.release import __version__

SHOWN_OF_HASH = 12


def versions() -> str:
    """Return one line for `--version` and for reports of faults.

    Raises:
        LowbackError: when the knowledge that `LOWBACK_DATA` names cannot be used.
    """
    knowledge = load_knowledge()
    python = ".".join(map(str, sys.version_info[:3]))
    pack = f"knowledge {knowledge.about.version}, sha256 {knowledge.sha256[:SHOWN_OF_HASH]}"
    return f"lowback {__version__} ({pack}), Python {python}"
