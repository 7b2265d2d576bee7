"""A plan as one HTML file without scripts; everything in it is escaped by the template."""

from lowback.knowledge.schema import Knowledge
from lowback.render.parts.jinja import environment
from lowback.render.parts.words import WHAT_IT_IS
from lowback.render.plan.words import (
    cap_words,
    day_words,
    left_out_words,
    reference_lines,
    run_words,
    when_seen,
)
from lowback.result.plan_document import Plan


def plan_html(plan: Plan, knowledge: Knowledge) -> str:
    """Return the whole page."""
    page = environment().get_template("plan.html.j2")
    return page.render(
        plan=plan,
        what_it_is=WHAT_IT_IS,
        cap=cap_words(plan),
        day=day_words,
        run=run_words,
        left_out=[left_out_words(each) for each in plan.left_out],
        when_seen=when_seen(plan),
        references=reference_lines(plan, knowledge),
    )
