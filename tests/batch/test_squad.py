"""The squad at a glance, what is new, and maps."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from lowback.batch.table.mapping import read_map
from lowback.batch.table.meanings import Meaning
from lowback.cli import app
from lowback.errors import LowbackError
from lowback.knowledge.schema import Knowledge
from tests.batch.table_files import read_any, write_csv

ROOT = Path(__file__).parents[2]
SQUAD = (
    {"who": "Ann", "rf_fever": "no", "rf_saddle_numbness": "no", "age": "30"},
    {"who": "<b>Bo", "rf_fever": "no", "rf_saddle_numbness": "yes", "age": "30"},
    {"who": "Cy", "rf_fever": "yes", "rf_saddle_numbness": "", "age": "30"},
    {"who": "Di", "rf_fever": "", "rf_saddle_numbness": "", "age": "15"},
    {"who": "Ed", "rf_fever": "no", "rf_saddle_numbness": "no", "age": "x"},
)


def run(*arguments: object) -> str:
    result = CliRunner().invoke(app, ["batch", *map(str, arguments)])
    if isinstance(result.exception, LowbackError):
        return str(result.exception)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.stdout


def test_worst_first_and_without_names(tmp_path: Path) -> None:
    table = write_csv(tmp_path / "in.csv", SQUAD)
    text = run(table, "--summary")
    assert text.splitlines()[0] == "5 athletes"
    places = [
        text.index(each) for each in ("emergency   row 3", "invalid     row 6", "urgent      row 4")
    ]
    assert places == sorted(places)
    assert "Ann" not in text
    assert "New trouble with peeing" in text
    assert max(map(len, text.splitlines())) <= 80
    assert "<b>Bo" in run(table, "--summary", "--id-column", "who")


def test_self_care_with_open_signs_is_counted_apart(tmp_path: Path, knowledge: Knowledge) -> None:
    signs = [each.id for each in knowledge.red_flag_questions()]
    calm = {**dict.fromkeys(signs, "no"), "age": "30", "rf_fever": "no"}
    table = write_csv(tmp_path / "in.csv", [calm, {**calm, "rf_fever": ""}, {**calm, "age": "31"}])
    text = run(table, "--summary")
    assert re.search(r"self-care, every warning sign answered +2 ", text)
    assert re.search(r"self-care, warning signs left unchecked +1 ", text)


def test_the_form_of_the_manual_gives_the_summary_of_the_manual(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795478400")  # 24 November 2026
    form, result = ROOT / "examples" / "form_export.csv", tmp_path / "done.csv"
    text = run(form, result, "--summary", "--id-column", "Your name")
    urgencies = [each["urgency"] for each in read_any(result)]
    assert urgencies == ["not_checked", "soon", "emergency", "invalid", "not_checked"]
    first_lines = text.split("\n\nWarning signs most often")[0]
    assert first_lines in (ROOT / "docs" / "coaches.md").read_text(encoding="utf-8")


def test_the_page_is_whole_and_escapes_names(tmp_path: Path) -> None:
    table, page = write_csv(tmp_path / "in.csv", SQUAD), tmp_path / "squad.html"
    run("--summary", page, table, tmp_path / "out.csv", "--id-column", "who")
    text = page.read_text()
    assert text.startswith("<!DOCTYPE html>")
    assert "&lt;b&gt;Bo" in text
    assert "<b>Bo" not in text
    for outside in ("http:", "https:", "<script", "src=", "@import", "url("):
        assert outside not in text
    assert page.stat().st_mode & 0o777 == 0o600


def test_since_marks_what_is_new(tmp_path: Path) -> None:
    old = write_csv(tmp_path / "old.csv", SQUAD[:4])
    earlier = tmp_path / "earlier.csv"
    run(old, earlier)
    now = [
        {**SQUAD[0], "rf_fever": "yes"},
        {**SQUAD[1], "rf_saddle_numbness": "no"},
        SQUAD[2],
        SQUAD[4],
    ]
    table, result = write_csv(tmp_path / "in.csv", now), tmp_path / "out.csv"
    text = run(table, result, "--since", earlier, "--id-column", "who", "--summary")
    rows = read_any(result)
    assert [row["change"] for row in rows] == ["worse", "better", "same", "new"]
    assert [row["new_red_flags"] for row in rows] == ["fever", "", "", ""]
    assert "Since last time" in text
    assert "Ann (worse)" in text


def test_since_needs_one_row_for_each_athlete(tmp_path: Path) -> None:
    table, earlier = write_csv(tmp_path / "in.csv", [SQUAD[0], SQUAD[0]]), tmp_path / "old.csv"
    run(table, earlier)
    assert "`Ann` stands in rows 2 and 3; keep one row for each" in run(
        table, "-", "--since", earlier, "--id-column", "who"
    )
    assert "has no column `urgency`" in run(table, "-", "--since", table, "--id-column", "who")


def test_a_proposed_map_makes_the_table_readable(tmp_path: Path, knowledge: Knowledge) -> None:
    rows = [{"How old are you now?": "30", "Shirt": "M", "rf_fever": "yess", "onset": "sudden"}]
    table, file = write_csv(tmp_path / "in.csv", rows), tmp_path / "map.yaml"
    run(table, "--propose-map", file)
    found = read_map(file, knowledge)
    assert found.columns == {"howoldareyounow": Meaning("age")}
    assert found.answers["rf_fever"] == {"yess": "yes"}
    result = tmp_path / "out.csv"
    text = file.read_text()
    assert '"Shirt":   #' in text
    file.write_text(text.replace('"sudden": ', '"sudden": sudden_moment'))
    run(table, result, "--map", file)
    assert read_any(result)[0]["urgency"] == "urgent"


def test_mistakes_in_a_map_are_all_named(tmp_path: Path, knowledge: Knowledge) -> None:
    file = tmp_path / "map.yaml"
    file.write_text(
        "columns:\n  Old: agee\nanswers:\n  onset:\n    fast: suddn_moment\n  onst: {}\nmore: 1\n"
    )
    with pytest.raises(LowbackError) as error:
        read_map(file, knowledge)
    text = str(error.value)
    for part in (
        "did you mean `age`",
        "did you mean `sudden_moment`",
        "did you mean `onset`",
        "`more`",
    ):
        assert part in text
    assert "map.yaml:2" in text


def test_many_rows_are_counted_as_few_are(tmp_path: Path) -> None:
    table = write_csv(tmp_path / "in.csv", [dict(each) for each in SQUAD] * 3000)
    text = run(table, "--summary")
    assert text.splitlines()[0] == "15,000 athletes"
    assert text.count("\n  emergency   ") == 3000
    assert text.count("\n  invalid     ") == 20
    assert "and 11,980 more; see the table" in text
