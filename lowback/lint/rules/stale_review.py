"""The knowledge was reviewed within the last year.

Why: guidelines change; advice that nobody has read again for a year may be wrong by now.

Fix: read the guidelines again, mend what changed, and set `reviewed_on` in `about.yaml`.
"""

from collections.abc import Iterator
from datetime import date

from lowback.errors import Problem
from lowback.knowledge.schema import Knowledge

RULE = "stale-review"
DAYS = 365


def check(knowledge: Knowledge, today: date) -> Iterator[Problem]:
    """Yield a problem if the review is over a year old, lies ahead, or is not a date."""
    where, written = knowledge.about.written_at, knowledge.about.reviewed_on
    try:
        age = (today - date.fromisoformat(written)).days
    except ValueError:
        message = f"`reviewed_on: {written}` is not a date; write it as 2026-11-23"
        yield Problem(where, message, RULE)
        return
    if age > DAYS:
        yield Problem(where, f"reviewed on {written}, {age} days ago; review it again", RULE)
    if age < 0:
        yield Problem(where, f"`reviewed_on: {written}` lies ahead of {today}", RULE)
