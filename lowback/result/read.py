"""Read an assessment that was written before: the JSON document, checked against its shape."""

from datetime import date

import msgspec

from lowback.bounded_read import LARGEST_TEXT
from lowback.engine.assessment import SCHEMA, Assessment
from lowback.errors import LowbackError, Problem


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
    day_of(found, where)
    return found


def day_of(assessment: Assessment, where: str) -> date:
    """Return the day of a result.

    Raises:
        LowbackError: if it is not written as year-month-day.
    """
    text = assessment.assessed_on
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.isoformat() != text:
        message = "`assessed_on` is not a day; write it as year-month-day"
        raise LowbackError([Problem(where, message)])
    return day
