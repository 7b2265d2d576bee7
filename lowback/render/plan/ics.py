"""A plan as a calendar file: one all-day event for each run and strength day.

The titles say nothing about pain or health, because calendars are often shared.
"""

from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event

from lowback.render.plan.words import cap_words, run_words
from lowback.result.plan import Plan


def plan_ics(plan: Plan) -> str:
    """Return the calendar; the same plan gives the same bytes."""
    calendar = Calendar()
    calendar.add("prodid", f"-//lowback//{plan.lowback_version}//EN")
    calendar.add("version", "2.0")
    exercises = "; ".join(f"{each.name}: {each.dose}" for each in plan.exercises)
    for week in plan.weeks:
        for run in week.runs:
            text = f"{week.note} {cap_words(plan)}"
            calendar.add_component(_event(plan, run.date, f"Run: {run_words(run)}", text))
        for day in week.strength:
            calendar.add_component(_event(plan, day, "Strength exercises", exercises))
    return str(calendar.to_ical(), encoding="utf-8")


def _event(plan: Plan, day: str, title: str, text: str) -> Event:
    kind = "run" if title.startswith("Run") else "strength"
    event, on = Event(), date.fromisoformat(day)
    event.add("uid", f"{day}-{kind}-{plan.starts_on}@lowback")
    event.add("dtstamp", datetime.combine(date.fromisoformat(plan.assessed_on), time(), UTC))
    event.add("dtstart", on)
    event.add("dtend", on + timedelta(days=1))
    event.add("summary", title)
    event.add("description", text)
    event.add("transp", "TRANSPARENT")
    return event
