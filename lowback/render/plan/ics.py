"""A plan as a calendar file: one all-day event for each run, walk and strength day.

The titles say nothing about pain or health, because calendars are often shared. Every event
has an id of this plan and its place in it, so two people's calendars never collide and a plan
that was moved replaces itself.
"""

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID, uuid5

from icalendar import Calendar, Event

from lowback.render.plan.words import cap_words, run_words
from lowback.result.plan_document import Plan

CHECK = "Five-minute check"


def plan_ics(plan: Plan) -> str:
    """Return the calendar; the same plan gives the same bytes."""
    calendar = Calendar()
    calendar.add("prodid", f"-//lowback//{plan.lowback_version}//EN")
    calendar.add("version", "2.0")
    exercises = "; ".join(f"{each.name}: {each.dose}" for each in plan.exercises)
    for week in plan.weeks:
        for at, run in enumerate(week.runs):
            title = f"{run.kind.capitalize()}: {run_words(run)}"
            text = f"{week.note} {cap_words(plan)}".strip()
            calendar.add_component(_event(plan, f"run-{week.number}-{at}", run.date, title, text))
        for at, day in enumerate(week.strength if plan.exercises else ()):
            place = f"strength-{week.number}-{at}"
            calendar.add_component(_event(plan, place, day, "Strength exercises", exercises))
    again = "Do the check again: lowback assess"
    calendar.add_component(_event(plan, "check", plan.check_again, CHECK, again))
    return str(calendar.to_ical(), encoding="utf-8")


def _event(plan: Plan, place: str, day: str, title: str, text: str) -> Event:
    event, on = Event(), date.fromisoformat(day)
    event.add("uid", f"{uuid5(UUID(plan.id), place)}@lowback")
    event.add("dtstamp", datetime.combine(date.fromisoformat(plan.assessed_on), time(), UTC))
    event.add("dtstart", on)
    event.add("dtend", on + timedelta(days=1))
    event.add("summary", title)
    event.add("description", text)
    event.add("transp", "TRANSPARENT")
    return event
