"""A plan as Markdown: reads well as plain text, prints well from any viewer."""

import re

from lowback.knowledge.schema import Knowledge
from lowback.render.parts.words import WHAT_IT_IS, plain
from lowback.render.plan.words import (
    cap_words,
    day_words,
    left_out_words,
    reference_lines,
    run_words,
    when_seen,
)
from lowback.result.plan_document import Plan, PlannedExercise, PlannedWeek

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|])")


def plan_markdown(plan: Plan, knowledge: Knowledge) -> str:
    """Return the whole plan; what does not apply to its page is left out."""
    parts = [
        f"# {_safe(plan.title)}",
        f"From {day_words(plan.starts_on)} ({plan.starts_on}). "
        f"Made from the check of {plan.assessed_on}. {WHAT_IT_IS}",
        *(f"**Note:** {_safe(each)}" for each in plan.notes),
        _titled("May I run?", plan.running_advice),
        _listed("Meanwhile", plan.meanwhile),
        *_running(plan),
        _listed("Strength days", plan.strength_rules),
        *(_exercise(each) for each in plan.exercises),
        _listed("Not now, and when again", tuple(left_out_words(each) for each in plan.left_out)),
        _listed("Back to running", plan.back_to_running),
        _listed("At the visit", plan.at_the_visit),
        _titled("When to be seen", when_seen(plan)),
        _titled("How sure is this?", plan.evidence),
        _listed("When to get help", plan.safety_net),
        _listed("Limits", plan.limits),
        _listed("References", reference_lines(plan, knowledge)),
        f"lowback {plan.lowback_version}, knowledge {plan.knowledge.version} "
        f"(sha256 {plan.knowledge.sha256[:12]})",
    ]
    return "\n\n".join(each for each in parts if each) + "\n"


def _running(plan: Plan) -> tuple[str, ...]:
    return (
        _listed("Before you start", plan.before_you_start),
        _safe(plan.not_yet),
        _listed("Pain rules", plan.pain_rules),
        _safe(plan.moving_on),
        _titled("Your limit", cap_words(plan)),
        "## Week by week" if plan.weeks else "",
        *(_week(each) for each in plan.weeks),
    )


def _week(week: PlannedWeek) -> str:
    lines = [f"- {day_words(each.date)}: {run_words(each)}" for each in week.runs]
    if week.strength:
        lines.append(f"- Strength: {' and '.join(day_words(each) for each in week.strength)}")
    days = "\n".join(lines)
    return f"### Week {week.number}: {_safe(week.title)}\n\n{days}\n\n{_safe(week.note)}"


def _exercise(exercise: PlannedExercise) -> str:
    steps = "\n".join(f"{at}. {_safe(each)}" for at, each in enumerate(exercise.steps, start=1))
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
    said = "\n".join(f"- {name}: {_safe(text)}" for name, text in fields.items() if text)
    return f"### {_safe(exercise.name)}\n\n{steps}\n\n{said}"


def _listed(title: str, items: tuple[str, ...] | list[str]) -> str:
    lines = "\n".join(f"- {_safe(each)}" for each in items)
    return f"## {title}\n\n{lines}" if items else ""


def _titled(title: str, text: str) -> str:
    return f"## {title}\n\n{_safe(text)}" if text else ""


def _safe(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", plain(text).replace("\n", " "))
