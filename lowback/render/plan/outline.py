"""A plan from its title to its references, said once for terminal and Markdown."""

from collections.abc import Iterable

from lowback.knowledge.schema import Knowledge
from lowback.render.parts.drawing import drawing_lines
from lowback.render.parts.sheet import Sheet
from lowback.render.parts.subject import edition
from lowback.render.parts.words import WHAT_IT_IS
from lowback.render.plan.words import (
    cap_words,
    day_words,
    left_out_words,
    reference_lines,
    run_words,
    when_seen,
)
from lowback.result.plan_document import Plan, PlannedExercise, PlannedWeek


def write_plan(page: Sheet, plan: Plan, knowledge: Knowledge) -> None:
    """Write the whole plan; what does not apply to its page is left out."""
    page.paragraph(f"From {day_words(plan.starts_on)}. Made from the check of {plan.assessed_on}.")
    page.paragraph(WHAT_IT_IS)
    _listed(page, "Please note", plan.notes)
    _titled(page, "May I run?", plan.running_advice)
    _listed(page, "Meanwhile", plan.meanwhile)
    _running(page, plan)
    _listed(page, "Strength days", plan.strength_rules)
    for exercise in plan.exercises:
        _exercise(page, exercise)
    _listed(page, "Not now, and when again", map(left_out_words, plan.left_out))
    _listed(page, "Back to running", plan.back_to_running)
    _listed(page, "At the visit", plan.at_the_visit)
    _titled(page, "When to be seen", when_seen(plan))
    _titled(page, "How sure is this?", plan.evidence)
    _listed(page, "When to get help", plan.safety_net)
    _listed(page, "Limits", plan.limits)
    _listed(page, "References", reference_lines(plan, knowledge))
    made_with = edition(plan.knowledge.version, plan.knowledge.sha256)
    page.paragraph(f"lowback {plan.lowback_version}, knowledge {made_with}")


def _running(page: Sheet, plan: Plan) -> None:
    _listed(page, "Before you start", plan.before_you_start)
    if plan.not_yet:
        page.paragraph(plan.not_yet)
    _listed(page, "Pain rules", plan.pain_rules)
    if plan.moving_on:
        page.paragraph(plan.moving_on)
    _titled(page, "Your limit", cap_words(plan))
    for week in plan.weeks:
        _week(page, week)


def _week(page: Sheet, week: PlannedWeek) -> None:
    page.heading(f"Week {week.number}: {week.title}")
    for run in week.runs:
        page.bullet(run_words(run), lead=f"{day_words(run.date)}: ")
    if week.strength:
        page.bullet(" and ".join(map(day_words, week.strength)), lead="Strength: ")
    page.paragraph(week.note)


def _exercise(page: Sheet, exercise: PlannedExercise) -> None:
    page.heading(exercise.name)
    page.drawing(drawing_lines(exercise.id))
    for number, step in enumerate(exercise.steps, 1):
        page.numbered(f"{number}.", step)
    fields = {
        "You need": exercise.kit,
        "Change for you": exercise.change,
        "Begin with": exercise.dose,
        "Each week": exercise.progression,
        "Easier": exercise.easier,
        "Harder": exercise.harder,
        "Leave it out with": "; ".join(exercise.not_with),
        "Take care": exercise.caution,
    }
    for name, text in fields.items():
        if text:
            page.bullet(text, lead=f"{name}: ")


def _listed(page: Sheet, title: str, items: Iterable[str]) -> None:
    lines = list(items)
    if lines:
        page.heading(title)
    for line in lines:
        page.bullet(line)


def _titled(page: Sheet, title: str, text: str) -> None:
    if text:
        page.heading(title)
        page.paragraph(text)
