"""A treatment, a common answer and an exercise cite a reference or say consensus.

Why: every piece of advice must be traceable.

Fix: add `references`, or write `basis: consensus`.
"""

from collections.abc import Iterable, Iterator

from lowback.errors import Problem
from lowback.knowledge.schema import Basis, Exercise, Faq, Knowledge, Treatment

RULE = "advice-without-reference"


def check(knowledge: Knowledge) -> Iterator[Problem]:
    """Yield one problem per piece of advice without a source."""
    for kind in (knowledge.treatments, knowledge.exercises, knowledge.faq):
        yield from _uncited(kind.values())


def _uncited(entries: Iterable[Treatment | Exercise | Faq]) -> Iterator[Problem]:
    for each in entries:
        if each.basis is not Basis.CONSENSUS and not each.references:
            yield Problem(each.written_at, f"`{each.id}` is {each.basis} but cites nothing", RULE)
