"""Every reference is cited, except those of the source article.

Why: an unused paper looks like evidence and is none.

Fix: cite it, or remove it. The article's own references keep their `article_number`.
"""

from collections.abc import Iterator

from lowback.errors import Problem
from lowback.knowledge.integrity import citing
from lowback.knowledge.schema import Knowledge

RULE = "reference-never-cited"


def check(knowledge: Knowledge) -> Iterator[Problem]:
    """Yield one problem per reference that nothing cites."""
    cited = {name for entry in citing(knowledge) for name in entry.references}
    for reference in knowledge.references.values():
        if reference.id not in cited and reference.article_number is None:
            yield Problem(reference.written_at, f"`{reference.id}` is cited nowhere", RULE)
