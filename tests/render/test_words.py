"""Clean text, ASCII, places, citations: the words that reports share."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from lowback.engine.assessment import Fit
from lowback.knowledge.schema import Basis, Grade, Suitability, Urgency
from lowback.render.parts import words
from lowback.render.parts.citations import Citations
from lowback.render.parts.words import by_section, plain, to_ascii
from tests.hand_made import knowledge, ordinary, under_16, urgent

DANGEROUS = {"Cc", "Cs"}
DIRECTION = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@given(st.text())
def test_clean_text_cannot_move_the_cursor_or_turn_the_reading_direction(text: str) -> None:
    left = plain(text).replace("\n", "")
    assert not [each for each in left if unicodedata.category(each) in DANGEROUS]
    assert not set(left) & set(DIRECTION)


@given(st.text())
def test_ascii_is_ascii(text: str) -> None:
    assert to_ascii(plain(text)).isascii()


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("\x1b[31mred\x1b[0m", "[31mred[0m"),
        ("[red]bold[/red]", "[red]bold[/red]"),
        ("one\r\ntwo\u2028three", "one\ntwo\nthree"),
        ("left\u202eright", "leftright"),
        ("a\tb\x07\x9b", "a b"),
        ("naïve – “quoted” 5 × 3", "naïve – “quoted” 5 × 3"),  # noqa: RUF001 - typographic on purpose
    ],
)
def test_what_is_taken_out_and_what_stays(text: str, clean: str) -> None:
    assert plain(text) == clean


def test_ascii_keeps_the_nearest_sign() -> None:
    text = "naïve \u2013 “quoted”… 5 \u00d7 3 ≥ 2 漢"
    assert to_ascii(text) == 'naive - "quoted"... 5 x 3 >= 2 ?'


def test_every_value_has_a_word() -> None:
    assert set(words.FIT_WORDS) == set(Fit)
    assert set(words.URGENCY_WORDS) == set(Urgency)
    assert set(words.GRADE_MEANING) == set(Grade)
    assert set(words.BASIS_WORDS) == set(Basis)
    assert set(words.SUITABILITY_WORDS) == set(Suitability)


def test_ties_are_shown_as_ties() -> None:
    ranked = ordinary().sources
    assert [words.place(each, ranked) for each in ranked] == ["1", "=2", "=2", "4"]


def test_references_are_numbered_in_the_order_of_their_first_citation() -> None:
    cite = Citations(knowledge())
    assert cite.mark(["sample_2015", "example_2020"], Basis.STUDY) == " [1, 2]"
    assert cite.mark(["example_2020"], Basis.CONSENSUS) == " [2, judgement of experts]"
    assert cite.mark([]) == " [judgement of experts]"
    assert cite.mark(["gone_1999"]) == " [3]"
    assert [number for number, _ in cite.listed()] == [1, 2, 3]
    assert cite.listed()[2][1] == "gone_1999"
    assert "10.1000/example.2020" in cite.listed()[1][1]


def test_a_question_of_another_knowledge_shows_its_id() -> None:
    assert by_section(["rf_fever", "rf_gone"], knowledge()) == {
        "Illness": ["Fever or shivering"],
        "Other": ["rf_gone"],
    }


@pytest.mark.parametrize("complete", [True, False])
def test_unchecked_signs_are_never_called_absent(complete: bool) -> None:  # noqa: FBT001 - a parameter of the test
    for assessment in (ordinary(), urgent()):
        text = words.signs_reported(replace(assessment.triage, complete=complete))
        assert ("among the questions answered" in text) is not complete
        assert "no warning signs" not in text.lower()


def test_the_reason_for_no_ranking_is_in_plain_words() -> None:
    assert "You are under 16" in words.why_no_ranking(under_16(), knowledge())
