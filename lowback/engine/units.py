"""Numbers as people write them: `30 mi`, `48,5 km`, `11 st 4`, `5 ft 9`, `70kg`.

Everything is kept in one unit per question (kilometres, centimetres, kilograms, years,
points); conversions use the exact international definitions.
"""

import re

KM_PER_MILE = 1.609344
CM_PER_INCH = 2.54
KG_PER_POUND = 0.45359237
POUNDS_PER_STONE = 14
INCHES_PER_FOOT = 12

_NUMBER = r"(\d{1,6}(?:[.,]\d{1,6})?)"
_TWO_PARTS: dict[str, tuple[tuple[str, float, float], ...]] = {
    "cm": (
        (rf"{_NUMBER}\s*(?:ft|feet|foot|')\s*(?:{_NUMBER}\s*(?:in|inch|inches|\"|''|)\.?)?",
         INCHES_PER_FOOT * CM_PER_INCH, CM_PER_INCH),
        (rf"{_NUMBER}\s*m\s*{_NUMBER}", 100.0, 1.0),
    ),
    "kg": (
        (rf"{_NUMBER}\s*(?:st|stone)\s*(?:{_NUMBER}\s*(?:lbs?|pounds?|))?",
         POUNDS_PER_STONE * KG_PER_POUND, KG_PER_POUND),
    ),
}  # fmt: skip
_FACTORS: dict[str, dict[str, float]] = {
    "km": {"": 1, "k": 1, "km": 1, "kms": 1, "kilometres": 1, "kilometers": 1,
           "mi": KM_PER_MILE, "mile": KM_PER_MILE, "miles": KM_PER_MILE},
    "cm": {"": 1, "cm": 1, "m": 100, "in": CM_PER_INCH, "inches": CM_PER_INCH},
    "kg": {"": 1, "kg": 1, "kgs": 1, "kilos": 1,
           "lb": KG_PER_POUND, "lbs": KG_PER_POUND, "pounds": KG_PER_POUND},
    "years": {"": 1, "y": 1, "years": 1, "year": 1},
    "points": {"": 1, "/10": 1, "/ 10": 1, "out of 10": 1},
    "bmi": {"": 1, "bmi": 1},
}  # fmt: skip


def parse_number(text: str, unit: str) -> float | None:
    """Read a number in the question's unit, or None when it cannot be understood.

    A decimal comma is accepted; a sign, an exponent or a bare word is not.
    """
    folded = " ".join(text.casefold().replace("\u2019", "'").replace("\u2033", '"').split())
    for pattern, first, second in _TWO_PARTS.get(unit, ()):
        if found := re.fullmatch(pattern, folded):
            return _value(found[1]) * first + _value(found[2] or "0") * second
    found = re.fullmatch(rf"{_NUMBER}\s*([a-z/][a-z0-9/ ]*)?", folded)
    factor = _FACTORS.get(unit, {"": 1.0}).get(found[2] or "") if found else None
    return _value(found[1]) * factor if found and factor is not None else None


def show_number(value: float, unit: str) -> str:
    """Write a value with its unit, in both systems where both are in use."""
    plain = f"{value:.1f}".rstrip("0").rstrip(".")
    match unit:
        case "km":
            return f"{plain} km ({value / KM_PER_MILE:.0f} mi)"
        case "cm":
            feet, inches = divmod(round(value / CM_PER_INCH), INCHES_PER_FOOT)
            return f"{plain} cm ({feet} ft {inches} in)"
        case "kg":
            stone, pounds = divmod(round(value / KG_PER_POUND), POUNDS_PER_STONE)
            return f"{plain} kg ({stone} st {pounds} lb)"
        case "years":
            return f"{plain} years"
        case "points":
            return f"{plain} out of 10"
    return plain


def _value(text: str) -> float:
    return float(text.replace(",", "."))
