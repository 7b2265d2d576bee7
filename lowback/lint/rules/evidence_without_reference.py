"""A ratio, a table of answers or a limit that rests on a study cites it.

Why: a figure nobody can trace is an opinion with decimals.

Fix: add the study to `references.yaml` and put its id under `references`, or write
`basis: consensus`, or `basis: readings` for a table.
"""

from collections.abc import Iterator

from lowback.errors import Problem
from lowback.knowledge.schema import Basis, Knowledge
from lowback.lint.usage import cited

RULE = "evidence-without-reference"


CITED = {Basis.STUDY, Basis.STUDY_REDUCED, Basis.DERIVED}


def check(knowledge: Knowledge) -> Iterator[Problem]:
    """Yield one problem per uncited figure that claims a study."""
    for what, told in cited(knowledge):
        if told.basis in CITED and not told.references:
            message = f"{what} is {told.basis} but cites nothing"
            yield Problem(told.written_at, message, RULE)
