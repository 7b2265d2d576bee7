"""The program for scripts: one import, typed results, any frame, and a notebook that runs."""

import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import msgspec
import nbclient
import nbformat
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from jupyter_client.manager import AsyncKernelManager

import lowback
from lowback.result.read import read_assessment
from tests.program import EXAMPLE, run

ROOT = Path(__file__).parents[1]
DAY = date(2026, 11, 23)
ROWS = {"who": ["A", "B"], "age": ["30", "forty"], "rf_leaking": ["yes", None]}


def test_one_runner_as_the_command_line_has_it() -> None:
    made = lowback.assess(EXAMPLE, today=DAY, country="gb")
    written = run("assess", "--answers", EXAMPLE, "--country", "GB", "--format", "json").stdout
    assert made.to_json() == written.decode()
    assert made.to_dict() == msgspec.json.decode(written)


def test_what_is_left_out_is_unknown() -> None:
    made = lowback.assess({"age": 30}, today=DAY)
    assert not made.triage.complete
    assert "rf_leaking" in made.triage.unchecked


def test_the_day_and_a_number_with_its_unit() -> None:
    made = lowback.assess({"weekly_km": "30 mi"}, today=date(2027, 1, 2))
    assert made.assessed_on == "2027-01-02"
    assert [round(float(str(each.value))) for each in made.answers] == [48]


def test_every_mistake_is_named_at_once() -> None:
    with pytest.raises(lowback.LowbackError) as caught:
        lowback.assess({"age": "forty", "onset": "suden_moment"})
    assert [str(each.where) for each in caught.value.problems] == ["age", "onset"]
    assert "did you mean `sudden_moment`" in str(caught.value)


def test_reports_and_the_page_of_a_notebook() -> None:
    made = lowback.assess({"age": 30, "rf_leaking": "yes"}, today=DAY)
    assert made.report("markdown").startswith("# ")
    shown = made._repr_html_()
    assert shown.startswith("<iframe")
    assert "<script" not in shown
    assert shown.count("<") == 2
    assert read_assessment(made.to_json().encode(), "x").triage == made.triage
    with pytest.raises(ValueError, match="pdf"):
        made.report("pdf")


def test_own_knowledge(tmp_path: Path) -> None:
    text = (ROOT / "data" / "clinic.yaml").read_text(encoding="utf-8")
    shipped = lowback.load_knowledge()
    name = shipped.clinic.name
    (tmp_path / "clinic.yaml").write_text(text.replace(name, "Our club"), encoding="utf-8")
    ours = lowback.load_knowledge(tmp_path)
    assert "Our club" in lowback.assess({"age": 30}, knowledge=ours).report("markdown")
    assert "Our club" not in lowback.assess({"age": 30}).report("markdown")


FRAMES: dict[str, tuple[Callable[[], Any], Callable[[Any], list[Any]]]] = {
    "Polars": (lambda: pl.DataFrame(ROWS), lambda frame: frame["urgency"].to_list()),
    "lazy Polars": (
        lambda: pl.LazyFrame(ROWS),
        lambda frame: frame.collect()["urgency"].to_list(),
    ),
    "pandas": (lambda: pd.DataFrame(ROWS, dtype="str"), lambda frame: frame["urgency"].tolist()),
    "categories of Polars": (
        lambda: pl.DataFrame(ROWS).cast(pl.Categorical),
        lambda frame: frame["urgency"].to_list(),
    ),
    "categories of pandas": (
        lambda: pd.DataFrame(ROWS, dtype="category"),
        lambda frame: frame["urgency"].tolist(),
    ),
    "PyArrow": (lambda: pa.table(ROWS), lambda table: table["urgency"].to_pylist()),
    "DuckDB": (
        lambda: duckdb.from_arrow(pa.table(ROWS)),
        lambda relation: [row[0] for row in relation.select("urgency").fetchall()],
    ),
}


@pytest.mark.parametrize("kind", FRAMES)
def test_many_runners(kind: str) -> None:
    make, urgencies = FRAMES[kind]
    frame = make()
    done = lowback.assess_table(frame)
    assert type(done) is type(frame)
    assert urgencies(done) == ["emergency", "invalid"]


@pytest.mark.parametrize("script", ["import lowback", "import lowback; dir(lowback)"])
def test_the_import_alone_loads_nothing(script: str) -> None:
    heavy = ("msgspec", "polars", "yaml", "typer")
    loaded = f"print([each for each in {heavy} if each in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; {script}; {loaded}"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout == "[]\n"


def test_what_is_not_there() -> None:
    with pytest.raises(AttributeError, match="diagnose"):
        lowback.diagnose  # noqa: B018 - looking is the test
    assert {"assess", "assess_table", "load_knowledge"} <= set(dir(lowback))


class _Kernel(AsyncKernelManager):
    """This Python, talked to through files: no address of a network is used."""

    def format_kernel_cmd(self, extra_arguments: list[str] | None = None) -> list[str]:
        return [
            sys.executable, "-m", "ipykernel_launcher", "-f", self.connection_file,
            *(extra_arguments or []),
        ]  # fmt: skip


def test_the_notebook_runs(tmp_path: Path) -> None:
    notebook = nbformat.reads(  # type: ignore[no-untyped-call]
        (ROOT / "examples" / "lowback.ipynb").read_text(encoding="utf-8"), as_version=4
    )
    assert all(not each.get("outputs") for each in notebook.cells)
    kernel = _Kernel(transport="ipc", ip=str(tmp_path / "kernel"))
    done = nbclient.NotebookClient(notebook, km=kernel, timeout=300).execute()
    shown = [
        str(output) for cell in done.cells if cell.cell_type == "code" for output in cell.outputs
    ]
    assert "did you mean `sudden_moment`" in "".join(shown)
    assert "<iframe" in shown[-1]


def test_the_manual_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("squad.csv").write_text("who,age,rf_leaking\nA,30,no\nB,40,yes\n")
    blocks = (ROOT / "docs" / "python.md").read_text(encoding="utf-8").split("```python\n")[1:]
    found: dict[str, Any] = {}
    for block in blocks:
        exec(block.partition("```")[0], found)  # noqa: S102 - our own manual
    assert found["done"].height == 2
