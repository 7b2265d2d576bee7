"""The sentences that every form of a plan shares."""

from datetime import date

from lowback.knowledge.schema import Knowledge
from lowback.render.parts.words import plain, reference_text
from lowback.result.plan import Plan, PlannedRun

TITLE = "Eight weeks back to running"


def run_words(run: PlannedRun) -> str:
    """Return one run in words, such as `8 x (1 min run, 2 min walk)`."""
    if run.repeats == 1 and not run.walk_minutes:
        return f"{run.run_minutes:g} min easy run"
    return f"{run.repeats} x ({run.run_minutes:g} min run, {run.walk_minutes:g} min walk)"


def cap_words(plan: Plan) -> str:
    """Return the limit for one run, in kilometres when the longest run is known."""
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
