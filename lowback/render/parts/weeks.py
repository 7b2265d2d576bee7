"""Twelve weeks of running as bars of text, and as a drawing for the HTML report.

The drawing is one SVG without scripts, colours of its own or links; what it shows stands in
its title and description too.
"""

from datetime import date
from html import escape

from lowback.engine.training import TrainingPicture, TrainingWeek
from lowback.render import Look
from lowback.render.parts.words import plain, to_ascii

TITLE = "Training in the weeks before the pain"
LABEL, NUMBER, GAP = 6, 5, 1
WIDEST = 100
BAR_WIDTH, BAR_GAP, HIGH, TOP, BOTTOM = 34, 10, 120, 24, 44


def weeks_lines(training: TrainingPicture, look: Look) -> list[str]:
    """Return one line for each week, then what the marks mean."""
    width = min(look.width, WIDEST)
    mark = max((len(" ".join(_marks(week, training))) for week in training.weeks), default=0)
    room = max(width - LABEL - 2 * NUMBER - mark - 4 * GAP, 4)
    most = max((week.km or 0.0 for week in training.weeks), default=0.0)
    head = f"{'Week':<{LABEL}} {'':<{room}} {'km':>{NUMBER}} {'long':>{NUMBER}}"
    lines = [head, *(_line(week, training, room, most) for week in training.weeks)]
    cleaned = [plain(line).rstrip() for line in lines]
    return list(map(to_ascii, cleaned)) if look.ascii_only else cleaned


def weeks_notes(training: TrainingPicture) -> tuple[str, ...]:
    """Say in sentences what the picture marks: the day the pain began, the spike."""
    notes = [f"pain: the pain began on {_day(training.pain_began)}."]
    if training.spike is not None:
        spike = training.spike
        notes.append(
            f"spike: {spike.km:.1f} km on {_day(spike.date)}, {spike.ratio:.1f} times the longest "
            f"run of the 30 days before ({spike.longest_before_km:.1f} km)."
        )
    if any(week.km is None for week in training.weeks):
        notes.append("not known: the log had not begun.")
    return tuple(notes)


def weeks_svg(training: TrainingPicture) -> str:
    """Return the picture as an SVG element that stands on its own."""
    most = max((week.km or 0.0 for week in training.weeks), default=0.0) or 1.0
    width = BAR_GAP + len(training.weeks) * (BAR_WIDTH + BAR_GAP)
    height = TOP + HIGH + BOTTOM
    bars = "".join(
        _bar(week, training, BAR_GAP + at * (BAR_WIDTH + BAR_GAP), most)
        for at, week in enumerate(training.weeks)
    )
    return (
        f'<svg class="weeks" role="img" viewBox="0 0 {width} {height}" '
        'xmlns="http://www.w3.org/2000/svg" font-family="sans-serif" font-size="10" '
        f'text-anchor="middle"><title>{escape(TITLE)}</title>'
        f"<desc>{escape(_described(training))}</desc>{bars}</svg>"
    )


def _line(week: TrainingWeek, training: TrainingPicture, room: int, most: float) -> str:
    if week.km is None:
        return f"{_short(week.start):>{LABEL}} not known"
    filled = round(room * week.km / most) if most else 0
    bar = "█" * (max(filled, 1) if week.km else 0)
    marks = " ".join(_marks(week, training))
    numbers = f"{week.km:>{NUMBER}.1f} {week.longest_km or 0:>{NUMBER}.1f}"
    return f"{_short(week.start):>{LABEL}} {bar:<{room}} {numbers} {marks}"


def _marks(week: TrainingWeek, training: TrainingPicture) -> list[str]:
    found = ["spike"] if training.spike and _holds(week, training.spike.date) else []
    return [*found, "pain"] if _holds(week, training.pain_began) else found


def _bar(week: TrainingWeek, training: TrainingPicture, left: int, most: float) -> str:
    middle, floor = left + BAR_WIDTH / 2, TOP + HIGH
    day = _text(middle, floor + 14, _short(week.start))
    marks = "".join(
        _text(middle, floor + 26 + 12 * at, each, 'font-weight="bold"')
        for at, each in enumerate(_marks(week, training))
    )
    if week.km is None:
        return _text(middle, floor - 4, "?") + day + marks
    high, long = (HIGH * value / most for value in (week.km, week.longest_km or 0.0))
    return (
        f'<rect x="{left}" y="{floor - high:.1f}" width="{BAR_WIDTH}" height="{high:.1f}" '
        'fill="currentColor" fill-opacity="0.35"/>'
        f'<rect x="{left}" y="{floor - long:.1f}" width="{BAR_WIDTH}" height="{long:.1f}" '
        'fill="currentColor" fill-opacity="0.45"/>'
        f"{_text(middle, floor - high - 4, f'{week.km:.0f}')}{day}{marks}"
    )


def _text(x: float, y: float, text: str, more: str = "") -> str:
    return f'<text x="{x:g}" y="{y:.1f}" fill="currentColor" {more}>{escape(plain(text))}</text>'


def _described(training: TrainingPicture) -> str:
    weeks = "; ".join(f"week of {_short(week.start)}: {_said(week)}" for week in training.weeks)
    return plain(f"{weeks}. {' '.join(weeks_notes(training))}")


def _said(week: TrainingWeek) -> str:
    if week.km is None:
        return "not known"
    return f"{week.km:.1f} km, longest {week.longest_km or 0:.1f}"


def _holds(week: TrainingWeek, day: str) -> bool:
    start, asked = _date(week.start), _date(day)
    return bool(start and asked and 0 <= (asked - start).days <= 6)  # noqa: PLR2004 - a week


def _short(day: str) -> str:
    found = _date(day)
    return f"{found.day} {found:%b}" if found else day[:LABEL]


def _day(day: str) -> str:
    found = _date(day)
    return f"{found.day} {found:%B %Y}" if found else day


def _date(day: str) -> date | None:
    try:
        return date.fromisoformat(day)
    except ValueError:
        return None
