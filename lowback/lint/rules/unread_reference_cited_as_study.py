"""A paper that nobody retrieved carries no figure.

Why: a number from memory is not evidence.

Fix: read the paper and set `seen`, or lower the basis to consensus.
"""

from collections.abc import Iterator

from lowback.errors import Problem
from lowback.knowledge.schema import Basis, Knowledge
from lowback.lint.usage import cited

RULE = "unread-reference-cited-as-study"


MEASURED = {Basis.STUDY, Basis.STUDY_REDUCED, Basis.DERIVED}


def check(knowledge: Knowledge) -> Iterator[Problem]:
    """Yield one problem per measured figure whose only sources were never retrieved."""
    unread = {
        reference.id
        for reference in knowledge.references.values()
        if reference.seen == "not_retrieved"
    }
    for what, told in cited(knowledge):
        names = told.references
        if told.basis in MEASURED and names and unread.issuperset(names):
            message = f"{what} rests on papers nobody retrieved"
            yield Problem(told.written_at, message, RULE)
