"""The report of a row is of that athlete: number, name, day and who answered stand on it."""

import json
import re
from pathlib import Path

import pytest

from tests.batch.table_files import read_any, write_csv
from tests.commands.batch_run import batch

SIGN = "rf_saddle_numbness"
SQUAD = [
    {"Timestamp": "11/20/2026 9:02:11", "Your name": "Anna", SIGN: "no", "weekly_km": "40"},
    {"Timestamp": "11/21/2026 9:02:11", "Your name": "Ben", SIGN: "yes", "weekly_km": "40"},
    {"Timestamp": "", "Your name": "Sam", SIGN: "no", "weekly_km": "30"},
]
WHO = ("--id-column", "Your name")


@pytest.fixture(autouse=True)
def day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795478400")  # 24 November 2026


def reports(tmp_path: Path, *options: object, rows: object = SQUAD) -> dict[str, str]:
    table, folder = write_csv(tmp_path / "in.csv", rows), tmp_path / "out"  # type: ignore[arg-type]
    batch(table, "--reports", folder, *options)
    return {each.name: each.read_text() for each in folder.iterdir()}


def test_summary_and_reports_count_the_rows_of_the_file(tmp_path: Path) -> None:
    rows = [{**each, "Your name": ""} for each in SQUAD]
    found = reports(tmp_path, rows=rows)
    done = batch(write_csv(tmp_path / "in2.csv", rows), "--summary")
    row = int(re.search(r"emergency +row (\d+)", done.out)[1])  # type: ignore[index]
    assert row == 3
    assert "EMERGENCY" in found[f"{row:04d}.html"]
    assert all("EMERGENCY" not in text for name, text in found.items() if str(row) not in name)


@pytest.mark.parametrize("as_format", ["terminal", "json", "markdown", "html", "fhir", "clinician"])
def test_every_report_says_whose_it_is_and_from_when(as_format: str, tmp_path: Path) -> None:
    found = reports(tmp_path, "--report-format", as_format, *WHO)
    for row, name, day in ((2, "Anna", "20"), (3, "Ben", "21")):
        text = next(text for file, text in found.items() if file.startswith(f"{row:04d}-{name}"))
        words = " ".join(text.split())
        assert name in words
        if as_format == "json":
            subject = json.loads(text)["subject"]
            assert (subject["row"], subject["answered_on"]) == (row, f"2026-11-{day}")
            assert subject["answered_by"] == "form"
        else:
            assert f"ow {row} of in.csv; answers of {day} November 2026" in words
            assert "answered in a form, which does not say who" in words


def test_without_a_date_the_day_of_the_run_counts_and_the_report_says_so(tmp_path: Path) -> None:
    found = reports(tmp_path, *WHO, "--report-format", "terminal")
    text = " ".join(found["0004-Sam.txt"].split())
    assert "no date came with the answers, so days are counted from 24 November 2026" in text


@pytest.mark.parametrize(
    ("voice", "words"), [("runner", "by the athlete"), ("coach", "by a coach")]
)
def test_voice_says_who_answered(voice: str, words: str, tmp_path: Path) -> None:
    found = reports(tmp_path, *WHO, "--voice", voice, "--report-format", "markdown")
    assert all(f"answered {words}" in text for text in found.values())


def test_an_emergency_beside_a_typo_keeps_its_urgency_and_its_card(tmp_path: Path) -> None:
    rows = [{**SQUAD[1], "weekly_km": "about forty"}, {**SQUAD[0], "weekly_km": "quite a lot"}]
    found = reports(tmp_path, *WHO, rows=rows)
    assert list(found) == ["0002-Ben.html"]
    assert "EMERGENCY" in found["0002-Ben.html"]
    assert "could not be read: `about forty`" in found["0002-Ben.html"].replace("&#39;", "'")
    done = batch(tmp_path / "in.csv", tmp_path / "out.csv", *WHO)
    rows_out = read_any(tmp_path / "out.csv")
    assert [each["urgency"] for each in rows_out] == ["emergency", "invalid"]
    assert "about forty" in str(rows_out[0]["problems"])
    assert done.code == 1
    assert "emergency, hospital now: row 2 (Ben)" in done.err


