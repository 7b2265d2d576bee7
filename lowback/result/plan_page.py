"""Which page of the plan a result gets: by the running advice, by a fact, by the first source."""

from lowback.engine.answers import Answers
from lowback.engine.assessment import Assessment, Fit
from lowback.engine.conditions import holds
from lowback.knowledge.schema import Condition, Knowledge, PlanPage, Urgency

FORBIDS = frozenset({"red", "none"})
FITS = frozenset({Fit.POSSIBLE, Fit.LIKELY, Fit.VERY_LIKELY})


def page_for(assessment: Assessment, answers: Answers, knowledge: Knowledge) -> PlanPage:
    """Return the first page that the running advice, the first source or a fact asks for.

    The authors write the strictest page first. A fact speaks only where no rule has a say.
    """
    advice, source = assessment.triage.running.id, first_source(assessment)
    calm = assessment.triage.urgency is Urgency.SELF_CARE
    other = "may_run" if may_run(assessment, knowledge) else "may_not_run"
    wanted = [
        page
        for page in knowledge.plan_pages.values()
        if advice in page.running
        or source in page.leading
        or (calm and is_true(page.when, answers, knowledge))
        or page.otherwise == other
    ]
    return wanted[0]


def may_run(assessment: Assessment, knowledge: Knowledge) -> bool:
    """Whether the running advice of a result, as this knowledge has it, allows running."""
    running = assessment.triage.running
    advice = knowledge.running.get(running.id)
    return advice is not None and advice.allows_running and running.light not in FORBIDS


def first_source(assessment: Assessment) -> str:
    """Return the source that stands first and at least may be it, else nothing."""
    for source in assessment.sources:
        if source.rank == 1 and source.fit in FITS:
            return source.id
    return ""


def is_true(when: Condition | None, answers: Answers, knowledge: Knowledge) -> bool:
    """Whether a condition is there and surely holds."""
    return when is not None and holds(when, answers, knowledge) is True
