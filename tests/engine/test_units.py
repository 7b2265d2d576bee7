"""Numbers as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lowback.engine.units import parse_number, show_number


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("30", "km", 30),
        ("48km", "km", 48),
        ("30 mi", "km", 48.28032),
        ("30 Miles", "km", 48.28032),
        ("48,5 km", "km", 48.5),
        ("175", "cm", 175),
        ("1.75 m", "cm", 175),
        ("1 m 75", "cm", 175),
        ("5 ft 9", "cm", 175.26),
        ("5'9\"", "cm", 175.26),
        ("5’9″", "cm", 175.26),  # noqa: RUF001 - what phones type
        ("5ft", "cm", 152.4),
        ("69 in", "cm", 175.26),
        ("70kg", "kg", 70),
        ("154 lb", "kg", 69.853),
        ("11 st 4", "kg", 71.668),
        ("11 stone 4 lb", "kg", 71.668),
        ("34 years", "years", 34),
        ("6/10", "points", 6),
        ("6 out of 10", "points", 6),
    ],
)
def test_a_number_is_read_in_the_unit_of_the_question(text: str, unit: str, value: float) -> None:
    assert parse_number(text, unit) == pytest.approx(value, rel=1e-4)


@pytest.mark.parametrize(
    ("text", "unit"),
    [("-5", "km"), ("1e3", "km"), ("ten", "km"), ("30 kg", "km"), ("", "km"), ("nan", "kg"),
     ("5 ft 9", "kg"), ("12:30", "years"), ("1,2,3", "km"), ("٣٠ apples", "km")],
)  # fmt: skip
def test_what_cannot_be_understood_is_not_guessed(text: str, unit: str) -> None:
    assert parse_number(text, unit) is None


@given(st.text(max_size=30), st.sampled_from(["km", "cm", "kg", "years", "points", "bmi", ""]))
def test_any_text_is_a_non_negative_number_or_none(text: str, unit: str) -> None:
    value = parse_number(text, unit)
    assert value is None or value >= 0


def test_both_systems_are_shown() -> None:
    assert show_number(48.28, "km") == "48.3 km (30 mi)"
    assert show_number(175.26, "cm") == "175.3 cm (5 ft 9 in)"
    assert show_number(71.668, "kg") == "71.7 kg (11 st 4 lb)"
    assert show_number(6, "points") == "6 out of 10"
