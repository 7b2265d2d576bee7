"""The hand-over for a clinician as one HTML page."""

from lowback.engine.assessment import Assessment
from lowback.knowledge.schema import Knowledge
from lowback.render.handover import content as handover
from lowback.render.parts import citations, words
from lowback.render.parts.jinja import environment
from lowback.render.parts.print_density import fitted


def report(assessment: Assessment, knowledge: Knowledge) -> str:
    """Return the page."""
    made = (
        environment()
        .get_template("handover.html.j2")
        .render(
            a=assessment,
            cite=citations.Citations(knowledge),
            citations=citations,
            words=words,
            page=handover.hand_over(assessment, knowledge),
            text=handover,
        )
    )
    return fitted(made)
