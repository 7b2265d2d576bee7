"""A folder of exports and saved answers is one squad."""

import json
from pathlib import Path

import pytest

from tests.batch.table_files import read_any, write_csv
from tests.commands.batch_run import batch

SIGN = "rf_saddle_numbness"


@pytest.fixture(autouse=True)
def day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795478400")  # 24 November 2026


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "in"
    made.mkdir()
    write_csv(
        made / "form.csv",
        [
            {"Timestamp": "2026-11-01 9:00", "Your name": "Ana", SIGN: "yes", "Hat": "L"},
            {"Timestamp": "2026-11-02 9:00", "Your name": "Bo", SIGN: "no", "Hat": "M"},
        ],
    )
    saved(made / "one.json", name=" ana ", date="2026-11-20", answers={SIGN: "no", "age": 34})
    saved(made / "two.json", name="Cy", date="2026-11-21", answers={SIGN: "yes"}, voice="coach")
    (made / "Di.yaml").write_text("age: 40\nweekly_km: 30 mi\n")
    (made / "notes.txt").write_text("remember the shoes\n")
    (made / "photo.png").write_bytes(b"\x89PNG")
    return made


def saved(path: Path, **document: object) -> None:
    path.write_text(json.dumps({"schema": "lowback/answers/1", **document}))


def test_one_row_for_each_athlete_with_the_newest_answers(folder: Path, tmp_path: Path) -> None:
    done = batch(folder, tmp_path / "out.csv", "--id-column", "your NAME", "--summary")
    rows = {str(each["athlete"]).strip(): each for each in read_any(tmp_path / "out.csv")}
    assert list(rows) == ["Di", "Bo", "ana", "Cy"]
    assert [each["urgency"] for each in rows.values()] == [
        "not_checked", "not_checked", "not_checked", "emergency",
    ]  # fmt: skip
    assert rows["ana"]["file"] == "one.json"
    assert (rows["Bo"]["file"], rows["Bo"]["row"]) == ("form.csv", "3")
    assert (
        "answered more than once: one.json, row 1 (2026-11-20) is used, "
        "not form.csv, row 2 (2026-11-01)"
    ) in done.err
    assert "form.csv: not read: `Hat`" in done.err
    assert "photo.png: is neither a table nor answers; left out" in done.err
    assert "notes.txt: holds no question that we know; left out" in done.err
    assert "emergency   Cy:" in done.out


def test_reports_say_which_file_and_who_answered(folder: Path, tmp_path: Path) -> None:
    batch(
        folder, "--reports", tmp_path / "r", "--id-column", "Your name", "--report-format", "json"
    )
    told = [json.loads(each.read_text())["subject"] for each in sorted((tmp_path / "r").iterdir())]
    assert [(each["name"].strip(), each["file"], each["row"]) for each in told] == [
        ("Di", "Di.yaml", 1), ("Bo", "form.csv", 3), ("ana", "one.json", 1), ("Cy", "two.json", 1),
    ]  # fmt: skip
    assert [each["answered_on"] for each in told] == [
        None, "2026-11-02", "2026-11-20", "2026-11-21",
    ]  # fmt: skip
    assert [each["answered_by"] for each in told] == ["form", "form", "form", "coach"]


def test_without_days_nobody_is_dropped(folder: Path, tmp_path: Path) -> None:
    saved(folder / "again.json", name="Cy", answers={SIGN: "no"})
    done = batch(folder, tmp_path / "out.csv", "--id-column", "Your name")
    cys = [each for each in read_any(tmp_path / "out.csv") if each["athlete"] == "Cy"]
    assert sorted(str(each["urgency"]) for each in cys) == ["emergency", "not_checked"]
    assert "Cy stands in rows" in done.err


def test_an_earlier_output_and_what_cannot_be_read(folder: Path, tmp_path: Path) -> None:
    batch(write_csv(tmp_path / "a.csv", [{"who": "Ed", SIGN: "no"}]), folder / "old.csv")
    assert "old.csv: is an output of `lowback batch`; left out" in batch(folder, "-").err
    (folder / "bad.json").write_text("{")
    (folder / "bad.xlsx").write_bytes(b"no")
    done = batch(folder, tmp_path / "out.csv")
    assert done.code == 2
    assert "bad.json" in done.err
    assert "bad.xlsx" in done.err


def test_since_the_last_time(folder: Path, tmp_path: Path) -> None:
    batch(folder, tmp_path / "old.csv", "--id-column", "Your name")
    (folder / "two.json").unlink()
    done = batch(
        folder, tmp_path / "new.csv", "--since", tmp_path / "old.csv", "--id-column", "Your name"
    )
    assert "in the earlier table, not in this one: Cy (emergency)" in done.err


def test_a_folder_and_a_single_export_know_each_others_athletes(
    folder: Path, tmp_path: Path
) -> None:
    who = ("--id-column", "Your name")
    batch(folder, tmp_path / "whole.csv", *who)
    batch(folder / "form.csv", tmp_path / "one.csv", *who)
    batch(folder / "form.csv", tmp_path / "a.csv", "--since", tmp_path / "whole.csv", *who)
    assert [each["change"] for each in read_any(tmp_path / "a.csv")] == ["worse", "same"]
    done = batch(folder, tmp_path / "b.csv", "--since", tmp_path / "one.csv", *who)
    changes = {
        str(each["athlete"]).strip(): each["change"] for each in read_any(tmp_path / "b.csv")
    }
    assert changes == {"Di": "new", "Bo": "same", "ana": "better", "Cy": "new"}
    assert done.code == 0
    (folder / "form.csv").unlink()
    assert batch(folder, tmp_path / "c.csv", "--since", tmp_path / "whole.csv").code == 0
    assert {each["change"] for each in read_any(tmp_path / "c.csv")} == {"same"}


def test_answers_files_are_a_squad_without_a_folder(folder: Path, tmp_path: Path) -> None:
    files = sorted(folder.glob("*.json"))
    done = batch(*files, tmp_path / "out.csv", "--summary")
    assert done.code == 0
    rows = read_any(tmp_path / "out.csv")
    assert [(str(each["athlete"]).strip(), each["urgency"]) for each in rows] == [
        ("ana", "not_checked"), ("Cy", "emergency"),
    ]  # fmt: skip
    assert "emergency   Cy:" in batch(files[1], "--summary").out
    assert "needs INPUT and OUTPUT" in batch(*files, "a.csv", "b.csv").err
    missing = batch(*files, tmp_path / "none.json", "-").err
    assert "none.json: cannot be read: No such file or directory" in missing


def test_a_bad_cell_is_named_where_it_stands(folder: Path, tmp_path: Path) -> None:
    write_csv(folder / "late.csv", [{SIGN: "no", "age": "40"}, {SIGN: "no", "age": "old"}])
    done = batch(folder, tmp_path / "out.csv", "--id-column", "Your name")
    assert "late.csv, row 3: age: `old` is not an answer" in done.err


def test_an_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    assert "holds no table and no answers" in batch(tmp_path / "none", "-").err
