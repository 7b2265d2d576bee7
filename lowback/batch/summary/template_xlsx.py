"""A blank workbook for a squad: one sheet for each section, with drop-downs and notes."""

import io

from xlsxwriter import Workbook  # type: ignore[import-untyped]
from xlsxwriter.format import Format  # type: ignore[import-untyped]
from xlsxwriter.utility import xl_col_to_name  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from lowback.batch.summary.template import asked, how_to_answer
from lowback.batch.table.wording import choice_labels
from lowback.batch.table.workbook_out import SAME_BYTES
from lowback.knowledge.schema import Knowledge, Question, QuestionKind, Section

ROWS = 300
CHOICES, EXPLANATION = "Choices", "Read me first"
LONGEST_NAME, LONGEST_MESSAGE = 31, 255
NOT_IN_NAMES = str.maketrans("", "", "[]:*?/\\'")
STEPS = (
    "Type each athlete's name, or better a number, in the first column of the first sheet.",
    "Keep one row for each athlete; the other sheets repeat the name in the same row.",
    "Answer with the drop-downs. Leave a cell empty if nobody asked: empty means unknown, not no.",
    "Point at a heading to read the whole question and what it means.",
    "The first sheets hold the warning signs. Fill them in for everyone.",
    "Save the file and run: lowback batch squad.xlsx result.xlsx --id-column Athlete --summary",
    "The answers are about health. Keep the file where only those who need it can open it.",
    "This is not a diagnosis. Anyone with new numbness between the legs, new trouble with peeing "
    "or pooing, or legs that get weak quickly goes to a hospital emergency department now.",
)


def workbook_template(knowledge: Knowledge) -> bytes:
    """Return the workbook; `lowback batch` reads it back as it is."""
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties({"title": "lowback answer sheet", "created": SAME_BYTES})
        _explain(book, knowledge)
        sections = list(asked(knowledge))
        places = _write_choices(book, [each for _, questions in sections for each in questions])
        first: str | None = None
        for number, (section, questions) in enumerate(sections, 1):
            sheet = book.add_worksheet(_sheet_name(number, section))
            _write_section(book, sheet, questions, places, first)
            first = first or sheet.get_name()
    return out.getvalue()


def _explain(book: Workbook, knowledge: Knowledge) -> None:
    sheet = book.add_worksheet(EXPLANATION)
    title, text = book.add_format({"bold": True, "font_size": 14}), _wrapped(book)
    sheet.set_column(0, 0, 100)
    sheet.write_string(0, 0, "How to fill in this workbook", title)
    for row, step in enumerate((*STEPS, knowledge.about.intended_use), 1):
        sheet.write_string(row, 0, step, text)


def _write_choices(book: Workbook, questions: list[Question]) -> dict[str, str]:
    """Write the labels of every question on a hidden sheet; return where each list stands."""
    sheet = book.add_worksheet(CHOICES)
    sheet.hide()
    places: dict[str, str] = {}
    for column, question in enumerate(questions):
        labels = list(choice_labels(question).values())
        sheet.write_string(0, column, question.id)
        for row, label in enumerate(labels, 1):
            sheet.write_string(row, column, label)
        if labels:
            name = xl_col_to_name(column, col_abs=True)
            places[question.id] = f"={CHOICES}!{name}$2:{name}${len(labels) + 1}"
    return places


def _write_section(
    book: Workbook, sheet: Worksheet, questions: list[Question], places: dict[str, str],
    first: str | None,
) -> None:  # fmt: skip
    heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    sheet.freeze_panes(1, 1)
    sheet.set_row(0, 48)
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, len(questions), 24)
    sheet.write_string(0, 0, "Athlete", heading)
    if first is not None:
        for row in range(2, ROWS + 2):
            source = f"'{first}'!$A{row}"
            sheet.write_formula(row - 1, 0, f'=IF({source}="","",{source})', value="")
    for column, question in enumerate(questions, 1):
        sheet.write_string(0, column, question.label, heading)
        sheet.write_comment(0, column, _note(question), {"x_scale": 3, "y_scale": 3})
        sheet.data_validation(1, column, ROWS, column, _validation(question, places))


def _validation(question: Question, places: dict[str, str]) -> dict[str, object]:
    """A strict drop-down for one choice; elsewhere a list or a hint that allows other text."""
    hint = how_to_answer(question)
    message = hint if len(hint) <= LONGEST_MESSAGE else f"{hint[: LONGEST_MESSAGE - 1]}…"
    told: dict[str, object] = {"input_title": question.label[:32], "input_message": message}
    if question.id not in places:
        return {"validate": "any", **told}
    strict = question.kind in {QuestionKind.CHOICE, QuestionKind.YES_NO_UNSURE}
    error = {"error_title": "Not one of the answers", "error_message": message}
    kind = {"error_type": "stop"} if strict else {"show_error": False}
    return {"validate": "list", "source": places[question.id], **told, **error, **kind}


def _note(question: Question) -> str:
    return "\n\n".join(
        filter(None, (question.ask_coach, question.meaning, how_to_answer(question)))
    )


def _sheet_name(number: int, section: Section) -> str:
    return f"{number} {section.title.translate(NOT_IN_NAMES)}"[:LONGEST_NAME].strip()


def _wrapped(book: Workbook) -> Format:
    return book.add_format({"text_wrap": True, "valign": "top"})
