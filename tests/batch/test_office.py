"""The template in LibreOffice; run by `make office`, where a missing LibreOffice is a failure."""

import json
import subprocess
from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner

from lowback.batch.summary.template_xlsx import workbook_template
from lowback.batch.table.wording import choice_labels
from lowback.cli import app
from lowback.engine.answers import Answers, read_answers
from lowback.knowledge.schema import Knowledge, QuestionKind
from lowback.knowledge.strict_yaml import read_file
from tests.batch.one_runner import expected
from tests.program import EXAMPLE

pytestmark = pytest.mark.office
HERE = Path(__file__).parent


def cells(raw: dict[str, object], answers: Answers, knowledge: Knowledge) -> dict[str, object]:
    """The answers as a coach picks them: labels and numbers under the headings."""
    picked: dict[str, object] = {}
    for name in raw:
        question = knowledge.questions[name]
        if name not in answers or question.derive:
            continue
        labels = [choice_labels(question)[each] for each in answers[name].choices]
        number = question.kind is QuestionKind.NUMBER and isinstance(answers[name].value, float)
        picked[question.label] = answers[name].value if number else ";".join(labels)
    return picked


def test_a_template_filled_in_by_libreoffice(tmp_path: Path, knowledge: Knowledge) -> None:
    raw: dict[str, object] = dict(read_file(EXAMPLE).value)
    second = {**raw, "rf_fever": "yes", "age": 15}
    squad = {"Ann": raw, "Bo": second}
    athletes = [
        {"Athlete": name, **cells(each, read_answers(each, knowledge, "file"), knowledge)}
        for name, each in squad.items()
    ]
    template, answers, filled = (tmp_path / each for each in ("t.xlsx", "a.json", "f.xlsx"))
    template.write_bytes(workbook_template(knowledge))
    answers.write_text(json.dumps(athletes))
    script = [HERE / "office_script.py", template, answers, filled]
    subprocess.run(["/usr/bin/python3", *map(str, script)], check=True, timeout=240)
    result = CliRunner().invoke(
        app, ["batch", str(filled), str(tmp_path / "out.parquet"), "--scores"]
    )
    assert result.exit_code == 0, result.stderr
    rows = pl.read_parquet(tmp_path / "out.parquet").to_dicts()
    assert [row["Athlete"] for row in rows] == list(squad)
    for row, each in zip(rows, squad.values(), strict=True):
        wanted = expected(each, knowledge)
        assert {name: row[name] for name in wanted} == wanted
