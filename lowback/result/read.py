"""Read an assessment that was written before: the JSON document, checked against its shape."""

from datetime import date

import msgspec

from lowback.engine.assessment import SCHEMA, Assessment
from lowback.errors import LowbackError, Problem
from lowback.reading import LARGEST_TEXT


def read_assessment(data: bytes, where: str) -> Assessment:
    """Return the assessment in these bytes; keys that a later version added are ignored.

    Raises:
        LowbackError: if it is not a result of `lowback assess --format json`.
    """
    hint = "give a result of `lowback assess --format json`"
    if len(data) > LARGEST_TEXT:
        raise LowbackError([Problem(where, f"is too large for a result; {hint}")])
    try:
        found = msgspec.json.decode(data, type=Assessment)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise LowbackError([Problem(where, f"is not a result ({error}); {hint}")]) from None
    if found.schema != SCHEMA:
        message = f"is of the kind `{found.schema[:40]}`, and this version reads `{SCHEMA}`"
        raise LowbackError([Problem(where, message)])
    if not _is_day(found.assessed_on):
        message = "`assessed_on` is not a day; write it as year-month-day"
        raise LowbackError([Problem(where, message)])
    return found


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
