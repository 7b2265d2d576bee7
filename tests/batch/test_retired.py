"""A table with the ids of an earlier version says what its answers surely imply today."""

from pathlib import Path

import duckdb
import polars as pl
import pytest

from lowback.batch import assess_frame
from lowback.knowledge.schema import Knowledge
from tests.batch.one_runner import expected, table_of
from tests.batch.table_files import read_any, write_csv
from tests.commands.batch_run import batch

SQUAD: list[dict[str, object]] = [
    {"rf_fever": "no", "rf_sudden_thin_bones": "yes", "age": "70", "rf_steroid_tablets": "yes"},
    {"rf_fever": "no", "rf_loin_pain_after_effort": "yes", "rf_dark_urine": "no", "age": "30"},
    {"rf_fever": "no", "rf_loin_pain_after_effort": "no", "rf_dark_urine": "unsure"},
    {"rf_fever": "no", "ibp_before_35": "yes", "bone_risk": "both", "rf_steroid_tablets": "yes"},
    {"rf_fever": "no", "ibp_before_35": "yes", "pain_began_age": "50", "bone_risk": "none"},
    {"rf_fever": "no", "pattern_over_years": "most_days_for_years", "past_episodes": "unsure"},
    {"rf_fever": "no", "rf_constant_deep_pain": "unsure", "ibp_arthritis": "no"},
]


def table(knowledge: Knowledge) -> dict[str, list[str | None]]:
    old = sorted({name for raw in SQUAD for name in raw if name not in knowledge.questions})
    cells = {name: [str(raw[name]) if name in raw else None for raw in SQUAD] for name in old}
    return {**table_of(SQUAD, knowledge), **cells}


@pytest.mark.parametrize("engine", ["polars", "lazy", "pandas", "duckdb"])
def test_a_row_with_old_ids_is_the_runner_with_old_answers(
    engine: str, knowledge: Knowledge
) -> None:
    frame = pl.DataFrame(table(knowledge))
    with duckdb.connect() as connection:
        match engine:
            case "polars":
                rows = assess_frame(frame, knowledge, scores=True).to_dicts()
            case "lazy":
                rows = assess_frame(frame.lazy(), knowledge, scores=True).collect().to_dicts()
            case "pandas":
                scored = pl.from_pandas(assess_frame(frame.to_pandas(), knowledge, scores=True))
                rows = scored.to_dicts()
            case _:
                relation = connection.from_arrow(frame.to_arrow())
                rows = pl.DataFrame(
                    assess_frame(relation, knowledge, scores=True).arrow()
                ).to_dicts()
    for row, raw in zip(rows, SQUAD, strict=True):
        wanted = expected(raw, knowledge)
        assert {name: row[name] for name in wanted} == wanted


def test_lists_of_ticks_beside_old_ids(knowledge: Knowledge) -> None:
    frame = pl.DataFrame({"bone_risk": [["none"], None], "rf_steroid_tablets": ["Yes", "No"]})
    rows = assess_frame(frame, knowledge, scores=True).to_dicts()
    for row, said in zip(rows, ({"bone_risk": "steroid_tablets"}, {}), strict=True):
        wanted = expected(said, knowledge)
        assert row["score_bone_stress_injury"] == wanted["score_bone_stress_injury"]


def test_an_old_sign_that_cannot_be_read_is_a_problem(tmp_path: Path, knowledge: Knowledge) -> None:
    rows = [
        {"who": "Ann", "age": "70", "rf_sudden_thin_bones": "yess"},
        {"who": "Bo", "age": "70", "rf_sudden_thin_bones": "Yes"},
        {"who": "Cy", "age": "70", "rf_sudden_thin_bones": "N/A"},
    ]
    done = batch(
        write_csv(tmp_path / "in.csv", rows), tmp_path / "out.csv", "--reports", tmp_path / "r"
    )
    assert "`yess` is not an answer to `rf_sudden_thin_bones`" in done.err
    assert "read as answers to an earlier version: `rf_sudden_thin_bones`" in done.err
    assert "read as not answered: `N/A`" in done.err
    found = read_any(tmp_path / "out.csv")
    wanted = expected({"age": "70", "rf_sudden_thin_bones": "yes"}, knowledge)
    assert [each["urgency"] for each in found] == [
        "invalid", wanted["urgency"], "not_checked",
    ]  # fmt: skip
    assert found[1]["red_flags"] == wanted["red_flags"]
    assert "rf_small_strain" not in str(found[1]["unchecked_red_flags"])


def test_a_folder_keeps_old_ids(tmp_path: Path, knowledge: Knowledge) -> None:
    (tmp_path / "in").mkdir()
    write_csv(tmp_path / "in" / "a.csv", [{"age": "70", "rf_sudden_thin_bones": "yes"}])
    (tmp_path / "in" / "b.json").write_text('{"age": 70, "rf_sudden_thin_bones": "yes"}')
    batch(tmp_path / "in", tmp_path / "out.csv")
    wanted = expected({"age": "70", "rf_sudden_thin_bones": "yes"}, knowledge)["red_flags"]
    assert [each["red_flags"] for each in read_any(tmp_path / "out.csv")] == [wanted, wanted]
