"""Whatever tool exported the answers, the verdicts are those of the answers themselves."""

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from lowback.knowledge.schema import Knowledge, Urgency
from tests.batch.export_columns import Squad
from tests.batch.exports import TOOLS
from tests.batch.one_runner import Columns, expected
from tests.batch.squad_of_thirty import SIZE, squad_of_thirty
from tests.commands.batch_run import batch


@pytest.fixture(scope="module")
def squad(knowledge: Knowledge) -> Squad:
    return squad_of_thirty(knowledge)


@pytest.fixture(scope="module")
def truth(squad: Squad, knowledge: Knowledge) -> list[Columns]:
    return [expected(each, knowledge) for each in squad]


@pytest.fixture(autouse=True)
def day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795478400")  # 24 November 2026


def test_the_squad_holds_what_can_go_wrong(truth: list[Columns], squad: Squad) -> None:
    found = {each["urgency"] for each in truth}
    assert found == {each.value for each in Urgency}
    cells = [cell for raw in squad for cell in raw.values()]
    assert any(isinstance(each, list) and len(each) > 1 for each in cells)
    assert any(isinstance(each, float) for each in cells)
    assert "unsure" in cells
    assert len({each["source_1"] for each in truth}) > 3


@pytest.mark.parametrize("tool", TOOLS, ids=lambda each: each.__name__)
def test_every_export_gives_the_same_verdicts(
    tool: Callable[[Path, Squad, Knowledge], Path],
    squad: Squad,
    truth: list[Columns],
    knowledge: Knowledge,
    tmp_path: Path,
) -> None:
    done = batch(tool(tmp_path, squad, knowledge), tmp_path / "out.parquet", "--scores")
    assert done.code == 0, done.err
    rows = pl.read_parquet(tmp_path / "out.parquet").to_dicts()
    assert len(rows) == SIZE
    for row, wanted in zip(rows, truth, strict=True):
        assert {name: row[name] for name in wanted} == wanted
