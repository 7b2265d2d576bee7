"""A plan for the terminal: wrapped lines, what to do first at the top."""

from lowback.knowledge.schema import Knowledge
from lowback.render import Look
from lowback.render.parts.terminal_page import Page
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


def plan_terminal(plan: Plan, knowledge: Knowledge, look: Look) -> str:
    """Return the whole plan as lines of at most `look.width` columns."""
    page = Page(look)
    page.title(plan.title)
    page.paragraph(f"From {day_words(plan.starts_on)}. Made from the check of {plan.assessed_on}.")
    page.paragraph(WHAT_IT_IS)
    _listed(page, "Please note", plan.notes)
    _titled(page, "May I run?", plan.running_advice)
    _listed(page, "Meanwhile", plan.meanwhile)
    _running(page, plan)
    _listed(page, "Strength days", plan.strength_rules)
    for exercise in plan.exercises:
        _exercise(page, exercise)
    _listed(page, "Not now, and when again", [left_out_words(each) for each in plan.left_out])
    _listed(page, "Back to running", plan.back_to_running)
    _listed(page, "At the visit", plan.at_the_visit)
    _titled(page, "When to be seen", when_seen(plan))
    _titled(page, "How sure is this?", plan.evidence)
    _listed(page, "When to get help", plan.safety_net)
    _listed(page, "Limits", plan.limits)
    _listed(page, "References", reference_lines(plan, knowledge))
    return page.text()


def _running(page: Page, plan: Plan) -> None:
    _listed(page, "Before you start", plan.before_you_start)
    if plan.not_yet:
        page.paragraph(plan.not_yet)
    _listed(page, "Pain rules", plan.pain_rules)
    if plan.moving_on:
        page.paragraph(plan.moving_on)
    _titled(page, "Your limit", cap_words(plan))
    for week in plan.weeks:
        _week(page, week)


def _week(page: Page, week: PlannedWeek) -> None:
    page.heading(f"Week {week.number}: {week.title}")
    for run in week.runs:
        page.bullet(run_words(run), lead=f"{day_words(run.date)}: ")
    if week.strength:
        page.bullet(" and ".join(day_words(each) for each in week.strength), lead="Strength: ")
    page.paragraph(week.note)


def _exercise(page: Page, exercise: PlannedExercise) -> None:
    page.heading(exercise.name)
    for number, step in enumerate(exercise.steps, 1):
        page.bullet(step, marker=f"{number}.")
    fields = {
        "You need": exercise.kit,
        "Change for you": exercise.change,
        "Begin with": exercise.dose,
        "Each week": exercise.progression,
        "Easier": exercise.easier,
        "Harder": exercise.harder,
        "Take care": exercise.caution,
    }
    for name, text in fields.items():
        if text:
            page.paragraph(text, lead=f"{name}: ")


def _listed(page: Page, title: str, items: tuple[str, ...] | list[str]) -> None:
    if items:
        page.heading(title)
    for each in items:
        page.bullet(each)


def _titled(page: Page, title: str, text: str) -> None:
    if text:
        page.heading(title)
        page.paragraph(text)
