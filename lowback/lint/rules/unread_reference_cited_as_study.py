"""A paper that nobody retrieved carries no figure.

Why: a number from memory is not evidence.

Fix: read the paper and set `seen`, or lower the basis to consensus.
"""

from collections.abc import Iterator

from lowback.errors import Problem
from lowback.knowledge.schema import Basis, Knowledge

RULE = "unread-reference-cited-as-study"


MEASURED = {Basis.STUDY, Basis.STUDY_REDUCED, Basis.DERIVED}


def check(knowledge: Knowledge) -> Iterator[Problem]:
    """Yield one problem per measured ratio whose only sources were never retrieved."""
    unread = {each.id for each in knowledge.references.values() if each.seen == "not_retrieved"}
    for cause in knowledge.contributors():
        for evidence in cause.evidence:
            cited = evidence.references
            if evidence.basis in MEASURED and cited and unread.issuperset(cited):
                message = f"`{evidence.question}` in `{cause.id}` rests on papers nobody retrieved"
                yield Problem(evidence.written_at, message, RULE)
