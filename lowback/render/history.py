"""Saved assessments over time: a list, and charts of pain, running and fits as text."""

from collections.abc import Iterable, Sequence

from lowback.engine.assessment import Assessment, RankedCause
from lowback.knowledge.schema import DailyCheck
from lowback.render import Look
from lowback.render.parts.terminal_page import Page
from lowback.render.parts.words import FIT_WORDS, LIGHT_WORDS, RELEVANT, URGENCY_WORDS
from lowback.result.check_in import CheckIn
from lowback.result.plan_document import Plan
from lowback.result.standing import standing

Daily = Sequence[CheckIn]
Entries = Sequence[tuple[str, Assessment]]
TEN = 10
HEADERS = ("Saved", "Urgency", "Pain", "First source", "Fit")


def history_list(entries: Entries, look: Look) -> str:
    """Return one row, or on a narrow page one paragraph, for each saved assessment."""
    page = Page(look)
    rows = [(name, *_row(assessment)) for name, assessment in entries]
    if page.has_tables:
        page.table(HEADERS, rows)
    else:
        for row in rows:
            said = zip(HEADERS[1:], row[1:], strict=True)
            text = ", ".join(f"{header.lower()} {each}" for header, each in said)
            page.bullet(text, lead=f"{row[0]}: ")
    return page.text()


def trend(entries: Entries, look: Look) -> str:
    """Return the charts, oldest first: pain, whether running is allowed, the fits."""
    page = Page(look)
    page.heading("Pain, 0 to 10")
    for name, assessment in entries:
        page.paragraph(f"{name:<13} {_bar(pain_now(assessment), page.width)}")
    page.heading("May I run?")
    for name, assessment in entries:
        light = assessment.triage.running.light
        page.paragraph(f"{name:<13} {LIGHT_WORDS.get(light, light)}")
    for cause in _shown_causes(entries):
        page.heading(cause.name)
        for name, assessment in entries:
            page.paragraph(f"{name:<13} {_fit(cause.id, assessment)}")
    return page.text()


def daily_trend(plan: Plan, told: Daily, earlier: Daily, daily: DailyCheck, look: Look) -> str:
    """Return the pain of every check-in as a chart, and the week that each left the plan in."""
    page = Page(look)
    page.heading("Pain in the daily check, 0 to 10")
    for each in earlier:
        page.paragraph(f"{each.day:<13} {_bar(each.pain, page.width)}")
    for at, each in enumerate(told, start=1):
        now = standing(plan, told[:at], daily)
        where = "stopped" if now.stopped else f"week {now.week}" if plan.weeks else "no runs"
        page.paragraph(f"{each.day:<13} {_bar(each.pain, page.width - len(where) - 2)}  {where}")
    return page.text()


def pain_now(assessment: Assessment) -> float | None:
    """Return the pain that was rated, if it was."""
    for each in assessment.answers:
        if each.question == "pain_now" and isinstance(each.value, int | float):
            return float(each.value)
    return None


def _row(assessment: Assessment) -> tuple[str, str, str, str]:
    pain = pain_now(assessment)
    first = assessment.sources[0] if assessment.sources else None
    return (
        URGENCY_WORDS[assessment.triage.urgency],
        "-" if pain is None else f"{pain:g}",
        first.name if first else "not ranked",
        FIT_WORDS[first.fit] if first else "-",
    )


def _bar(value: float | None, width: int) -> str:
    if value is None:
        return "not rated"
    room = min(max(width - 20, 5), 4 * TEN)
    filled = min(max(round(room * value / TEN), 0), room)
    return f"{'█' * filled}{'░' * (room - filled)} {value:g}"


def _fit(cause: str, assessment: Assessment) -> str:
    found = next((each for each in _ranked(assessment) if each.id == cause), None)
    if found is None:
        return "not ranked"
    filled = min(max(round(TEN * found.score), 0), TEN)
    return f"{'█' * filled}{'░' * (TEN - filled)} {FIT_WORDS[found.fit]}"


def _shown_causes(entries: Entries) -> Iterable[RankedCause]:
    """The causes that were relevant at least once, by their last name."""
    found: dict[str, RankedCause] = {}
    for _, assessment in entries:
        for each in _ranked(assessment):
            if each.fit in RELEVANT or each.id in found:
                found[each.id] = each
    return found.values()


def _ranked(assessment: Assessment) -> tuple[RankedCause, ...]:
    return (*assessment.sources, *assessment.contributors)
