"""Who is new, worse, gone, late, or in two rows since the last time."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from tests.batch.table_files import read_any, write_csv
from tests.commands.batch_run import Done, batch

CALM = {"rf_fever": "no", "rf_saddle_numbness": "no"}
WORSE = {"rf_fever": "yes", "rf_saddle_numbness": "no"}
Rows = Sequence[Mapping[str, str]]


def since(tmp_path: Path, old: Rows, new: Rows, *options: object) -> tuple[Done, list[object]]:
    batch(write_csv(tmp_path / "old.csv", old), tmp_path / "earlier.csv")
    table, result = write_csv(tmp_path / "new.csv", new), tmp_path / "now.csv"
    done = batch(table, result, "--since", tmp_path / "earlier.csv", "--id-column", "who", *options)
    return done, [each["change"] for each in read_any(result)] if result.exists() else []


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("@anna_runs", "@anna_runs"), ("+44 7700 900123", "+44 7700 900123"), ("-Jo-", "-Jo-"),
        ("José García", "josé garcía"), ("Tom  Brown", " tom Brown "), ("Zoë", "Zoe\u0308"),
        ("O'Neill", "o'neill"), ("'Flo", "'flo"),
    ],
)  # fmt: skip
def test_a_name_is_known_again(before: str, now: str, tmp_path: Path) -> None:
    done, changes = since(tmp_path, [{"who": before, **CALM}], [{"who": now, **WORSE}])
    assert changes == ["worse"]
    assert "not in this one" not in done.err


def test_who_is_gone_is_named_the_most_urgent_first(tmp_path: Path) -> None:
    old = [{"who": "Ann", **CALM}, {"who": "Bo", **CALM}, {"who": "K. Patel", **WORSE}]
    done, _ = since(tmp_path, old, [{"who": "Ann", **CALM}], "--summary")
    assert "in the earlier table, not in this one: K. Patel (urgent), Bo (not_checked)" in done.err
    assert "In the earlier table, not in this one\n  urgent      K. Patel" in done.out


def test_who_sent_nothing_new_is_late(tmp_path: Path) -> None:
    old = [
        {"Timestamp": "2026-11-01", "who": "Ann", **WORSE},
        {"Timestamp": "2026-11-01", "who": "Bo", **CALM},
    ]
    new = [{**old[0]}, {**old[1], "Timestamp": "2026-11-20"}]
    done, _ = since(tmp_path, old, new, "--summary")
    assert "no newer answers since the earlier table: Ann (urgent)" in done.err
    assert "No newer answers since the earlier table\n  urgent      Ann" in done.out


def test_an_athlete_in_two_rows_is_named(tmp_path: Path) -> None:
    new = [{"who": "Anna", **CALM}, {"who": "Bo", **CALM}, {"who": "anna ", **WORSE}]
    done, _ = since(tmp_path, [{"who": "Anna", **CALM}], new)
    assert "Anna stands in rows 2 and 4: which one holds?" in done.err.replace("2, 4", "2 and 4")
    page = tmp_path / "squad.html"
    batch(tmp_path / "new.csv", "--summary", page, "--id-column", "who")
    assert "Anna: rows 2, 4" in page.read_text()


def test_a_blank_row_changes_nothing(tmp_path: Path) -> None:
    blank = {"who": "", "rf_fever": "", "rf_saddle_numbness": ""}
    _, changes = since(tmp_path, [{"who": "Ann", **CALM}], [blank, {"who": "Ann", **CALM}])
    assert changes == ["", "same"]
