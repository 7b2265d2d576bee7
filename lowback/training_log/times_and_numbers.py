"""Turn columns of text into local times and numbers, a whole column at a time.

A value that cannot be read becomes null; the caller names its row. Times of day without a
zone stay as they are; UTC becomes the runner's local time with daylight saving.
"""

import time
from datetime import date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import polars as pl

from lowback.errors import LowbackError, Problem
from lowback.training_log.words import IN_NUMBERS, in_numbers

MISSING = ("", "--", "-")
EPOCH = datetime(1970, 1, 1)
STEP = 6 * 86_400
_GROUPED_BY_COMMA = r"^-?\d{1,3}(,\d{3})+$"
_GROUPED_BY_DOT = r"^-?\d{1,3}(\.\d{3})+$"


def moments(text: pl.Series, *formats: str) -> pl.Series:
    """Read times in the first of these formats that fits each value."""
    found = _moments(text, formats[0])
    if found.null_count() == 0:
        return found
    cleaned = (
        text.str.replace_all(r"\s+", " ")
        .str.strip_chars()
        .str.replace("Sept ", "Sep ", literal=True)
    )
    for each in formats:
        found = found.zip_with(found.is_not_null(), _moments(cleaned, each))
    if found.null_count() == 0:
        return found
    return found.zip_with(found.is_not_null(), _moments(in_numbers(cleaned), IN_NUMBERS))


def numbers(text: pl.Series, *, decimal_comma: bool) -> pl.Series:
    """Read numbers; the values tell the decimal sign, else the language of the headers does."""
    said = text.str.strip_chars()
    said = said.set(said.is_in(list(MISSING)), None)
    plain = said.cast(pl.Float64, strict=False)
    if not decimal_comma and plain.is_finite().sum() == len(said) - said.null_count():
        return plain
    if _tells_comma(said, unless=decimal_comma):
        said = said.str.replace_all(".", "", literal=True).str.replace(",", ".", literal=True)
    else:
        said = said.str.replace_all(",", "", literal=True)
    is_plain = said.str.contains(r"^-?\d+(\.\d+)?$").fill_null(value=False)
    return said.set(~is_plain, None).cast(pl.Float64)


def minutes(text: pl.Series) -> pl.Series:
    """Read `0:28:10.5`, `00:31:24` or `26:11` as minutes."""
    parts = text.str.extract_groups(r"^(?:(\d+):)?(\d{1,2}):(\d{2}(?:\.\d+)?)$").struct.unnest()
    hours, whole, seconds = (parts.to_series(at).cast(pl.Float64) for at in range(3))
    return hours.fill_null(0) * 60 + whole + seconds / 60


def to_local(utc: pl.Series, zone: str | None, today: date) -> pl.Series:
    """Return the runner's wall-clock time for times in UTC; `zone` None is this computer's."""
    first, last = utc.min(), utc.max()
    if not isinstance(first, datetime) or not isinstance(last, datetime):
        return utc
    limit = datetime(today.year, today.month, today.day) + timedelta(days=2)
    offsets = _offsets(_seconds(max(first, EPOCH)), _seconds(min(last, limit)), known_zone(zone))
    changes = pl.Series([EPOCH + timedelta(seconds=start) for start, _ in offsets[1:]])
    moves = pl.Series([timedelta(seconds=offset) for _, offset in offsets])
    at = changes.cast(utc.dtype).search_sorted(utc, side="right")
    return utc + moves.cast(pl.Duration("us")).gather(at)


def known_zone(name: str | None) -> tzinfo | None:
    """Return the zone of that name, None for this computer's.

    Raises:
        LowbackError: if there is no such zone.
    """
    if name is None:
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        message = f"`{name}` is not a time zone; write one such as Europe/London"
        raise LowbackError([Problem("--time-zone", message)]) from None


def _moments(text: pl.Series, form: str) -> pl.Series:
    return text.str.strptime(pl.Datetime("us"), form, strict=False)


def _tells_comma(said: pl.Series, *, unless: bool) -> bool:
    """Whether the decimal sign is a comma: told by the values, else `unless` decides."""
    commas = said.filter(said.str.contains(",", literal=True).fill_null(value=False))
    dots = said.filter(said.str.contains(".", literal=True).fill_null(value=False))
    comma_last = commas.str.contains(r",\d*$") & ~commas.str.contains(_GROUPED_BY_COMMA)
    dot_last = dots.str.contains(r"\.\d*$") & ~dots.str.contains(_GROUPED_BY_DOT)
    if comma_last.any() != dot_last.any():
        return bool(comma_last.any())
    return unless


def _offsets(first: int, last: int, zone: tzinfo | None) -> list[tuple[int, int]]:
    """List from which second on which offset holds; no zone changes there and back in a step."""
    steps = [(first, _offset(first, zone))]
    here = first
    while here <= last:
        there = here + STEP
        if _offset(there, zone) != steps[-1][1]:
            there = _change(here, there, zone)
            steps.append((there, _offset(there, zone)))
        here = there
    return steps


def _change(before: int, after: int, zone: tzinfo | None) -> int:
    """Return the first second with another offset."""
    old = _offset(before, zone)
    while after - before > 1:
        middle = (before + after) // 2
        before, after = (middle, after) if _offset(middle, zone) == old else (before, middle)
    return after


def _offset(second: int, zone: tzinfo | None) -> int:
    """Return the seconds east of UTC at a second since 1970."""
    if zone is None:
        return time.localtime(second).tm_gmtoff
    there = datetime.fromtimestamp(second, zone).utcoffset()
    return int(there.total_seconds()) if there is not None else 0


def _seconds(utc: datetime) -> int:
    return int((utc - EPOCH).total_seconds())
