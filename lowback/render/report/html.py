"""The report as one HTML file: no script, nothing from outside, made to print and to keep."""

from functools import partial
from typing import Any

from markupsafe import Markup

from lowback.engine.assessment import Assessment
from lowback.knowledge.schema import Knowledge
from lowback.render import Look
from lowback.render.answer.content import answer
from lowback.render.parts import citations, words
from lowback.render.parts.body_map import body_map
from lowback.render.parts.chart import chart, longest
from lowback.render.parts.drawing import drawing_svg
from lowback.render.parts.jinja import environment
from lowback.render.parts.said_once import Once
from lowback.render.parts.weeks import TITLE, weeks_notes, weeks_svg
from lowback.render.report import outline, verdict
from lowback.render.report.causes import QUESTIONS_SHOWN


def report(assessment: Assessment, knowledge: Knowledge, look: Look) -> str:
    """Return the page: the report for the runner, or the hand-over for a clinician."""
    if look.audience == "clinician":
        from lowback.render.handover.html import report as handover

        return handover(assessment, knowledge)
    context = _context(assessment, knowledge)
    return environment().get_template("report.html.j2").render(context)


def _context(assessment: Assessment, knowledge: Knowledge) -> dict[str, Any]:
    """What the templates need; the answer is said before anything else is."""
    once, what = Once(), answer(assessment, knowledge)
    rows = [(each.label, once(each.text)) for each in verdict.answer_rows(assessment, knowledge)]
    is_card = verdict.is_card(assessment)
    return {
        "a": assessment,
        "k": knowledge,
        "once": once,
        "what": what,
        "rows": [(label, text) for label, text in rows if text],
        "is_card": is_card,
        "rest": verdict.rest_of_card(assessment, once) if is_card else (),
        "found": () if is_card else verdict.found(assessment, knowledge, once),
        "cite": citations.Citations(knowledge),
        "citations": citations,
        "words": words,
        "verdict": verdict,
        "label": partial(words.question_label, knowledge=knowledge),
        "groups": words.by_section(assessment.triage.unchecked, knowledge),
        **({} if is_card else _behind(assessment, knowledge)),
    }


def _behind(assessment: Assessment, knowledge: Knowledge) -> dict[str, Any]:
    leading = (*words.explained(assessment.sources), *words.explained(assessment.contributors))
    unknown = outline.helpful(assessment, knowledge)
    return {
        "outline": outline,
        "body": body_map(assessment, knowledge),
        "chart": partial(chart, scale=longest(leading)),
        "drawing": drawing,
        "helpful": unknown[:QUESTIONS_SHOWN],
        "more_helpful": max(len(unknown) - QUESTIONS_SHOWN, 0),
        **_training(assessment),
    }


def drawing(exercise: str) -> Markup:
    """Return our drawing of an exercise as SVG, or nothing if there is none."""
    return Markup(drawing_svg(exercise))  # noqa: S704 - our own file


def _training(assessment: Assessment) -> dict[str, Any]:
    if assessment.training is None:
        return {"weeks": Markup(), "weeks_title": "", "weeks_notes": ()}
    return {
        "weeks": Markup(weeks_svg(assessment.training)),  # noqa: S704 - it escapes its texts
        "weeks_title": TITLE,
        "weeks_notes": weeks_notes(assessment.training),
    }
