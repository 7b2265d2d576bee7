"""One squad as twelve tools export it, each by a small renderer.

The shapes follow what the tools document: Google Forms (ticks joined by a comma in one cell),
Microsoft Forms (semicolons, one at the end as well), Typeform (a column for each choice, headed
by its label alone), LimeSurvey (`Question [Choice]`, Yes or No), REDCap (`field___code`, 1 or
0; a field for each form that says it is complete), SurveyMonkey (two rows of headings).
"""

import csv
import io
import json
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

import openpyxl
import polars as pl
from odf import opendocument, table, text

from lowback.batch.summary.template_xlsx import workbook_template
from lowback.batch.table.wording import choice_labels, question_words
from lowback.knowledge.headings import fold, form_title
from lowback.knowledge.schema import Choice, Knowledge, Question, QuestionKind
from tests.batch.squad_of_thirty import Raw, questions_of_forms

DAY = date(2026, 11, 20)
Squad = Sequence[Raw]
Rows = list[list[object]]
Column = tuple[str, str, Callable[[Raw], object]]  # heading, heading below it, cell


def google_forms(folder: Path, squad: Squad, knowledge: Knowledge) -> Path:
    columns = [_when("Timestamp", "%m/%d/%Y %H:%M:%S"), *_whole(knowledge, ", ")]
    return _csv(folder / "google.csv", _rows(squad, columns))


def microsoft_forms(folder: Path, squad: Squad, knowledge: Knowledge) -> Path:
    columns = [
        _counted("ID"), _moment("Start time"), _moment("Completion time"),
        _same("Email", "anonymous"), _same("Name", None), *_whole(knowledge, ";", last=";"),
    ]  # fmt: skip
    spaced = [(each.replace(" ", "\u00a0", 2), below, cell) for each, below, cell in columns]
    return _xlsx(folder / "microsoft.xlsx", _rows(squad, spaced))


def typeform(folder: Path, squad: Squad, knowledge: Knowledge) -> Path:
    after = ["Response Type", "Start Date (UTC)", "Stage Date (UTC)", "Submit Date (UTC)",
             "Network ID", "Tags"]  # fmt: skip
    split = _split(knowledge, lambda _, choice: (choice.label, ""), lambda choice: choice.label)
    columns = [_counted("#"), *split, *(_same(each, "") for each in after)]
    return _csv(folder / "typeform.csv", _rows(squad, columns))


def limesurvey(folder: Path, squad: Squad, knowledge: Knowledge) -> Path:
    before = [
        _counted("Response ID"), _when("Date submitted", "%Y-%m-%d %H:%M:%S"),
        _same("Last page", "9"), _same("Start language", "en"), _same("Seed", "1234567"),
    ]  # fmt: skip
    split = _split(
        knowledge, lambda q, choice: (f"{_title(q, knowledge)} [{choice.label}]", ""),
        lambda _: "Yes", "No",
    )  # fmt: skip
    return _csv(folder / "limesurvey.csv", _rows(squad, [*before, *split]))


def redcap(folder: Path, squad: Squad, knowledge: Knowledge) -> Path:
    def cell(question: Question, raw: Raw) -> object:
        return raw.get(question.id, "")

    columns: list[Column] = [_counted("record_id"), _same("redcap_survey_identifier", "")]
    for question in questions_of_forms(knowledge):
        if question.kind is QuestionKind.SEVERAL:
            columns += [
                (f"{question.id}___{each.id}", "", _ticked(question, each, "1", "0"))
                for each in question.choices
            ]
        else:
            columns.append((question.id, "", lambda raw, asked=question: cell(asked, raw)))  # type: ignore[misc]
    columns.append(_same("back_complete", "2"))
    return _csv(folder / "redcap.csv", _rows(squad, columns))


def surveymonkey(folder: Path, squad: Squad, knowledge: Knowledge) -> Path:
    before = ["Respondent ID", "Collector ID", "Start Date", "End Date", "IP Address",
              "Email Address", "First Name", "Last Name", "Custom Data 1"]  # fmt: skip
    columns = [_counted(before[0]), *(_same(each, "") for each in before[1:])]
    for question in questions_of_forms(knowledge):
        if question.kind is QuestionKind.SEVERAL:
            columns += [
                (_title(question, knowledge) if at == 0 else "", each.label,
                 _ticked(question, each, each.label, ""))
                for at, each in enumerate(question.choices)
            ]  # fmt: skip
        else:
            below = "Open-Ended Response" if question.kind is QuestionKind.NUMBER else "Response"
            columns.append((_title(question, knowledge), below, _cell(question, "")))
    rows = _rows(squad, columns)
    return _xlsx(folder / "surveymonkey.xlsx", [rows[0], [each[1] for each in columns], *rows[1:]])


