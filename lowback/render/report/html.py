"""The report as one HTML file: no script, nothing from outside, made to print and to keep."""

from functools import partial
from importlib.resources import files
from typing import Any

from markupsafe import Markup

from lowback.engine.assessment import Assessment
from lowback.knowledge.schema import Knowledge, Urgency
from lowback.render import Look
from lowback.render.parts import words
from lowback.render.parts.body_map import body_map
from lowback.render.parts.chart import chart, longest
from lowback.render.parts.jinja import TEMPLATES, environment
from lowback.render.parts.print_density import TWO_SHEETS, fitted
from lowback.render.parts.weeks import TITLE, weeks_notes, weeks_svg
from lowback.render.report.outline import helpful

QUESTIONS_SHOWN = 6


def report(assessment: Assessment, knowledge: Knowledge, look: Look) -> str:
    """Return the page: the report for the runner, or the hand-over for a clinician."""
    if look.audience == "clinician":
        from lowback.render.handover.html import report as handover

        return handover(assessment, knowledge)
    emergency = assessment.triage.urgency is Urgency.EMERGENCY
    template = "emergency.html.j2" if emergency else "report.html.j2"
    page = environment().get_template(template).render(_context(assessment, knowledge))
    return fitted(page, TWO_SHEETS)


def _context(assessment: Assessment, knowledge: Knowledge) -> dict[str, Any]:
    leading = (*words.explained(assessment.sources), *words.explained(assessment.contributors))
    unknown = helpful(assessment, knowledge)
    return {
        "a": assessment,
        "k": knowledge,
        "cite": words.Citations(knowledge),
        "words": words,
        "label": partial(words.question_label, knowledge=knowledge),
        "body": body_map(assessment, knowledge),
        "chart": partial(chart, scale=longest(leading)),
        "drawing": drawing,
        "helpful": unknown[:QUESTIONS_SHOWN],
        "more_helpful": max(len(unknown) - QUESTIONS_SHOWN, 0),
        "groups": words.by_section(assessment.triage.unchecked, knowledge),
        "names": {each.id: each.name for each in (*assessment.sources, *assessment.contributors)},
        **_training(assessment),
    }


def drawing(exercise: str) -> Markup:
    """Return our drawing of an exercise as SVG, or nothing if there is none."""
    folder = files("lowback.render") / TEMPLATES / "exercises"
    known = {each.name: each for each in folder.iterdir()}
    file = known.get(f"{exercise}.svg")
    return Markup(file.read_text(encoding="utf-8") if file else "")  # noqa: S704 - our own file


def _training(assessment: Assessment) -> dict[str, Any]:
    if assessment.training is None:
        return {"weeks": Markup(), "weeks_title": "", "weeks_notes": ()}
    return {
        "weeks": Markup(weeks_svg(assessment.training)),  # noqa: S704 - it escapes its texts
        "weeks_title": TITLE,
        "weeks_notes": weeks_notes(assessment.training),
    }
