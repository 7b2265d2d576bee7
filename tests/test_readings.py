"""The tables of `causes.yaml` are the readings of `data/readings/`, pooled and nothing else."""

from math import sqrt
from pathlib import Path

import pytest
from msgspec.structs import replace

from docs.pool_readings import Readings, doubted, pooled, readings, with_tables
from lowback.knowledge.load import shipped_folder
from lowback.knowledge.schema import Basis, Knowledge, Source

EVERY = readings(shipped_folder() / "readings")


def two(yes: tuple[float, float], no: tuple[float, float]) -> list[Readings]:
    return [{"rf_fever": {"yes": [yes[at]] * 7, "no": [no[at]] * 7}} for at in (0, 1)]


def test_the_tables_are_the_pooled_readings(knowledge: Knowledge) -> None:
    """`make tables` would change nothing."""
    text = (shipped_folder() / "causes.yaml").read_text(encoding="utf-8")
    assert with_tables(text, EVERY, knowledge) == text


def test_at_least_three_readings_stand_behind_every_table_of_a_source(knowledge: Knowledge) -> None:
    few = [
        (source.id, table.question)
        for source in knowledge.sources()
        for table in source.answers
        if table.basis is Basis.READINGS and table.readings < 3
    ]
    assert few == []


def test_a_figure_is_the_geometric_mean_scaled_to_100(knowledge: Knowledge) -> None:
    table = pooled("rf_fever", 0, two((4, 16), (96, 84)), knowledge)
    yes, no = 8, sqrt(96 * 84)
    assert table.of_100 == pytest.approx(
        {"yes": 100 * yes / (yes + no), "no": 100 * no / (yes + no)}, abs=0.05
    )
    assert table.readings == 2


def test_nothing_is_impossible_and_agreement_has_no_spread(knowledge: Knowledge) -> None:
    table = pooled("rf_fever", 0, two((0, 0), (100, 100)), knowledge)
    assert table.of_100["yes"] == pytest.approx(100 / 101, abs=0.05)
    assert table.spread == 1
    assert pooled("rf_fever", 0, two((2, 18), (98, 82)), knowledge).spread > 1.5


def test_a_reader_who_left_a_source_out_does_not_count_for_it(knowledge: Knowledge) -> None:
    told = two((4, 16), (96, 84))
    told[1] = {"rf_fever": {"yes": [16] * 6, "no": [84] * 6}}
    assert pooled("rf_fever", 6, told, knowledge).of_100["yes"] == pytest.approx(4, abs=0.05)
    assert pooled("rf_fever", 6, told, knowledge).readings == 1


def test_a_study_far_from_the_readings_is_named(knowledge: Knowledge) -> None:
    source = knowledge.sources()[0]
    table = source.answers[0]
    read = pooled(table.question, 0, EVERY, knowledge).of_100
    far = {choice: of_100 * 3 for choice, of_100 in read.items()}

    def known(figures: dict[str, float]) -> Knowledge:
        measured = replace(table, of_100=figures, basis=Basis.STUDY)
        changed: Source = replace(source, answers=(measured, *source.answers[1:]))
        return replace(knowledge, causes={**knowledge.causes, source.id: changed})

    assert len(list(doubted(EVERY, known(far)))) == len(read)
    assert list(doubted(EVERY, known(read))) == []


def test_a_question_worded_anew_is_taken_from_the_newest_pack(tmp_path: Path) -> None:
    for pack, of_100 in (("2026.11", 10), ("2026.12", 30)):
        answers = f"  rf_fever:\n    'yes': [{of_100}]\n"
        only = "" if pack == "2026.12" else "  rf_tb:\n    'yes': [5]\n"
        text = f'reader: role\nmade_by: language_model\npack: "{pack}"\nanswers:\n{answers}{only}'
        (tmp_path / f"{pack}.yaml").write_text(text)
    old, new = readings(tmp_path)
    assert old == {"rf_tb": {"yes": [5]}}
    assert new == {"rf_fever": {"yes": [30]}}
