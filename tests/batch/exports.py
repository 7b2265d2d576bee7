"""One squad as twelve tools export it, each by a small renderer.

The shapes follow what the tools document: Google Forms (ticks joined by a comma in one cell),
Microsoft Forms (semicolons, one at the end as well), Typeform (a column for each choice, headed
by its label alone), LimeSurvey (`Question [Choice]`, Yes or No), REDCap (`field___code`, 1 or
0; a field for each form that says it is complete), SurveyMonkey (two rows of headings).
"""

import json
from pathlib import Path

import openpyxl
import polars as pl
from odf import opendocument, table, text

from lowback.batch.summary.template_xlsx import workbook_template
from lowback.knowledge.schema import Knowledge, Question, QuestionKind
from tests.batch.export_columns import (
    DAY,
    Column,
    Squad,
    cell_of,
    counted,
    moment_of_answer,
    rows_of,
    same_for_all,
    split_columns,
    tick_of,
    title_of,
    when_answered,
    whole_columns,
    write_csv,
    write_xlsx,
)
from tests.batch.squad_of_thirty import Raw, questions_of_forms


def google_forms(folder: Path, squad: Squad, knowledge: Knowledge) -> Path:
    columns = [when_answered("Timestamp", "%m/%d/%Y %H:%M:%S"), *whole_columns(knowledge, ", ")]
    return write_csv(folder / "google.csv", rows_of(squad, columns))


def microsoft_forms(folder: Path, squad: Squad, knowledge: Knowledge) -> Path:
    columns = [
        counted("ID"), moment_of_answer("Start time"), moment_of_answer("Completion time"),
        same_for_all("Email", "anonymous"), same_for_all("Name", None),
        *whole_columns(knowledge, ";", last=";"),
    ]  # fmt: skip
    spaced = [(each.replace(" ", "\u00a0", 2), below, cell) for each, below, cell in columns]
    return write_xlsx(folder / "microsoft.xlsx", rows_of(squad, spaced))


def typeform(folder: Path, squad: Squad, knowledge: Knowledge) -> Path:
    after = ["Response Type", "Start Date (UTC)", "Stage Date (UTC)", "Submit Date (UTC)",
             "Network ID", "Tags"]  # fmt: skip
    split = split_columns(
        knowledge, lambda _, choice: (choice.label, ""), lambda choice: choice.label
    )
    columns = [counted("#"), *split, *(same_for_all(each, "") for each in after)]
    return write_csv(folder / "typeform.csv", rows_of(squad, columns))


def limesurvey(folder: Path, squad: Squad, knowledge: Knowledge) -> Path:
    before = [
        counted("Response ID"), when_answered("Date submitted", "%Y-%m-%d %H:%M:%S"),
        same_for_all("Last page", "9"), same_for_all("Start language", "en"),
        same_for_all("Seed", "1234567"),
    ]  # fmt: skip
    split = split_columns(
        knowledge, lambda q, choice: (f"{title_of(q, knowledge)} [{choice.label}]", ""),
        lambda _: "Yes", "No",
    )  # fmt: skip
    return write_csv(folder / "limesurvey.csv", rows_of(squad, [*before, *split]))


def redcap(folder: Path, squad: Squad, knowledge: Knowledge) -> Path:
    def cell(question: Question, raw: Raw) -> object:
        return raw.get(question.id, "")

    columns: list[Column] = [counted("record_id"), same_for_all("redcap_survey_identifier", "")]
    for question in questions_of_forms(knowledge):
        if question.kind is QuestionKind.SEVERAL:
            columns += [
                (f"{question.id}___{each.id}", "", tick_of(question, each, "1", "0"))
                for each in question.choices
            ]
        else:
            columns.append((question.id, "", lambda raw, asked=question: cell(asked, raw)))  # type: ignore[misc]
    columns.append(same_for_all("back_complete", "2"))
    return write_csv(folder / "redcap.csv", rows_of(squad, columns))


def surveymonkey(folder: Path, squad: Squad, knowledge: Knowledge) -> Path:
    before = ["Respondent ID", "Collector ID", "Start Date", "End Date", "IP Address",
              "Email Address", "First Name", "Last Name", "Custom Data 1"]  # fmt: skip
    columns = [counted(before[0]), *(same_for_all(each, "") for each in before[1:])]
    for question in questions_of_forms(knowledge):
        if question.kind is QuestionKind.SEVERAL:
            columns += [
                (title_of(question, knowledge) if at == 0 else "", each.label,
                 tick_of(question, each, each.label, ""))
                for at, each in enumerate(question.choices)
            ]  # fmt: skip
        else:
            below = "Open-Ended Response" if question.kind is QuestionKind.NUMBER else "Response"
            columns.append((title_of(question, knowledge), below, cell_of(question, "")))
    rows = rows_of(squad, columns)
    return write_xlsx(
        folder / "surveymonkey.xlsx", [rows[0], [each[1] for each in columns], *rows[1:]]
    )


