"""Exports like those of Google Forms and Microsoft Forms run without a map."""

import csv
import io
from collections.abc import Mapping, Sequence

import polars as pl
import pytest

from lowback.batch import assess_frame
from lowback.batch.table.csv import shape_of
from lowback.batch.table.meanings import Meanings
from lowback.batch.table.wording import choice_labels
from lowback.knowledge.schema import Knowledge, QuestionKind
from tests.batch.one_runner import expected

SQUAD: Sequence[Mapping[str, object]] = (
    {"rf_saddle_numbness": "no", "rf_fever": "no", "age": 34, "weekly_km": 48.5,
     "movement_pattern": ["forward_bend", "twist_or_side_bend"], "onset": "sudden_moment",
     "pain_location": "band_both_sides"},
    {"rf_saddle_numbness": "yes", "age": 41, "movement_pattern": ["none_clear"]},
    {"rf_saddle_numbness": "unsure", "rf_fever": "no", "age": 62, "onset": "gradual_weeks",
     "pain_location": "midline_spine"},
)  # fmt: skip
ASKED = ("rf_saddle_numbness", "rf_fever", "age", "weekly_km", "movement_pattern", "onset",
         "pain_location")  # fmt: skip


def cell(question: str, value: object, knowledge: Knowledge, ticks: str) -> str:
    """An answer as the form shows it: labels, ticks joined in its own way."""
    if value is None:
        return ""
    asked = knowledge.questions[question]
    labels = choice_labels(asked)
    match asked.kind:
        case QuestionKind.NUMBER:
            return str(value)
        case QuestionKind.SEVERAL:
            ticked = value if isinstance(value, list) else [value]
            return ticks.join(labels[str(each)] for each in ticked) + (
                ticks if ticks == ";" else ""
            )
    return labels[str(value)]


def google(knowledge: Knowledge, ticks: str) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    asked = [knowledge.questions[each].ask for each in ASKED]
    writer.writerow(["Timestamp", "Email Address", *asked, "Anything else?"])
    for raw in SQUAD:
        cells = [cell(each, raw.get(each), knowledge, ticks) for each in ASKED]
        writer.writerow(["11/23/2026 9:02:11", "a@example.org", *cells, "no, thanks"])
    return out.getvalue()


def microsoft(knowledge: Knowledge) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    asked = [knowledge.questions[each].ask.replace(" ", "\u00a0", 3) for each in ASKED]
    asked[0] = asked[0].replace("? ", "?\n")
    meta = ["Id", "Start time", "Completion time", "Email", "Name", "Total points", "Quiz feedback"]
    writer.writerow([*meta, *asked, f"Points - {asked[2]}", f"Feedback - {asked[2]}"])
    for at, raw in enumerate(SQUAD, 1):
        cells = [cell(each, raw.get(each), knowledge, ";") for each in ASKED]
        cells[3] = cells[3].replace(".", ",")
        start = [str(at), "10/9/2024 11:02", "7/27/26 19:06:23", "anonymous", "", "", ""]
        writer.writerow([*start, *cells, "", ""])
    return out.getvalue()


def agree(frame: pl.DataFrame, knowledge: Knowledge) -> None:
    rows = assess_frame(frame, knowledge, scores=True).to_dicts()
    for row, raw in zip(rows, SQUAD, strict=True):
        wanted = expected(raw, knowledge)
        assert {name: row[name] for name in wanted} == wanted


@pytest.mark.parametrize("ticks", [", ", ";"])
def test_google_forms(ticks: str, knowledge: Knowledge) -> None:
    agree(pl.read_csv(google(knowledge, ticks).encode(), infer_schema=False), knowledge)


def test_microsoft_forms(knowledge: Knowledge, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("forms") / "export.csv"
    path.write_text(microsoft(knowledge), encoding="utf-8-sig", newline="")
    shape = shape_of(path, Meanings(knowledge))
    assert shape.separator == ";"
    agree(pl.read_csv(path, infer_schema=False, separator=shape.separator), knowledge)
