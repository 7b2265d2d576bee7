"""The same program on Spark; run by `make spark`, where a missing Java is a failure."""

import random
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

import lowback
from lowback.batch import assess_frame
from lowback.knowledge.schema import Knowledge, Question, QuestionKind
from tests.batch.one_runner import expected, table_of

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


def answer(question: Question, chance: random.Random) -> object:
    """Any answer to a question: a choice, a number, or ticks."""
    known = question.choice_ids
    match question.kind:
        case QuestionKind.NUMBER:
            number = chance.randint(int(question.at_least or 0), int(question.at_most or 100))
            return chance.choice([number, number, *known])
        case QuestionKind.SEVERAL:
            alone = {each.id for each in question.choices if each.exclusive}
            return chance.sample([each for each in known if each not in alone], 2)
        case QuestionKind.YES_NO_UNSURE:
            return chance.choice(["no"] * 60 + ["yes", "unsure"])
    return chance.choice(known)


def squad(knowledge: Knowledge) -> list[dict[str, object]]:
    chance = random.Random(7)  # noqa: S311 - the same squad every time
    return [
        {
            each.id: answer(each, chance)
            for each in knowledge.questions.values()
            if not each.derive and chance.random() < filled
        }
        for filled in (chance.random() for _ in range(RUNNERS))
    ]


def test_a_row_on_spark_is_a_runner(spark: "SparkSession", knowledge: Knowledge) -> None:
    runners = squad(knowledge)
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