def german_excel(folder: Path, squad: Squad, knowledge: Knowledge) -> Path:
    def comma(cell: object) -> object:
        return str(cell).replace(".", ",") if isinstance(cell, float) else cell

    columns = [_counted("Nr."), _when("Zeitstempel", "%d.%m.%Y %H:%M"), *_whole(knowledge, ", ")]
    rows = [[comma(cell) for cell in row] for row in _rows(squad, columns)]
    return _csv(folder / "deutsch.csv", rows, separator=";", encoding="cp1252")


def open_document(folder: Path, squad: Squad, knowledge: Knowledge) -> Path:
    document = opendocument.OpenDocumentSpreadsheet()
    sheet = table.Table(name="Answers")
    for row in _rows(squad, [_counted("No"), *_whole(knowledge, "; ")]):
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
                    sheet.cell(row, column, _cell(question, ";")(raw) or None)
    book.save(folder / "filled.xlsx")
    return folder / "filled.xlsx"


TOOLS = (
    google_forms, microsoft_forms, typeform, limesurvey, redcap, surveymonkey, german_excel,
    open_document, parquet, json_lines, own_form, own_template,
)  # fmt: skip


def _title(question: Question, knowledge: Knowledge) -> str:
    alone = fold(question.ask) in question_words(knowledge)
    return question.ask if alone else form_title(question)


def _whole(knowledge: Knowledge, between: str, *, last: str = "") -> Iterator[Column]:
    for question in questions_of_forms(knowledge):
        yield _title(question, knowledge), "", _cell(question, between, last)


def _split(
    knowledge: Knowledge,
    heading: Callable[[Question, Choice], tuple[str, str]],
    ticked: Callable[[Choice], str],
    empty: str = "",
) -> Iterator[Column]:
    """One column for each choice of "tick all that apply"."""
    for question in questions_of_forms(knowledge):
        if question.kind is not QuestionKind.SEVERAL:
            yield _title(question, knowledge), "", _cell(question, "")
            continue
        for each in question.choices:
            yield *heading(question, each), _ticked(question, each, ticked(each), empty)


def _ticked(question: Question, choice: Choice, yes: str, no: str) -> Callable[[Raw], object]:
    def cell(raw: Raw) -> object:
        ticks = raw.get(question.id)
        return yes if isinstance(ticks, list) and choice.id in ticks else no

    return cell


def _cell(question: Question, between: str, last: str = "") -> Callable[[Raw], object]:
    labels = choice_labels(question)

    def cell(raw: Raw) -> object:
        value = raw.get(question.id, "")
        if isinstance(value, list):
            return between.join(labels[each] for each in value) + last
        return labels.get(str(value), value)

    return cell


def _counted(heading: str) -> Column:
    numbers = iter(range(1, 1_000))
    return heading, "", lambda _: next(numbers)


def _same(heading: str, cell: object) -> Column:
    return heading, "", lambda _: cell


def _moment(heading: str) -> Column:
    start = datetime.combine(DAY, datetime.min.time())
    minutes = iter(range(1, 1_000))
    return heading, "", lambda _: start + timedelta(minutes=next(minutes))


def _when(heading: str, shape: str) -> Column:
    _, below, moment = _moment(heading)
    return heading, below, lambda raw: f"{moment(raw):{shape}}"


def _rows(squad: Squad, columns: Sequence[Column]) -> Rows:
    return [
        [each[0] for each in columns],
        *([cell(raw) for _, _, cell in columns] for raw in squad),
    ]


def _csv(path: Path, rows: Rows, *, separator: str = ",", encoding: str = "utf-8") -> Path:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator).writerows(rows)
    path.write_bytes(out.getvalue().encode(encoding))
    return path


def _xlsx(path: Path, rows: Rows) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append([None if cell == "" else cell for cell in row])
    book.save(path)
    return path
