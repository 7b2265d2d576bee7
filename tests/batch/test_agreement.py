"""One runner and one row agree, on every engine."""

from collections.abc import Callable
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lowback.batch import assess_frame
from lowback.knowledge.load import load_knowledge
from tests.batch.one_runner import Table, drawn, expected, squads, table_of

KNOWLEDGE = load_knowledge()
Rows = list[dict[str, Any]]
Raw = dict[str, object]
RUNNERS = 60
# Without this DuckDB plans twice as long (docs/python.md); `test_api.py` goes without it.
QUICK_PLAN = "SET disabled_optimizers = 'expression_rewriter'"


def polars_rows(table: Table) -> Rows:
    frame = pl.DataFrame(table, schema=dict.fromkeys(table, pl.String))
    scored = assess_frame(frame, KNOWLEDGE, scores=True)
    assert isinstance(scored, pl.DataFrame)
    return scored.to_dicts()


def lazy_rows(table: Table) -> Rows:
    frame = pl.LazyFrame(table, schema=dict.fromkeys(table, pl.String))
    scored = assess_frame(frame, KNOWLEDGE, scores=True)
    assert isinstance(scored, pl.LazyFrame)
    return scored.collect(engine="streaming").to_dicts()


def pandas_rows(table: Table) -> Rows:
    scored = assess_frame(pd.DataFrame(table, dtype="str"), KNOWLEDGE, scores=True)
    assert isinstance(scored, pd.DataFrame)
    return [
        {str(name): None if pd.isna(value) else value for name, value in row.items()}
        for row in scored.to_dict("records")
    ]


def duckdb_rows(table: Table) -> Rows:
    frame = pl.DataFrame(table, schema=dict.fromkeys(table, pl.String))
    with duckdb.connect() as connection:
        connection.execute(QUICK_PLAN)
        scored = assess_frame(connection.from_arrow(frame.to_arrow()), KNOWLEDGE, scores=True)
        assert isinstance(scored, duckdb.DuckDBPyRelation)
        return pl.DataFrame(scored.arrow()).to_dicts()


def agree(engine: Callable[[Table], Rows], squad: list[Raw]) -> None:
    rows = engine(table_of(squad, KNOWLEDGE))
    for row, raw in zip(rows, squad, strict=True):
        wanted = expected(raw, KNOWLEDGE)
        assert {name: row[name] for name in wanted} == wanted


@pytest.mark.parametrize("engine", [polars_rows, lazy_rows])
@given(squad=squads(KNOWLEDGE, 1, 40))
@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_row_is_a_runner(engine: Callable[[Table], Rows], squad: list[Raw]) -> None:
    agree(engine, squad)


@pytest.mark.parametrize("engine", [polars_rows, pandas_rows, duckdb_rows])
def test_a_squad_is_its_runners(engine: Callable[[Table], Rows]) -> None:
    """One table, because other engines plan a program for longer than they run it."""
    agree(engine, drawn(RUNNERS, KNOWLEDGE))


def test_a_doubt_that_its_follow_ups_settle_is_checked_in_a_row_too() -> None:
    signs = {each.id: "no" for each in KNOWLEDGE.questions.values() if each.emergency}
    squad: list[Raw] = [
        {**signs, sign.id: said, name: choice.id}
        for sign in KNOWLEDGE.questions.values()
        for name in sign.clarify
        for choice in KNOWLEDGE.questions[name].choices
        for said in ("unsure", "yes")
    ]
    agree(polars_rows, squad)


@given(st.lists(st.tuples(st.integers(1000, 2300), st.integers(250, 2500)), min_size=20))
@settings(max_examples=5, deadline=None)
def test_bmi_is_rounded_as_for_one_runner(bodies: list[tuple[int, int]]) -> None:
    agree(
        polars_rows,
        [{"height_cm": height / 10, "weight_kg": mass / 10} for height, mass in bodies],
    )


@pytest.mark.parametrize(("height", "mass"), [(200, 99.8), (200, 73.8), (200, 119.8), (100, 25)])
def test_bmi_exactly_between_two_roundings(height: float, mass: float) -> None:
    agree(polars_rows, [{"height_cm": height, "weight_kg": mass}])
