"""The worst place narrows the ticked ones, for one runner and for a row alike."""

import polars as pl
import pytest
from msgspec.structs import replace

from lowback import assess, assess_table
from lowback.batch import assess_frame
from lowback.engine.answers import read_answers
from lowback.engine.score import rank_causes
from lowback.knowledge.load import load_knowledge
from lowback.knowledge.schema import Knowledge, QuestionKind, SomethingElse, Source

PLACES = ("sit_bone", "band_both_sides", "low_back_unsure")
ROWS: list[tuple[str | None, str | None]] = [
    (None, None),
    ("sit_bone;band_both_sides", None),
    ("sit_bone;band_both_sides", "sit_bone"),
    ("sit_bone;band_both_sides", "unsure"),
    ("low_back_unsure", None),
    (None, "band_both_sides"),
]


@pytest.fixture(scope="module")
def known() -> Knowledge:
    """The shipped knowledge, whatever its place questions are, with a worst place."""
    shipped = load_knowledge()
    place = replace(shipped.questions["pain_location"], kind=QuestionKind.SEVERAL)
    unsure = replace(place.choices[0], id="unsure", exclusive=False)
    worst = replace(
        place,
        id="pain_worst",
        kind=QuestionKind.CHOICE,
        choices=(*(each for each in place.choices if not each.exclusive), unsure),
    )
    questions = {**shipped.questions, "pain_location": place, "pain_worst": worst}
    causes = {
        name: _narrowed(each) if isinstance(each, Source) else each
        for name, each in shipped.causes.items()
    }
    other = _narrowed(shipped.something_else)
    assert isinstance(other, SomethingElse)
    return replace(shipped, questions=questions, causes=causes, something_else=other, red_flags={})


def _narrowed(competitor: Source | SomethingElse) -> Source | SomethingElse:
    tables = tuple(
        replace(each, one_of=True, narrowed_by="pain_worst")
        if each.question == "pain_location"
        else each
        for each in competitor.answers
    )
    return replace(competitor, answers=tables)


@pytest.mark.parametrize("columns", [("pain_location", "pain_worst"), ("pain_worst",)])
def test_one_runner_and_a_row_agree(known: Knowledge, columns: tuple[str, ...]) -> None:
    told = [dict(zip(("pain_location", "pain_worst"), row, strict=True)) for row in ROWS]
    frame = pl.DataFrame(
        {name: [row[name] for row in told] for name in columns},
        schema=dict.fromkeys(columns, pl.String),
    )
    found = assess_frame(frame, known, scores=True)
    for at, row in enumerate(told):
        raw = {name: row[name] for name in columns if row[name]}
        for each in rank_causes(read_answers(raw, known, "file"), known).sources:
            assert found[f"score_{each.cause.id}"][at] == pytest.approx(each.score, abs=1e-9)


def test_the_worst_place_alone_counts_as_that_place(known: Knowledge) -> None:
    def hamstring(**raw: str) -> float:
        ranked = rank_causes(read_answers(raw, known, "file"), known).sources
        return next(each.score for each in ranked if each.cause.id == "hamstring")

    both = "sit_bone;band_both_sides"
    assert hamstring(pain_location=both, pain_worst="sit_bone") == hamstring(pain_worst="sit_bone")
    assert hamstring(pain_location=both) < hamstring(pain_worst="sit_bone")
    assert hamstring(pain_location=both, pain_worst="unsure") == hamstring(pain_location=both)


def test_what_stands_out_needs_a_place_in_a_row_as_for_a_runner() -> None:
    sharp = {
        "leg_pain_reach": "into_foot",
        "leg_vs_back": "leg_worse",
        "cough_sneeze": "shoots_down_leg",
    }
    places = [
        {"pain_location": "low_back_unsure"},
        {"pain_location": "low_back_unsure;mostly_leg"},
        {"pain_location": "low_back_unsure;mostly_leg", "pain_worst": "low_back_unsure"},
        {"pain_location": "low_back_unsure;mostly_leg", "pain_worst": "mostly_leg"},
    ]
    denied = {each.id: "no" for each in load_knowledge().questions.values() if each.emergency}
    rows = [{**denied, **sharp, "pain_worst": None, **each} for each in places]
    table = assess_table(pl.DataFrame(rows))["clear_source"].to_list()
    assert table == [None, "sciatica", None, "sciatica"]
    assert table == [_clear(row) for row in rows]


def _clear(row: dict[str, str | None]) -> object:
    told = {name: cell for name, cell in row.items() if cell}
    ticked = {"pain_location": str(told["pain_location"]).split(";")}
    return assess({**told, **ticked}).to_dict()["clear_source"]
