"""The whole report in its order: the answer first, then all that stands behind it."""

from collections.abc import Callable

from lowback.engine.assessment import Assessment
from lowback.knowledge.schema import Knowledge
from lowback.render import Look
from lowback.render.parts.citations import Citations
from lowback.render.parts.said_once import Once
from lowback.render.parts.sheet import Sheet
from lowback.render.report.care import write_care
from lowback.render.report.causes import write_causes, write_helpful_answers
from lowback.render.report.ending import (
    write_contact,
    write_limits,
    write_safety_net,
    write_versions,
    write_where_from,
)
from lowback.render.report.verdict import (
    is_card,
    write_no_ranking,
    write_rest_of_card,
    write_unchecked,
    write_verdict,
    write_why_so_soon,
    write_why_this_light,
)


def write_whole(
    page: Sheet,
    assessment: Assessment,
    knowledge: Knowledge,
    look: Look,
    picture: Callable[[], None],
) -> None:
    """Write everything; `picture` writes the weeks of running, as a sheet can show them."""
    cite, once = Citations(knowledge, shown=look.references), Once()
    write_verdict(page, assessment, knowledge, once)
    if is_card(assessment):
        write_rest_of_card(page, assessment, knowledge, once)
        cite.numbers(name for each in assessment.triage.red_flags for name in each.references)
    else:
        write_why_so_soon(page, assessment, knowledge, cite, once)
        write_unchecked(page, assessment, knowledge)
        write_why_this_light(page, assessment, cite, once)
        picture()
        _behind(page, assessment, knowledge, cite, once)
        write_care(page, assessment, look.program, cite, once)
        write_safety_net(page, assessment, once)
        write_contact(page, assessment.contact, once)
        write_limits(page, assessment)
    write_where_from(page, look.program, cite)
    write_versions(page, assessment)


def _behind(
    page: Sheet, assessment: Assessment, knowledge: Knowledge, cite: Citations, once: Once
) -> None:
    if not assessment.triage.ranked:
        write_no_ranking(page, assessment, knowledge)
        return
    write_causes(page, assessment, cite, once)
    write_helpful_answers(page, assessment, knowledge)
