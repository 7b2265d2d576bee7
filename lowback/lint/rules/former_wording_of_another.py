"""No former wording of a question is a wording of another one.

Why: the answers of an old form would be read as answers to another question.

Fix: take the heading away; a form that has it is then kept and not read.
"""

from collections.abc import Iterator

from lowback.errors import Problem
from lowback.knowledge.headings import fold, former_headings, headings
from lowback.knowledge.schema import Knowledge

RULE = "former-wording-of-another"


def check(knowledge: Knowledge) -> Iterator[Problem]:
    """Yield one problem per former heading that also stands above another question."""
    owner = {
        fold(each): question.id
        for question in knowledge.questions.values()
        for each in headings(question)
    }
    for wording in knowledge.wordings:
        for each in former_headings(wording, knowledge.questions.get(wording.question)):
            other = owner.setdefault(fold(each), wording.question)
            if other != wording.question:
                message = f"`{each}` is a wording of `{other}`, not only of `{wording.question}`"
                yield Problem(wording.written_at, message, RULE)
