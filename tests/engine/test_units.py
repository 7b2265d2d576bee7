"""Numbers as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lowback.engine.units import parse_number, show_number, two_readings, without_week


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
        ("5’9”", "cm", 175.26),  # noqa: RUF001 - what phones type at the end
        ("5ft", "cm", 152.4),
        ("69 in", "cm", 175.26),
        ("70kg", "kg", 70),
        ("154 lb", "kg", 69.853),
        ("11 st 4", "kg", 71.668),
        ("11 stone 4 lb", "kg", 71.668),
        ("34 years", "years", 34),
        ("34 yrs", "years", 34),
        ("34 years old", "years", 34),
        ("about 30", "km", 30),
        ("~30", "km", 30),
        ("ca. 30 mi", "km", 48.28032),
        ("12 000 km", "km", 12000),
        ("12\u00a0000", "km", 12000),
        ("70 kg.", "kg", 70),
        ("63 kilo", "kg", 63),
        ("1.825 m", "cm", 182.5),
        ("0.125", "km", 0.125),
        ("6/10", "points", 6),
        ("6 out of 10", "points", 6),
    ],
)
def test_a_number_is_read_in_the_unit_of_the_question(text: str, unit: str, value: float) -> None:
    assert parse_number(text, unit) == pytest.approx(value, rel=1e-4)


@pytest.mark.parametrize(
    ("text", "unit"),
    [("-5", "km"), ("1e3", "km"), ("ten", "km"), ("30 kg", "km"), ("", "km"), ("nan", "kg"),
     ("5 ft 9", "kg"), ("12:30", "years"), ("1,2,3", "km"), ("1.200", "km"), ("1,200 km", "km"),
     ("~1.200", "km"), ("4-5", "km"), ("800+", "km"), ("30 miles per week", "km"),
     ("about", "km"), ("~no", "km"), ("٣٠ apples", "km")],
)  # fmt: skip
def test_what_cannot_be_understood_is_not_guessed(text: str, unit: str) -> None:
    assert parse_number(text, unit) is None


def test_a_sign_that_groups_or_splits_is_asked_about() -> None:
    assert two_readings("1.200 km") == ("1200", "1.200")
    assert two_readings("1.2000") is None
    assert two_readings("0.200") is None


@pytest.mark.parametrize(
    "text", ["30 miles per week", "30 miles/week", "30 miles a wk", "30 miles"]
)
def test_a_week_may_be_named(text: str) -> None:
    assert without_week(text) == "30 miles"


@given(st.text(max_size=30), st.sampled_from(["km", "cm", "kg", "years", "points", "bmi", ""]))
def test_any_text_is_a_non_negative_number_or_none(text: str, unit: str) -> None:
    value = parse_number(text, unit)
    assert value is None or value >= 0


def test_both_systems_are_shown() -> None:
    assert show_number(48.28, "km") == "48.3 km (30 mi)"
    assert show_number(175.26, "cm") == "175.3 cm (5 ft 9 in)"
    assert show_number(71.668, "kg") == "71.7 kg (11 st 4 lb)"
    assert show_number(6, "points") == "6 out of 10"
