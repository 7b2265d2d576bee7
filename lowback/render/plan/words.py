"""The sentences that every form of a plan shares."""

from datetime import date

from lowback.knowledge.schema import Knowledge
from lowback.render.parts.citations import reference_text
from lowback.render.parts.words import plain
from lowback.result.plan_document import LeftOut, Plan, PlannedRun


def run_words(run: PlannedRun) -> str:
    """Return one run or walk in words, such as `24 min: run 4 min, walk 1 min, in turn`."""
    amount = f"{run.amount:g} {run.unit}"
    if run.kind == "walk":
        return f"{amount} brisk walk"
    if not run.walk_minutes:
        return f"{amount} easy run"
    return f"{amount}: run {run.run_minutes:g} min, walk {run.walk_minutes:g} min, in turn"


def when_seen(plan: Plan) -> str:
    """Return when to do the check again and by when to be seen."""
    return (
        f"Do the check again on {day_words(plan.check_again)}. "
        f"See someone by {day_words(plan.see_someone_by)}, {plan.see_why}."
    )


def left_out_words(exercise: LeftOut) -> str:
    """Return why an exercise is left out and when it may come back."""
    return f"{exercise.name}: {exercise.because} {exercise.back}"


def cap_words(plan: Plan) -> str:
    """Return the limit for one run, in kilometres when the longest run is known."""
    if not plan.cap:
        return ""
    if plan.cap_km is None or plan.longest_km is None:
        return plan.cap
    return (
        f"{plan.cap} Yours was {plan.longest_km:g} km, so no run of this plan goes beyond "
        f"{plan.cap_km:g} km, even if the minutes are not up."
    )


def day_words(day: str) -> str:
    """Return a date as `Mon 23 Nov`."""
    found = date.fromisoformat(day)
    return f"{found:%a} {found.day} {found:%b}"


def reference_lines(plan: Plan, knowledge: Knowledge) -> list[str]:
    """Return the references of the plan and its exercises, each once."""
    cited = dict.fromkeys(
        (*plan.references, *(name for each in plan.exercises for name in each.references))
    )
    known = knowledge.references
    return [plain(reference_text(known[each]) if each in known else each) for each in cited]
