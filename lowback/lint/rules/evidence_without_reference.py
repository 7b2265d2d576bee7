"""A ratio that rests on a study cites it.

Why: a likelihood ratio nobody can trace is an opinion with decimals.

Fix: add the study to `references.yaml` and put its id under `references`, or write
`basis: consensus`.
"""

from collections.abc import Iterator

from lowback.errors import Problem
from lowback.knowledge.schema import Basis, Knowledge

RULE = "evidence-without-reference"


CITED = {Basis.STUDY, Basis.STUDY_REDUCED, Basis.DERIVED}


def check(knowledge: Knowledge) -> Iterator[Problem]:
    """Yield one problem per uncited piece of evidence that claims a study."""
    for cause in knowledge.contributors():
        for evidence in cause.evidence:
            if evidence.basis in CITED and not evidence.references:
                message = (
                    f"`{evidence.question}` in `{cause.id}` is {evidence.basis} but cites nothing"
                )
                yield Problem(evidence.written_at, message, RULE)
