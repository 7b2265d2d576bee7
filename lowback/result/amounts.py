"""An amount of running or walking as people write it: `20 min`, `1 h 10`, `5 km`, `3 mi`, `0`."""

import re

from lowback.engine.units import parse_number
from lowback.result.plan_document import Amount

MOST_MINUTES, MOST_KM, MINUTES_OF_AN_HOUR = 600, 100, 60
_NUMBER = r"(\d{1,3}(?:[.,]\d{1,2})?)"
_MINUTES = re.compile(rf"{_NUMBER}\s*(?:m|min|mins|minute|minutes|')")
_HOURS = re.compile(rf"{_NUMBER}\s*(?:h|hr|hrs|hour|hours)(?:\s*(\d{{1,2}})\s*(?:m|min|minutes)?)?")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})")


def parse_amount(text: str) -> Amount | None:
    """Read minutes or a distance; a bare number but 0 says neither and is None, like nonsense."""
    folded = " ".join(text.casefold().split())
    if folded in ("0", "none", "no", "not at all"):
        return Amount(0, "min")
    found = _minutes(folded)
    if found is not None:
        return Amount(found, "min") if found <= MOST_MINUTES else None
    km = None if folded.replace(".", "").isdigit() else parse_number(folded, "km")
    return Amount(round(km, 1), "km") if km is not None and km <= MOST_KM else None


def _minutes(text: str) -> float | None:
    if found := _MINUTES.fullmatch(text):
        return _value(found[1])
    if found := _HOURS.fullmatch(text):
        return _value(found[1]) * MINUTES_OF_AN_HOUR + _value(found[2] or "0")
    if found := _CLOCK.fullmatch(text):
        return _value(found[1]) * MINUTES_OF_AN_HOUR + _value(found[2])
    return None


def _value(text: str) -> float:
    return float(text.replace(",", "."))
