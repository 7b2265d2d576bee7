"""A form made before questions were reworded is read as far as the words still say the same."""

from collections.abc import Mapping
from pathlib import Path

import polars as pl
import pytest

from lowback.batch import assess_frame
from lowback.batch.table.former_wording import cells_of_every_form, questions_of_former_headings
from lowback.batch.table.headers import match_headers
from lowback.batch.table.wording import choice_words
from lowback.engine.answers import Answer, read_answer
from lowback.errors import LowbackError
from lowback.knowledge.headings import fold, former_headings
from lowback.knowledge.load import load_knowledge
from lowback.knowledge.schema import FormerWording
from tests.batch.one_runner import expected, table_of
from tests.batch.squad_of_thirty import squad_of_thirty
from tests.batch.table_files import read_any, write_csv
from tests.commands.batch_run import batch

KNOWLEDGE = load_knowledge()
WHOLE = [each for each in KNOWLEDGE.wordings if each.headings and not each.cells]
NARROW = [each for each in KNOWLEDGE.wordings if "no" in each.cells and each.cells["no"] != "no"]
TEXTS = [
    (question, text, meant)
    for question, cells in cells_of_every_form(KNOWLEDGE).items()
    for text, meant in cells.items()
    if question in KNOWLEDGE.questions
]
SADDLE = next(each for each in NARROW if each.question == "rf_saddle_numbness").headings[0]


def renamed(row: Mapping[str, object], at: int) -> dict[str, object]:
    """The same row under the headings of an old form, the n-th of each question."""
    old = {
        each.question: [*former_headings(each, KNOWLEDGE.questions[each.question])]
        for each in WHOLE
        if each.question in KNOWLEDGE.questions
    }
    return {
        old[name][at % len(old[name])] if name in old else name: cell for name, cell in row.items()
    }


@pytest.mark.parametrize("at", range(4))
def test_old_headings_give_the_verdicts_of_the_new_ones(at: int) -> None:
    new = pl.DataFrame(table_of(squad_of_thirty(KNOWLEDGE), KNOWLEDGE))
    old = pl.DataFrame(renamed(new.to_dict(as_series=False), at))
    assert sum(name not in new.columns for name in old.columns) > 15
    wanted = assess_frame(new, KNOWLEDGE, scores=True).drop(new.columns)
    found = assess_frame(old, KNOWLEDGE, scores=True).drop(old.columns)
    assert found.to_dicts() == wanted.to_dicts()


@pytest.mark.parametrize("wording", KNOWLEDGE.wordings, ids=lambda each: str(each.question))
def test_every_old_heading_is_read_and_no_text_of_today_is_one(wording: FormerWording) -> None:
    known = questions_of_former_headings(KNOWLEDGE, ())
    question = KNOWLEDGE.questions.get(wording.question)
    for heading in former_headings(wording, question):
        assert known[fold(heading)][0] == wording.question
    for heading in wording.headings[:1]:
        headers = match_headers(["age", f"7. {heading}"], KNOWLEDGE)
        assert headers.unmatched == ()
        assert question is None or headers.answered == ("age", wording.question)


@pytest.mark.parametrize("wording", NARROW, ids=lambda each: str(each.question))
def test_a_sign_that_asked_for_less_keeps_all_but_its_no(wording: FormerWording) -> None:
    cells = {"yes": ["yes", "Yes", "true"], "unsure": ["unsure", "Don't know"],
             "": ["no", "No", "FALSE", "n", "No."]}  # fmt: skip
    texts = [(said, text) for said, written in cells.items() for text in written]
    frame = pl.DataFrame({"age": 40, wording.headings[0]: [text for _, text in texts]})
    rows = assess_frame(frame, KNOWLEDGE).to_dicts()
    for row, (said, _) in zip(rows, texts, strict=True):
        wanted = expected({"age": 40, wording.question: said}, KNOWLEDGE)
        found = ("urgency", "red_flags", "unchecked_red_flags", "problems")
        assert {name: row[name] for name in found} == {name: wanted[name] for name in found}