def test_no_number_of_bad_rows_hides_an_emergency(tmp_path: Path) -> None:
    bad = {"Name": "x", SIGN: "no", "weekly_km": "loads and loads"}
    rows = [*[bad] * 5000, {"Name": "Emma", SIGN: "yes", "weekly_km": "30"}]
    page = tmp_path / "squad.html"
    table = write_csv(tmp_path / "in.csv", rows)
    done = batch(table, "--summary", "--id-column", "Name")
    first = done.out.split("Look at these first\n")[1].splitlines()[0]
    assert first.split()[:2] == ["emergency", "Emma:"]
    batch(table, "--summary", page, "--id-column", "Name")
    text = page.read_text()
    assert text.index("Emma") < text.index("loads and loads")


def test_a_blank_row_is_nobody(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text(f'Name,{SIGN},age\nAna,no,30\n,,\n\n"",,\nBo,,\n')
    done = batch(tmp_path / "in.csv", tmp_path / "out.csv", "--summary")
    rows = read_any(tmp_path / "out.csv")
    assert [each["urgency"] for each in rows] == ["not_checked", "", "", "", "not_checked"]
    assert all(rows[1][each] == "" for each in list(rows[1])[3:])
    assert "2 not_checked, 3 blank" in done.err
    assert re.search(r"blank rows, no verdict +3", done.out)
    assert done.code == 0


def test_reports_of_an_earlier_run_are_named(tmp_path: Path) -> None:
    reports(tmp_path, *WHO)
    table = write_csv(tmp_path / "few.csv", SQUAD[:1])
    assert "is not empty" in batch(table, "--reports", tmp_path / "out", *WHO).err
    done = batch(table, "--reports", tmp_path / "out", "--force", *WHO)
    assert "still holds older reports, perhaps of others: 0003-Ben.html, 0004-Sam.html" in done.err
    assert "wrote 1 report to" in done.err


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--report-format", "pdf"), "`pdf` is not a format"),
        (("--fail-on", "emergncy"), "did you mean `emergency`"),
        (("--voice", "me"), "must be runner or coach"),
        (("--sheet", "one"), "is not a workbook"),
    ],
)
def test_what_cannot_work_is_said_before_the_table_is_written(
    options: tuple[str, ...], message: str, tmp_path: Path
) -> None:
    table, result = write_csv(tmp_path / "in.csv", SQUAD), tmp_path / "out.csv"
    done = batch(table, result, "--reports", tmp_path / "r", *options)
    assert done.code == 2
    assert message in done.err
    assert not result.exists()
    assert not (tmp_path / "r").exists()


def test_the_page_is_checked_first_too(tmp_path: Path) -> None:
    table, result, page = (
        write_csv(tmp_path / "in.csv", SQUAD),
        tmp_path / "o.csv",
        tmp_path / "p.html",
    )
    page.write_text("mine")
    assert "already exists" in batch(table, result, "--summary", page).err
    assert not result.exists()


def test_the_page_leads_to_each_report_and_says_by_when(tmp_path: Path) -> None:
    rows = [{**SQUAD[0], "rf_fever": "yes"}, {**SQUAD[1], "rf_fever": "no"}]
    page = tmp_path / "pages" / "squad.html"
    page.parent.mkdir()
    table = write_csv(tmp_path / "in.csv", rows)
    batch(table, "--summary", page, "--reports", tmp_path / "out", *WHO)
    text = page.read_text()
    links = re.findall(r'<a href="([^"]+)">(\w+)</a>', text)
    assert [name for _, name in links] == ["Ben", "Anna"]
    assert all((page.parent / link).resolve().is_file() for link, _ in links)
    assert "by 22 November 2026 (past)" in text  # urgent: within 48 hours of 20 November
    assert "Made on 24 November 2026" in text
    assert "knowledge 20" in text


@pytest.mark.parametrize(("level", "code"), [("emergency", 3), ("urgent", 3), (None, 0)])
def test_fail_on_a_level(level: str | None, code: int, tmp_path: Path) -> None:
    table = write_csv(tmp_path / "in.csv", SQUAD)
    options = ("--fail-on", level) if level else ()
    assert batch(table, tmp_path / "out.csv", *options).code == code


def test_fail_on_a_level_that_nobody_reached(tmp_path: Path) -> None:
    table = write_csv(tmp_path / "in.csv", SQUAD[:1])
    assert batch(table, tmp_path / "out.csv", "--fail-on", "urgent").code == 0
