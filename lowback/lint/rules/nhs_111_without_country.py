"""NHS 111 is always written "NHS 111 (UK)".

Why: 111 is the emergency number of New Zealand.

Fix: write the country, or "your urgent advice line".
"""

import re
from collections.abc import Iterator

from lowback.errors import Problem
from lowback.knowledge.schema import Knowledge
from lowback.lint.usage import texts_for_runners

RULE = "nhs-111-without-country"


BARE = re.compile(r"NHS 111(?! \(UK\))")


def check(knowledge: Knowledge) -> Iterator[Problem]:
    """Yield one problem per NHS 111 without its country."""
    for where, text in texts_for_runners(knowledge):
        if BARE.search(text):
            yield Problem(where, "write `NHS 111 (UK)`", RULE)
