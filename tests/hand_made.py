"""Assessments made by hand, so that report tests do not change with the shipped knowledge.

They lie as YAML in `hand_made_assessments/`, the small knowledge they belong to in
`hand_made_data/`.
"""

from pathlib import Path

import msgspec
from msgspec.structs import replace

from lowback.engine.answers import Answer, Answers
from lowback.engine.assessment import Assessment, KnowledgeVersion
from lowback.knowledge.load import load_knowledge
from lowback.knowledge.schema import Knowledge
from lowback.knowledge.strict_yaml import read_file

HERE = Path(__file__).parent
DATA = HERE / "hand_made_data"
SHA256 = "4a" * 32  # fixed, so that an added entry does not change every snapshot


def knowledge() -> Knowledge:
    """Return a knowledge with three sources, two contributors and four references."""
    return replace(load_knowledge(DATA), sha256=SHA256)


def ordinary() -> Assessment:
    """Self-care and complete: a clear source, a tie behind it, an X-grade further option."""
    return _read("ordinary")


def urgent() -> Assessment:
    """See someone within 48 hours; signs unchecked, no clear source, care waits."""
    return _read("urgent")


def emergency() -> Assessment:
    """One card: what to do now, what to say on the phone, why; nothing else."""
    return _read("emergency")


def under_16() -> Assessment:
    """See a doctor with a parent; nothing is ranked for a child."""
    return _read("under_16")


def said(**choices: str) -> Answers:
    """Return answers that each are one choice."""
    return {name: Answer(name, choice, (choice,)) for name, choice in choices.items()}


def _read(name: str) -> Assessment:
    document = read_file(HERE / "hand_made_assessments" / f"{name}.yaml")
    made = msgspec.convert(document.value, Assessment)
    known = knowledge()
    version = KnowledgeVersion(version=known.about.version, sha256=known.sha256)
    return replace(made, knowledge=version)