def german_excel(folder: Path, squad: Squad, knowledge: Knowledge) -> Path:
    def comma(cell: object) -> object:
        return str(cell).replace(".", ",") if isinstance(cell, float) else cell

    columns = [
        counted("Nr."),
        when_answered("Zeitstempel", "%d.%m.%Y %H:%M"),
        *whole_columns(knowledge, ", "),
    ]
    rows = [[comma(cell) for cell in row] for row in rows_of(squad, columns)]
    return write_csv(folder / "deutsch.csv", rows, separator=";", encoding="cp1252")


def open_document(folder: Path, squad: Squad, knowledge: Knowledge) -> Path:
    document = opendocument.OpenDocumentSpreadsheet()
    sheet = table.Table(name="Answers")
    for row in rows_of(squad, [counted("No"), *whole_columns(knowledge, "; ")]):
        line = table.TableRow()
        for cell in row:
            number = isinstance(cell, int | float)
            value = {"valuetype": "float", "value": cell} if number else {"valuetype": "string"}
            written = table.TableCell(**(value if cell not in {None, ""} else {}))
            if cell not in {None, ""}:
                written.addElement(text.P(text=str(cell)))
            line.addElement(written)
        sheet.addElement(line)
    document.spreadsheet.addElement(sheet)
    document.save(str(folder / "squad.ods"))
    return folder / "squad.ods"


def parquet(folder: Path, squad: Squad, knowledge: Knowledge) -> Path:
    asked = [each for each in questions_of_forms(knowledge) if any(each.id in raw for raw in squad)]
    columns = {
        each.id: pl.Series([raw.get(each.id) for raw in squad], dtype=pl.List(pl.String))
        if each.kind is QuestionKind.SEVERAL
        else pl.Series([None if (cell := raw.get(each.id)) is None else str(cell) for raw in squad])
        for each in asked
    }
    frame = pl.DataFrame(columns)
    numbers = [each.id for each in asked if each.kind is QuestionKind.NUMBER]
    plain = [each for each in numbers if frame[each].cast(pl.Float64, strict=False).null_count()
             == frame[each].null_count()]  # fmt: skip
    frame.with_columns(pl.col(plain).cast(pl.Float64)).write_parquet(folder / "squad.parquet")
    return folder / "squad.parquet"


def json_lines(folder: Path, squad: Squad, knowledge: Knowledge) -> Path:
    asked = [each.id for each in questions_of_forms(knowledge)]
    lines = [json.dumps({each: raw.get(each) for each in asked}) for raw in squad]
    (folder / "squad.jsonl").write_text("\n".join([*lines, ""]))
    return folder / "squad.jsonl"


def own_form(folder: Path, squad: Squad, knowledge: Knowledge) -> Path:
    """What the page of `lowback form` saves: one file for each athlete."""
    files = folder / "answers"
    files.mkdir()
    about = {"version": knowledge.about.version, "sha256": knowledge.sha256}
    for at, raw in enumerate(squad):
        document = {
            "schema": "lowback/answers/1", "name": f"Runner {at:02}", "date": DAY.isoformat(),
            "voice": "runner", "country": "GB", "knowledge": about, "answers": raw,
        }  # fmt: skip
        (files / f"answers-{at:02}.json").write_text(json.dumps(document, indent=1))
    return files


def own_template(folder: Path, squad: Squad, knowledge: Knowledge) -> Path:
    """The workbook of `lowback template`, filled in and saved by another program."""
    (folder / "t.xlsx").write_bytes(workbook_template(knowledge))
    book = openpyxl.load_workbook(folder / "t.xlsx")
    asked = {each.label: each for each in questions_of_forms(knowledge)}
    for sheet in (each for each in book.worksheets if each["A1"].value == "Athlete"):
        for row, raw in enumerate(squad, 2):
            sheet.cell(row, 1, f"Runner {row:02}")
            for column in range(2, sheet.max_column + 1):
                question = asked.get(sheet.cell(1, column).value)
                if question is not None:
                    sheet.cell(row, column, cell_of(question, ";")(raw) or None)
    book.save(folder / "filled.xlsx")
    return folder / "filled.xlsx"


TOOLS = (
    google_forms, microsoft_forms, typeform, limesurvey, redcap, surveymonkey, german_excel,
    open_document, parquet, json_lines, own_form, own_template,
)  # fmt: skip
