"""A plan for the terminal: wrapped lines, what to do first at the top."""

from lowback.knowledge.schema import Knowledge
from lowback.render import Look
from lowback.render.parts.terminal_page import Page
from lowback.render.plan.outline import write_plan
from lowback.result.plan_document import Plan


def plan_terminal(plan: Plan, knowledge: Knowledge, look: Look) -> str:
    """Return the whole plan as lines of at most `look.width` columns."""
    page = Page(look)
    page.title(plan.title)
    write_plan(page, plan, knowledge)
    return page.text()
