"""Dates with the month in words, as services write them in the runner's language.

The names of months are those of the Unicode CLDR for thirteen languages (a test compares them
with Babel's). A name that is another month in another language is left out: none is guessed.
"""

import re

import polars as pl

MONTHS = {
    1: (
        "ene enero gen gennaio jan janeiro januar januari january janv janvier led leden ledna "
        "sty styczeń stycznia tammi tammikuu tammikuuta"
    ),
    2: (
        "feb febbraio febrero februar februari february fev fevereiro févr février helmi "
        "helmikuu helmikuuta lut lutego luty úno únor února"
    ),
    3: (
        "bře březen března maalis maaliskuu maaliskuuta maart mar marca march mars marts marzec "
        "marzo março mrt mär märz"
    ),
    4: (
        "abr abril apr april aprile avr avril dub duben dubna huhti huhtikuu huhtikuuta kwi "
        "kwiecień kwietnia"
    ),
    5: "kvě květen května mag maggio mai maio maj maja may mayo mei touko toukokuu toukokuuta",
    6: (
        "cze czerwca czerwiec giu giugno juin jun june junho juni junio kesä kesäkuu kesäkuuta "
        "červen června čvn"
    ),
    7: (
        "heinä heinäkuu heinäkuuta juil juillet jul julho juli julio july lip lipca lipiec lug "
        "luglio července červenec čvc"
    ),
    8: (
        "ago agosto août aug august augusti augustus elo elokuu elokuuta sie sierpień sierpnia "
        "srp srpen srpna"
    ),
    9: (
        "sep sept september septembre septiembre set setembro settembre syys syyskuu syyskuuta "
        "wrz wrzesień września zář září"
    ),
    10: (
        "loka lokakuu lokakuuta oct october octobre octubre okt oktober ott ottobre out outubro "
        "paź październik października říj říjen října"
    ),
    11: (
        "lis listopad listopada listopadu marras marraskuu marraskuuta nov november novembre "
        "novembro noviembre"
    ),
    12: (
        "dec december des desember dez dezember dezembro dic dicembre diciembre déc décembre "
        "gru grudnia grudzień joulu joulukuu joulukuuta pro prosince prosinec"
    ),
}
_NUMBER_OF = {word: number for number, words in MONTHS.items() for word in words.split()}
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
    months = {month for word in _MONTH.findall(text) if (month := _NUMBER_OF.get(_plain(word)))}
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
