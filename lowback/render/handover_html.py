"""The hand-over for a clinician as one HTML page."""

from lowback.assessment import Assessment
from lowback.knowledge.schema import Knowledge
from lowback.render import handover, words
from lowback.render.paper import ONE_SHEET, fitted
from lowback.render.templating import environment


def report(assessment: Assessment, knowledge: Knowledge) -> str:
    """Return the page."""
    made = (
        environment()
        .get_template("handover.html.j2")
        .render(
            a=assessment,
            cite=words.Citations(knowledge),
            words=words,
            page=handover.hand_over(assessment, knowledge),
            text=handover,
        )
    )
    return fitted(made, ONE_SHEET)
