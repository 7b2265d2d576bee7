"""A plan as one HTML file without scripts; everything in it is escaped by the template."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from lowback.knowledge.schema import Knowledge
from lowback.plan import Plan
from lowback.render.plan_words import TITLE, cap_words, day_words, reference_lines, run_words
from lowback.render.words import WHAT_IT_IS, plain


def plan_html(plan: Plan, knowledge: Knowledge) -> str:
    """Return the whole page."""
    page = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: plain(value) if isinstance(value, str) else value,
    ).get_template("plan.html.j2")
    return page.render(
        plan=plan,
        title=TITLE,
        what_it_is=WHAT_IT_IS,
        cap=cap_words(plan),
        day=day_words,
        run=run_words,
        references=reference_lines(plan, knowledge),
    )
