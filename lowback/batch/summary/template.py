"""A blank answer sheet in words: csv for a squad, yaml for one runner, text for a form."""

import csv
import io
from collections.abc import Iterator
from textwrap import wrap

from lowback.batch.table.wording import choice_labels, question_words
from lowback.batch.table.workbook import ATHLETE
from lowback.errors import printable
from lowback.knowledge.headings import fold, form_title
from lowback.knowledge.schema import Knowledge, Question, QuestionKind, Section

WIDTH = 96
UNITS = {
    "years": "in whole years",
    "cm": "in centimetres, or in feet and inches such as 5 ft 9",
    "kg": "in kilograms, or with lb or st",
    "km": "in kilometres, or in miles such as 30 mi",
    "points": "from 0 to 10",
    "bmi": "",
    "": "",
}
FORM_HEAD = """\
A form for Google Forms or Microsoft Forms
==========================================

Copy each question with its exact wording: the heading of the exported column is how
`lowback batch` knows the question, and the wording of the options is how it knows the answer.
Make every question optional except the warning signs. Add a first question for the athlete's name
if you need it. Keep the answers private: they are about health. The home tests are left out,
because each needs its safety steps beside it.

Say at the top of the form: This is not a diagnosis. If you have new numbness between your legs,
new trouble with peeing or pooing, or legs that get weak quickly, do not fill in a form: go to a
hospital emergency department now.
"""


def asked(knowledge: Knowledge) -> Iterator[tuple[Section, list[Question]]]:
    """Yield each section with the questions that a person answers, leaving out derived ones."""
    for section in knowledge.sections:
        questions = [
            each
            for each in knowledge.questions.values()
            if each.section == section.id and not each.derive
        ]
        if questions:
            yield section, questions


def how_to_answer(question: Question) -> str:
    """Say in words what a cell may hold."""
    labels = list(choice_labels(question).values())
    match question.kind:
        case QuestionKind.NUMBER:
            least, most = f"{question.at_least or 0:g}", f"{question.at_most or 0:g}"
            unit = f" {UNITS[question.unit]}" if UNITS[question.unit] else ""
            bands = f"; or one of: {'; '.join(labels)}" if labels else ""
            return f"A number{unit}, {least} to {most}{bands}."
        case QuestionKind.SEVERAL:
            return f"One or more, with ; between: {'; '.join(labels)}."
    return f"One of: {'; '.join(labels)}."


def csv_template(knowledge: Knowledge) -> str:
    """Return one row of headings: the athlete and the id of every question."""
    out = io.StringIO()
    ids = [question.id for _, questions in asked(knowledge) for question in questions]
    csv.writer(out, lineterminator="\n").writerow([ATHLETE, *ids])
    return out.getvalue()


def yaml_template(knowledge: Knowledge) -> str:
    """Return an answers file for one runner, every answer still empty."""
    lines = [
        "# Answers of one runner, for `lowback assess --answers FILE`.",
        "# Write an id or a number after the colon; leave a line as it is to leave it unanswered.",
    ]
    for section, questions in asked(knowledge):
        lines += ["", f"# --- {section.title} ---"]
        for question in questions:
            lines += ["", *_comment(question.ask), *_choices(question), f"{question.id}:"]
    return printable("\n".join([*lines, ""]))


def form_template(knowledge: Knowledge) -> str:
    """Return the text of a form: titles, kinds of question and options, ready to paste."""
    lines, known = [FORM_HEAD], question_words(knowledge)
    for section, questions in asked(knowledge):
        in_form = [each for each in questions if each.self_test is None]
        if in_form:
            lines += [f"## {section.title}", "", *wrap(section.intro, WIDTH), ""]
        for question in in_form:
            alone = fold(question.ask) in known
            lines += _form_question(question, question.ask if alone else form_title(question))
    return printable("\n".join(lines))


def _form_question(question: Question, title: str) -> list[str]:
    kinds = {
        QuestionKind.NUMBER: "short answer",
        QuestionKind.SEVERAL: "checkboxes (several answers)",
    }
    lines = [title, f"[{kinds.get(question.kind, 'multiple choice (one answer)')}]"]
    if question.kind is QuestionKind.NUMBER:
        return [*lines, f"Hint: {how_to_answer(question)}", ""]
    return [*lines, *(f"- {each}" for each in choice_labels(question).values()), ""]


def _comment(text: str) -> list[str]:
    return [f"# {line}" for line in wrap(text, WIDTH)]


def _choices(question: Question) -> list[str]:
    if question.kind is QuestionKind.NUMBER and not question.choices:
        return _comment(how_to_answer(question))
    hint = ["#   a number, or:"] if question.kind is QuestionKind.NUMBER else []
    if question.kind is QuestionKind.SEVERAL:
        hint = ["#   one id, or several: [first_id, second_id]"]
    width = max(map(len, choice_labels(question)))
    return hint + [
        f"#   {each:<{width}}  {label}" for each, label in choice_labels(question).items()
    ]
