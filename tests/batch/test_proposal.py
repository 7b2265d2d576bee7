"""A proposed map guesses little, says how sure it is, and calms nobody."""

import re
from pathlib import Path

import pytest

from lowback.batch.table.mapping import read_map
from lowback.knowledge.schema import Knowledge, QuestionKind
from lowback.knowledge.strict_yaml import read_file
from tests.batch.table_files import read_any, write_csv
from tests.commands.batch_run import batch

SIGN = "rf_saddle_numbness"


def proposed(tmp_path: Path, rows: list[dict[str, str]]) -> dict[str, dict[str, object]]:
    file = tmp_path / "map.yaml"
    done = batch(write_csv(tmp_path / "in.csv", rows), "--propose-map", file, "--force")
    assert done.code == 0, done.err
    found: dict[str, dict[str, object]] = read_file(file).value
    return found


@pytest.mark.parametrize(
    "cell",
    ["Now", "Non", "noo way", "no idea", "nothing new", "not really", "N", "non", "0", "nos"],
)
def test_no_guess_calms_a_warning_sign(cell: str, tmp_path: Path) -> None:
    rows = [{SIGN: "yes", "rf_fever": cell}, {SIGN: cell, "rf_fever": "x"}]
    for cells in proposed(tmp_path, rows)["answers"].values():
        assert isinstance(cells, dict)
        assert "no" not in cells.values()


def test_a_listed_spelling_may_be_a_no(tmp_path: Path) -> None:
    found = proposed(tmp_path, [{"rf_fever": "nope"}, {"rf_fever": "yess"}])
    assert found["answers"]["rf_fever"] == {"nope": "no", "yess": "yes"}


def test_numbers_are_never_guessed(tmp_path: Path) -> None:
    cells = ["30 miles a fortnight", "1,200", "forty", "4-5", "800+"]
    found = proposed(tmp_path, [{"weekly_km": each} for each in cells])
    assert found["answers"]["weekly_km"] == dict.fromkeys(cells)


def test_short_headings_are_right_or_left_to_the_author(
    tmp_path: Path, knowledge: Knowledge
) -> None:
    """Headings cut to nine words, as a spreadsheet with narrow columns invites."""
    signs = [
        each for each in knowledge.questions.values() if not each.derive and not each.self_test
    ]
    short = {" ".join(each.ask.split()[:9]): each.id for each in signs}
    found = proposed(tmp_path, [dict.fromkeys(short, "")])["columns"]
    wrong = {
        heading: meant for heading, meant in found.items() if meant not in (short[heading], None)
    }
    assert wrong == {}
    assert sum(meant is not None for meant in found.values()) > len(found) * 0.6


@pytest.mark.parametrize(
    "heading",
    ["Date submitted", "Start Date (UTC)", "Phone", "Event", "Height", "Shirt size", "Pain"],
)
def test_headings_of_the_form_are_not_questions(heading: str, tmp_path: Path) -> None:
    found = proposed(tmp_path, [{heading: "x", "age": "30"}])
    assert (found["columns"] or {}).get(heading) is None


def test_a_map_is_written_though_nothing_matches(tmp_path: Path) -> None:
    found = proposed(tmp_path, [{"Wie alt sind Sie heute genau?": "30", "Taubes Gefühl?": "nein"}])
    assert set(found["columns"]) == {"Wie alt sind Sie heute genau?", "Taubes Gefühl?"}
    assert set(found["columns"].values()) == {None}
    text = (tmp_path / "map.yaml").read_text()
    assert all("# " in line for line in text.splitlines() if line.startswith("  "))


def test_cells_of_guessed_columns_are_proposed_too(tmp_path: Path) -> None:
    heading = "How old are you now?"
    rows = [{heading: "thirty", "rf_fever": "yess"}]
    assert set(proposed(tmp_path, rows)["answers"]) == {"age", "rf_fever"}


def test_a_map_for_every_yes_or_no_question(tmp_path: Path, knowledge: Knowledge) -> None:
    signs = [
        each.id for each in knowledge.questions.values() if each.kind is QuestionKind.YES_NO_UNSURE
    ]
    file = tmp_path / "map.yaml"
    file.write_text('answers: {"*": {"1": yes, "0": no, "weiss nicht": not_answered}}\n')
    rows = [dict.fromkeys(signs, "0"), {**dict.fromkeys(signs, "0"), signs[0]: "weiss nicht"}]
    table = write_csv(tmp_path / "in.csv", rows)
    assert batch(table, tmp_path / "bad.csv").code == 1
    assert batch(table, tmp_path / "out.csv", "--map", file).code == 0
    found = read_any(tmp_path / "out.csv")
    assert signs[0] in str(found[1]["unchecked_red_flags"]).split(";")
    assert signs[0] not in str(found[0]["unchecked_red_flags"]).split(";")


def test_entries_that_match_nothing_are_named(tmp_path: Path) -> None:
    file = tmp_path / "map.yaml"
    file.write_text(
        'columns: {"How old": age, "Gone": ignore}\nanswers: {rf_fever: {"jep": yes}}\n'
    )
    table = write_csv(tmp_path / "in.csv", [{"How old": "30", "rf_fever": "no"}])
    said = batch(table, tmp_path / "out.csv", "--map", file).err
    assert re.search(r"map.yaml:1:\d+: `Gone` is no heading of this table", said)
    assert "`jep` is no cell under `rf_fever` of this table" in said
    assert "`How old`" not in said


def test_a_map_says_numbers_and_what_is_no_answer(tmp_path: Path, knowledge: Knowledge) -> None:
    file = tmp_path / "map.yaml"
    file.write_text("answers: {weekly_km: {about half a marathon: 21, dunno: not_answered}}\n")
    found = read_map(file, knowledge)
    assert found.answers["weekly_km"] == {"abouthalfamarathon": 21, "dunno": None}
    file.write_text("columns: {x: {a: b}}\nanswers: {age: {old: 300}, rf_fever: {x: [1]}}\n")
    done = batch(write_csv(tmp_path / "in.csv", [{"age": "30"}]), "-", "--map", file)
    assert done.code == 2
    assert "map.yaml:1" in done.err
    assert "outside 5 to 110" in done.err


def test_ignored_columns_are_not_listed_as_unread(tmp_path: Path) -> None:
    file = tmp_path / "map.yaml"
    file.write_text('columns: {"Shirt": ignore}\n')
    table = write_csv(tmp_path / "in.csv", [{"age": "30", "Shirt": "M", "Hat": "L"}])
    assert "kept, not read: `Hat` (" in batch(table, "-", "--map", file).err
