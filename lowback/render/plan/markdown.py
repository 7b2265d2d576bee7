"""A plan as Markdown: reads well as plain text, prints well from any viewer."""

from lowback.knowledge.schema import Knowledge
from lowback.render.parts.markdown_page import MarkdownPage
from lowback.render.plan.outline import write_plan
from lowback.result.plan_document import Plan


def plan_markdown(plan: Plan, knowledge: Knowledge) -> str:
    """Return the whole plan under its title."""
    page = MarkdownPage()
    page.heading(plan.title, 1)
    write_plan(page, plan, knowledge)
    return page.text()