@pytest.mark.parametrize(("question", "text", "meant"), TEXTS)
def test_every_old_text_of_an_answer_is_read(question: str, text: str, meant: str | None) -> None:
    asked = KNOWLEDGE.questions[question]
    assert text not in choice_words(asked)
    frame = pl.DataFrame({question: [text]})
    row = assess_frame(frame, KNOWLEDGE, scores=True).to_dicts()[0]
    answer = read_answer(question, meant, KNOWLEDGE, "file")
    said = ";".join(answer.choices) if isinstance(answer, Answer) else ""
    wanted = expected({question: said}, KNOWLEDGE)
    assert {name: row[name] for name in wanted} == wanted


def test_a_limp_of_old_is_not_surely_one_of_today() -> None:
    old = next(each for each in KNOWLEDGE.wordings if each.question == "rf_limp").headings[0]
    rows = assess_frame(pl.DataFrame({old: ["Yes", "No"]}), KNOWLEDGE).to_dicts()
    for row, said in zip(rows, ["unsure", "no"], strict=True):
        assert (
            row["unchecked_red_flags"]
            == expected({"rf_limp": said}, KNOWLEDGE)["unchecked_red_flags"]
        )


def test_a_question_that_meant_something_else_stays_unread(tmp_path: Path) -> None:
    rows = [{"age": "40", "Where is your main pain?": "In the middle", SADDLE: "No"}]
    done = batch(write_csv(tmp_path / "in.csv", rows), tmp_path / "out.csv")
    assert "kept, not read: `Where is your main pain?`" in done.err
    told = "asked in an earlier wording, of which only what still holds is read"
    assert f"{told}: `rf_saddle_numbness`" in done.err
    assert "rf_saddle_numbness" in str(read_any(tmp_path / "out.csv")[0]["unchecked_red_flags"])


def test_old_and_new_forms_in_one_folder(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for file, heading in (("old.csv", SADDLE), ("new.csv", "rf_saddle_numbness")):
        rows = [{"Name": f"{file} {said}", heading: said} for said in ("No", "Yes", "unsure")]
        write_csv(tmp_path / "in" / file, rows)
    done = batch(tmp_path / "in", tmp_path / "out.csv", "--id-column", "Name")
    found = {each["athlete"]: each for each in read_any(tmp_path / "out.csv")}
    unchecked = {name for name, row in found.items() if "saddle" in str(row["unchecked_red_flags"])}
    assert unchecked == {"old.csv No", "old.csv unsure", "new.csv unsure"}
    assert found["old.csv Yes"]["urgency"] == found["new.csv Yes"]["urgency"] == "emergency"
    assert "old.csv: asked in an earlier wording" in done.err


def test_an_old_and_a_new_heading_of_one_question_clash() -> None:
    with pytest.raises(LowbackError, match="columns A and B: both answer `rf_saddle_numbness`"):
        match_headers([SADDLE, "rf_saddle_numbness"], KNOWLEDGE)


def test_the_texts_of_a_question_that_is_no_longer_asked() -> None:
    heading = "Looking back over the years, how has this pain come and gone?"
    frame = pl.DataFrame(
        {"age": None, heading: ["Most days for a year or more", "It is new this year"]}
    )
    rows = assess_frame(frame, KNOWLEDGE, scores=True).to_dicts()
    for row, said in zip(rows, ["most_days_for_years", ""], strict=True):
        wanted = expected({"past_episodes": said}, KNOWLEDGE)
        assert {name: row[name] for name in wanted} == wanted


def test_a_column_of_an_old_choice_that_means_several_is_not_read() -> None:
    heading = "bone_risk [Stress fracture and another bone risk]"
    row = assess_frame(pl.DataFrame({"age": "30", heading: "yes"}), KNOWLEDGE).to_dicts()[0]
    assert heading in match_headers(["age", heading], KNOWLEDGE).unmatched
    assert row["urgency"] == expected({"age": "30"}, KNOWLEDGE)["urgency"]
