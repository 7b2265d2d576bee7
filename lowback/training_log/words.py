"""Dates with the month in words, as services write them in the runner's language.

The names of months come from the Unicode CLDR, through Babel. A name that is another month in
another language is left out, so that none is guessed.
"""

import re
from functools import cache

import polars as pl

LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "pt", "sv", "da", "nb", "fi", "pl", "cs")
_MONTH = re.compile(r"[^\W\d_]{3,}")
_DAY = re.compile(r"(?<![\d:])(\d{1,2})(?![\d:])")
_YEAR = re.compile(r"(?<!\d)(\d{4})(?!\d)")
_TIME = re.compile(r"(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?\s*([ap]\.?\s?m\.?)?", re.IGNORECASE)
IN_NUMBERS = "%Y-%m-%d %H:%M:%S"
NOON = 12


def in_numbers(text: pl.Series) -> pl.Series:
    """Write dates that name their month as `2026-08-20 11:01:45`; the others stay as they are."""
    named = text.str.contains(r"\p{L}{3,}").fill_null(value=False)
    if not named.any():
        return text
    distinct = text.filter(named).unique().to_list()
    return text.replace({each: _numbered(each) or each for each in distinct})


def _numbered(text: str) -> str | None:
    months = {month for word in _MONTH.findall(text) if (month := _months().get(_plain(word)))}
    time = _TIME.search(text)
    rest = text.replace(time[0], " ") if time else text
    days, years = _DAY.findall(rest), _YEAR.findall(rest)
    if len(months) != 1 or len(days) != 1 or len(years) != 1:
        return None
    return f"{years[0]}-{months.pop():02d}-{int(days[0]):02d} {_clock(time)}"


def _clock(time: "re.Match[str] | None") -> str:
    if time is None:
        return "00:00:00"
    hour = int(time[1])
    if time[4]:
        hour = hour % NOON + (NOON if time[4][0] in "pP" else 0)
    return f"{hour:02d}:{time[2]}:{time[3] or '00'}"


def _plain(word: str) -> str:
    return word.casefold().rstrip(".")


@cache
def _months() -> dict[str, int]:
    from babel import Locale  # noqa: PLC0415 - only who has such dates needs it

    found: dict[str, set[int]] = {}
    for language in LANGUAGES:
        for form in Locale(language).months.values():
            for width in ("wide", "abbreviated"):
                for number, name in form[width].items():
                    for word in _MONTH.findall(name):
                        found.setdefault(_plain(word), set()).add(number)
    return {name: numbers.pop() for name, numbers in found.items() if len(numbers) == 1}
