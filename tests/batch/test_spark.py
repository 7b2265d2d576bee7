"""The same program on Spark; run by `make spark`, where a missing Java is a failure."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

import lowback
from lowback.batch import assess_frame
from lowback.knowledge.schema import Knowledge
from tests.batch.one_runner import drawn, expected, table_of

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

pytestmark = pytest.mark.spark
RUNNERS = 60


@pytest.fixture(scope="module")
def spark() -> "Iterator[SparkSession]":
    from pyspark.sql import SparkSession

    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .getOrCreate()
    )
    yield session
    session.stop()


def test_a_row_on_spark_is_a_runner(spark: "SparkSession", knowledge: Knowledge) -> None:
    runners = drawn(RUNNERS, knowledge)
    table = table_of(runners, knowledge)
    rows = [(at, *cells) for at, cells in enumerate(zip(*table.values(), strict=True))]
    schema = ", ".join(["row int", *(f"{each} string" for each in table)])
    frame = assess_frame(spark.createDataFrame(rows, schema), knowledge, scores=True)
    found: list[dict[str, Any]] = [each.asDict() for each in frame.orderBy("row").collect()]
    for row, raw in zip(found, runners, strict=True):
        wanted = expected(raw, knowledge)
        assert {name: row[name] for name in wanted} == wanted


def test_the_table_of_the_manual_on_spark(spark: "SparkSession", knowledge: Knowledge) -> None:
    rows = [("30 mi", "Yes", 30), ("far", "perhaps", 300)]
    frame = spark.createDataFrame(rows, "weekly_km string, rf_fever string, age int")
    assessed = lowback.assess_table(frame, knowledge=knowledge)
    assert type(assessed) is type(frame)
    assert assessed.columns[:3] == frame.columns
    good, bad = assessed.collect()
    assert (good["urgency"], bad["urgency"]) == ("urgent", "invalid")
    for part in ("weekly_km: `far`", "rf_fever: `perhaps`", "age: `age` is 300"):
        assert part in bad["problems"]
