"""What the template writes, the batch reads without a map."""

import io
from collections.abc import Sequence
from pathlib import Path

import fastexcel
import pytest
from typer.testing import CliRunner
from xlsxwriter import Workbook  # type: ignore[import-untyped]

from lowback.batch.summary.template import asked, csv_template, form_template, yaml_template
from lowback.batch.summary.template_xlsx import CHOICES, EXPLANATION, workbook_template
from lowback.batch.table.meanings import Meanings
from lowback.batch.table.wording import choice_labels, choice_words, fold_cell, question_words
from lowback.batch.table.workbook import read_workbook
from lowback.cli import app
from lowback.engine.answers import read_answers
from lowback.errors import LowbackError
from lowback.knowledge.headings import fold
from lowback.knowledge.schema import Knowledge
from lowback.knowledge.strict_yaml import parse

Rows = Sequence[Sequence[object]]


def ids(knowledge: Knowledge) -> list[str]:
    return [each.id for _, questions in asked(knowledge) for each in questions]


def test_every_question_is_asked_but_the_derived(knowledge: Knowledge) -> None:
    assert set(ids(knowledge)) == {
        each.id for each in knowledge.questions.values() if not each.derive
    }


def test_the_csv_holds_the_ids(knowledge: Knowledge) -> None:
    assert csv_template(knowledge).strip().split(",") == ["athlete", *ids(knowledge)]


def test_the_yaml_is_an_answers_file(knowledge: Knowledge) -> None:
    text = yaml_template(knowledge)
    value = parse(text.encode(), "me.yaml").value
    assert list(value) == ids(knowledge)
    assert read_answers(value, knowledge, "file") == {}
    assert max(map(len, text.splitlines())) <= 130


def test_a_form_can_be_read_back(knowledge: Knowledge) -> None:
    lines = form_template(knowledge).splitlines()
    words = question_words(knowledge)
    titles = [words[fold(each)] for each in lines if words.get(fold(each))]
    in_form = [each for each in ids(knowledge) if knowledge.questions[each].self_test is None]
    assert titles == in_form
    for question in in_form:
        options = choice_words(knowledge.questions[question])
        for label in choice_labels(knowledge.questions[question]).values():
            assert fold_cell(label) in options


def test_the_workbook_has_a_sheet_for_each_section(knowledge: Knowledge) -> None:
    book = fastexcel.read_excel(workbook_template(knowledge))
    assert book.sheet_names[:2] == [EXPLANATION, CHOICES]
    assert len(book.sheet_names) == 2 + len(list(asked(knowledge)))
    assert workbook_template(knowledge) == workbook_template(knowledge)


def test_an_empty_workbook_has_no_rows_but_every_question(
    knowledge: Knowledge, tmp_path: Path
) -> None:
    (tmp_path / "squad.xlsx").write_bytes(workbook_template(knowledge))
    sheet = read_workbook(tmp_path / "squad.xlsx", Meanings(knowledge))
    words = question_words(knowledge)
    assert [words[fold(each)] for each in sheet.headings[1:]] == ids(knowledge)
    assert sheet.rows == 0
    assert "sheets of a template" in sheet.notes[0]


def filled(path: Path, parts: dict[str, Rows]) -> Path:
    with Workbook(path) as book:
        for name, rows in parts.items():
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
    return path


def test_sheets_are_joined_row_by_row(tmp_path: Path, knowledge: Knowledge) -> None:
    one = [["Athlete", "Fever"], ["Ann", "Yes"], ["Bo", "No"], ["Cy", "No"]]
    two: Rows = [["Athlete", "Age"], ["", 30], ["Bo", 40], ["", ""], ["", ""]]
    file = filled(tmp_path / "a.xlsx", {"1": one, "2": two})
    sheet = read_workbook(file, Meanings(knowledge))
    assert [each.to_list() for each in sheet.columns] == [
        ["Ann", "Bo", "Cy"], ["Yes", "No", "No"], [30, 40, None],
    ]  # fmt: skip


def test_two_names_in_one_row_are_an_error(tmp_path: Path, knowledge: Knowledge) -> None:
    one = [["Athlete", "Fever"], ["Ann", "Yes"]]
    two: Rows = [["Athlete", "Age"], ["Bo", 30]]
    with pytest.raises(LowbackError, match="sheet `2`, row 2: names another athlete"):
        read_workbook(filled(tmp_path / "a.xlsx", {"1": one, "2": two}), Meanings(knowledge))


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv", "a.yaml", "a.yml", "a.txt"])
def test_the_command(name: str, tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["template", str(tmp_path / name)])
    assert result.exit_code == 0
    assert (tmp_path / name).stat().st_size > 1000
    again = CliRunner().invoke(app, ["template", str(tmp_path / name)])
    assert "already exists" in str(again.exception)


def test_the_command_on_stdout_and_with_an_unknown_kind(knowledge: Knowledge) -> None:
    written = CliRunner().invoke(app, ["template", "-", "--kind", "csv"])
    assert written.stdout == csv_template(knowledge)
    wrong = CliRunner().invoke(app, ["template", "-", "--kind", "from"])
    assert "did you mean `form`?" in str(wrong.exception)
    assert io.StringIO(written.stdout).readline().startswith("athlete,")
