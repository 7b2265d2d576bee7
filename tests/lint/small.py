"""A copy of the small hand-made knowledge, in a folder that a test may change."""

from pathlib import Path

from lowback.knowledge.load import load_knowledge
from lowback.knowledge.schema import Knowledge
from tests import hand_made


def small_knowledge(folder: Path) -> Knowledge:
    """Load the small knowledge by way of a folder."""
    for file in hand_made.DATA.iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    return load_knowledge(folder)
