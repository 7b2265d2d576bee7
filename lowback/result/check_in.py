"""One daily check-in, as it is kept: what was said, and what the warning-sign rules made of it."""

from typing import Literal

from msgspec import Struct

from lowback.result.plan_document import Amount

Morning = Literal["usual", "better", "worse", "not_yet"]
Said = Literal["no", "yes", "unsure"]


class CheckIn(Struct, frozen=True, kw_only=True):
    """A day: pain 0-10, the last run since, the morning after, limp, new signs.

    `seen` is why the rules want someone to look, with the urgency; empty when they do not.
    """

    day: str
    pain: int
    ran: Amount | None = None
    ran_on: str = ""
    morning: Morning = "not_yet"
    limp: Said
    signs: Said
    urgency: str = ""
    seen: tuple[str, ...] = ()
