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
_ABOUT = r"(?:(?:about|around|approximately|approx|roughly|circa|ca)\b\.?|[~≈])\s*"
_THOUSANDS = re.compile(r"\d{1,3}(?: \d{3})+(?!\d)")
_TWO_READINGS = re.compile(r"([1-9]\d{0,2})[.,](\d{3})(?!\d)(?!\s*m\b)")
_QUOTES = str.maketrans(
    dict.fromkeys("\u2018\u2019\u2032\u00b4`", "'") | dict.fromkeys("\u201c\u201d\u2033", '"')
)
_A_WEEK = re.compile(r"(?:\s*(?:/|per|a|each|every|p)\s*(?:week|wk|w)|\s+weekly)\.?$", re.I)
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
    "kg": {"": 1, "kg": 1, "kgs": 1, "kilo": 1, "kilos": 1, "kilogram": 1, "kilograms": 1,
           "lb": KG_PER_POUND, "lbs": KG_PER_POUND, "pounds": KG_PER_POUND},
    "years": {"": 1, "y": 1, "yo": 1, "y/o": 1, "yr": 1, "yrs": 1, "year": 1, "years": 1,
              "years old": 1, "yrs old": 1, "year old": 1, "years of age": 1},
    "points": {"": 1, "/10": 1, "/ 10": 1, "out of 10": 1},
    "bmi": {"": 1, "bmi": 1},
}  # fmt: skip


def parse_number(text: str, unit: str) -> float | None:
    """Read a number in the question's unit, or None when it cannot be understood.

    A decimal comma is accepted, and "about" or "~" before the number; a sign, an exponent, a bare
    word, or a number with `two_readings` is not.
    """
    if two_readings(text):
        return None
    folded = _folded(text)
    for pattern, first, second in _TWO_PARTS.get(unit, ()):
        if found := re.fullmatch(pattern, folded):
            return _value(found[1]) * first + _value(found[2] or "0") * second
    found = re.fullmatch(rf"{_NUMBER}\s*([a-z/][a-z0-9/ ]*)?", folded)
    factor = _FACTORS.get(unit, {"": 1.0}).get((found[2] or "").strip()) if found else None
    return _value(found[1]) * factor if found and factor is not None else None


def two_readings(text: str) -> tuple[str, str] | None:
    """Return what `1.200` or `1,200` may mean, 1200 here and 1.200 there; None if it is clear.

    Half the world groups thousands with the sign that the other half puts before decimals.
    """
    found = re.match(_TWO_READINGS, _folded(text))
    return (f"{found[1]}{found[2]}", f"{found[1]}.{found[2]}") if found else None


def without_week(text: str) -> str:
    """Return `30 miles per week` without its ending, for a question that asks about a week."""
    return re.sub(_A_WEEK, "", text.strip())


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


def _folded(text: str) -> str:
    """One case, one kind of quote, single spaces; without "about", a last stop, or 12 000's gap."""
    plain = " ".join(text.casefold().translate(_QUOTES).split()).removesuffix(".")
    plain = re.sub(rf"^{_ABOUT}", "", plain)
    return re.sub(_THOUSANDS, lambda found: found[0].replace(" ", ""), plain)


def _value(text: str) -> float:
    return float(text.replace(",", "."))
