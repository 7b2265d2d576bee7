"""Headings are matched by id or wording, and what is doubtful is an error."""

import pytest

from lowback.batch.table.headers import match_headers
from lowback.batch.table.meanings import Meaning, letter
from lowback.errors import LowbackError
from lowback.knowledge.schema import Knowledge


def test_ids_labels_and_full_wording(knowledge: Knowledge) -> None:
    age, fever = knowledge.questions["age"], knowledge.questions["rf_fever"]
    dressed = f"1. {fever.ask}".replace(" ", "\u00a0")[3:]
    columns = ["AGE", dressed, f"Grid [{knowledge.questions['onset'].label}]", "Shirt"]
    headers = match_headers(columns, knowledge)
    assert headers.questions == {"AGE": age.id, dressed: "rf_fever", columns[2]: "onset"}
    assert headers.unmatched == ("Shirt",)


def test_what_forms_add_is_not_listed(knowledge: Knowledge) -> None:
    google = ["Timestamp", "Email Address", "Score"]
    microsoft = ["ID", "Start time", "Completion time", "Email", "Name", "Last modified time",
                 "Total points", "Quiz feedback", "Points - Age", "Feedback - Age"]  # fmt: skip
    headers = match_headers([*google, *microsoft, "age"], knowledge)
    assert headers.form == (*google, *microsoft)
    assert headers.unmatched == ()


def test_one_heading_twice_names_both_columns(knowledge: Knowledge) -> None:
    with pytest.raises(LowbackError, match="columns B and D: have the same heading `Note`"):
        match_headers(["age", "Note", "onset", "Note"], knowledge)


def test_one_question_twice_names_both_columns(knowledge: Knowledge) -> None:
    asked = knowledge.questions["age"].ask
    with pytest.raises(LowbackError, match="columns A and C: both answer `age`"):
        match_headers(["age", "Note", asked], knowledge)


def test_a_heading_that_we_add_is_refused(knowledge: Knowledge) -> None:
    with pytest.raises(LowbackError, match="column B: `urgency` is a column we add"):
        match_headers(["age", "urgency"], knowledge, added=["urgency"])


def test_no_question_at_all(knowledge: Knowledge) -> None:
    with pytest.raises(LowbackError, match=r"no column is a question we know .*did you mean"):
        match_headers(["weekly_kms", "who"], knowledge)


def test_a_map_wins(knowledge: Knowledge) -> None:
    headers = match_headers(
        ["wk", "age"], knowledge, given={"wk": Meaning("weekly_km"), "age": None}
    )
    assert headers.questions == {"wk": "weekly_km"}


@pytest.mark.parametrize(("index", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ")])
def test_letters(index: int, letters: str) -> None:
    assert letter(index) == letters
