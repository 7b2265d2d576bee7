"""Every urgency has a headline, an action, a safety net, and the running advice it needs.

Why: no result may end without telling what to do next, in a country we do not know either.

Fix: complete `urgencies` and `running` in `red_flags.yaml`, and the country `XX` in
`helplines.yaml`.
"""

from collections.abc import Iterator

from lowback.assess import UNKNOWN_COUNTRY
from lowback.errors import Problem
from lowback.knowledge.schema import Knowledge, Urgency

RULE = "urgency-without-advice"


LIGHTS = ("emergency", "urgent", "soon_default", "green", "amber", "red", "pain_unknown")


def check(knowledge: Knowledge) -> Iterator[Problem]:
    """Yield one problem per missing urgency or running advice."""
    for urgency in Urgency:
        if urgency not in knowledge.urgencies:
            yield Problem("red_flags.yaml", f"no advice for the urgency `{urgency}`", RULE)
    for light in LIGHTS:
        if light not in knowledge.running:
            yield Problem("red_flags.yaml", f"no running advice `{light}`", RULE)
    if UNKNOWN_COUNTRY not in knowledge.helplines:
        yield Problem("helplines.yaml", f"no help line for the country `{UNKNOWN_COUNTRY}`", RULE)
