"""What becomes of each raw answer, and what is said of one that cannot be used."""

import math
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from lowback.engine.answers import (
    MOST_TIMES,
    Answer,
    is_unsure,
    read_answer,
    read_answers,
    with_derived,
)
from lowback.engine.rejected import Rejected
from lowback.errors import LowbackError
from lowback.knowledge.load import load_knowledge
from lowback.knowledge.schema import Knowledge, Question

BASE: dict[str, Any] = {
    "section": "s", "label": "x", "ask": "x", "ask_coach": "x", "why": "x",
}  # fmt: skip


def question(
    name: str, kind: str, choices: list[dict[str, Any]] | None = None, **more: object
) -> Question:
    listed = [{"label": "x", "said": "x", **each} for each in choices or []]
    return msgspec.convert({**BASE, "id": name, "kind": kind, "choices": listed, **more}, Question)


QUESTIONS = (
    question("sign", "yes_no_unsure"),
    question("colour", "choice", [{"id": "red"}, {"id": "green"}]),
    question(
        "ticks", "several",
        [{"id": "a"}, {"id": "b"}, {"id": "c"}, {"id": "none", "exclusive": True}],
    ),
    question(
        "age", "number",
        [{"id": "young", "below": 20}, {"id": "mid", "from": 20, "below": 40},
         {"id": "old", "from": 40}, {"id": "unsure"}],
        unit="years", at_least=5, at_most=110,
    ),
    question("free", "number"),
    question("height_cm", "number", unit="cm", at_least=100, at_most=230),
    question("weight_kg", "number", unit="kg", at_least=25, at_most=250),
    question("bmi", "number", [{"id": "high", "from": 30}], derive="bmi", at_least=10, at_most=70),
)  # fmt: skip
KNOWN: Knowledge = replace(load_knowledge(), questions={each.id: each for each in QUESTIONS})


def read(name: str, value: object) -> Answer:
    found = read_answer(name, value, KNOWN, "log")
    assert isinstance(found, Answer), found
    assert (found.question, found.origin) == (name, "log")
    return found


def wrong(name: str, value: object) -> str:
    found = read_answer(name, value, KNOWN, "file")
    assert isinstance(found, Rejected)
    return str(found)


@pytest.mark.parametrize("value", [None, "", []])
@pytest.mark.parametrize("name", ["sign", "colour", "ticks", "age"])
def test_an_empty_value_is_no_answer(name: str, value: object) -> None:
    assert read_answer(name, value, KNOWN, "file") is None


@pytest.mark.parametrize(
    ("value", "said"),
    [(True, "yes"), (False, "no"), ("yes", "yes"), ("no", "no"), ("unsure", "unsure")],
)
def test_a_sign(value: object, said: str) -> None:
    found = read("sign", value)
    assert (found.value, found.choices, found.low, found.high) == (said, (said,), None, None)
    assert is_unsure(found) is (said == "unsure")


@pytest.mark.parametrize(
    "value", ["a;b", "b; a", ["b", "a"], ("a", "b"), "a;;b;", ["a", " b ", ""]]
)
def test_ticks_in_the_order_of_the_question(value: object) -> None:
    assert read("ticks", value).choices == read("ticks", value).value == ("a", "b")


def test_one_tick_alone() -> None:
    assert read("ticks", "none").choices == ("none",)
    assert read("ticks", ["c", "c"]).choices == ("c",)
    assert read("ticks", " ;").choices == ()


@pytest.mark.parametrize(
    ("value", "choices", "low", "high"),
    [
        (20, ("mid",), 20.0, 20.0),
        (19.9, ("young",), 19.9, 19.9),
        (40, ("old",), 40.0, 40.0),
        (5, ("young",), 5.0, 5.0),
        (110, ("old",), 110.0, 110.0),
        ("33 years", ("mid",), 33.0, 33.0),
        ("young", ("young",), 5.0, 20.0),
        ("mid", ("mid",), 20.0, 40.0),
        ("old", ("old",), 40.0, math.inf),
        ("unsure", ("unsure",), None, None),
    ],
)
def test_a_number(value: object, choices: tuple[str, ...], low: float, high: float) -> None:
    found = read("age", value)
    assert (found.choices, found.low, found.high) == (choices, low, high)
    assert found.value == (value if choices == (value,) else low)
    assert type(found.value) is (str if choices == (value,) else float)


@pytest.mark.parametrize("value", [-1e9, 0, 7.5, 1e9])
def test_a_number_without_limits(value: float) -> None:
    assert read("free", value).value == value


LISTED = "`a`, `b`, `c`, `none`"
YEARS = "write a number in years or one of `young`, `mid`, `old`, `unsure`"


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("colours", "red", "`colours` is not a question we know; did you mean `colour`?"),
        ("zzz", "red", "`zzz` is not a question we know"),
        ("sign", "maybe", "`maybe` is not an answer to `sign`: write `yes`, `no`, `unsure`"),
        ("sign", 1, "`1` is not an answer to `sign`: write `yes`, `no`, `unsure`"),
        ("colour", True, "`yes` is not an answer to `colour`: write `red`, `green`"),
        ("colour", False, "`no` is not an answer to `colour`: write `red`, `green`"),
        ("colour", "gren", "`gren` is not an answer to `colour`: write `red`, `green`"
         "; did you mean `green`?"),
        ("colour", ["red"], "`['red']` is not an answer to `colour`: write `red`, `green`"),
        ("ticks", 3, f"`3` is not an answer to `ticks`: write {LISTED}"),
        ("ticks", {"a": 1}, f"`{{'a': 1}}` is not an answer to `ticks`: write {LISTED}"),
        ("ticks", "a;zz", f"`zz` is not an answer to `ticks`: write {LISTED}"),
        ("ticks", "a;non", f"`non` is not an answer to `ticks`: write {LISTED}"
         "; did you mean `none`?"),
        ("ticks", "none;a", "`ticks`: `none` cannot be ticked together with other choices"),
        ("age", 4, "`age` is 4, outside 5 to 110; check it"),
        ("age", 110.5, "`age` is 110.5, outside 5 to 110; check it"),
        ("age", "yung", f"`yung` is not an answer to `age`: {YEARS}; did you mean `young`?"),
        ("age", True, f"`True` is not an answer to `age`: {YEARS}"),
        ("age", [3], f"`[3]` is not an answer to `age`: {YEARS}"),
        ("age", math.nan, f"`nan` is not an answer to `age`: {YEARS}"),
        ("age", math.inf, f"`inf` is not an answer to `age`: {YEARS}"),
        ("free", "x", "`x` is not an answer to `free`: write a number"),
        ("height_cm", "x", "`x` is not an answer to `height_cm`: write a number in cm"),
        ("colour", "r" * 40, f"`{'r' * 40}` is not an answer to `colour`: write `red`, `green`"),
        ("colour", "r" * 41, f"`{'r' * 39}…` is not an answer to `colour`: write `red`, `green`"),
    ],
)  # fmt: skip
def test_what_cannot_be_used(name: str, value: object, message: str) -> None:
    assert wrong(name, value) == message


class TestMassIndex:
    def test_it_follows_from_height_and_mass(self) -> None:
        found = read_answers({"height_cm": 180, "weight_kg": 100}, KNOWN, "file")
        assert found["bmi"] == Answer("bmi", 30.9, ("high",), "derived", 30.9, 30.9)
        assert found["height_cm"].origin == "file"

    def test_it_is_rounded_to_one_decimal_before_it_is_compared(self) -> None:
        assert read_answers({"height_cm": 200, "weight_kg": 119.9}, KNOWN, "file")[
            "bmi"
        ].choices == ("high",)

    def test_what_was_said_wins(self) -> None:
        raw = {"height_cm": 180, "weight_kg": 100, "bmi": 25}
        assert read_answers(raw, KNOWN, "file")["bmi"].value == 25

    @pytest.mark.parametrize(
        "raw",
        [{"height_cm": 180}, {"weight_kg": 80}, {}, {"height_cm": 230, "weight_kg": 25}],
    )
    def test_half_is_nothing_and_so_is_the_impossible(self, raw: dict[str, object]) -> None:
        assert read_answers(raw, KNOWN, "file").keys() == raw.keys()

    def test_a_band_gives_none(self) -> None:
        banded = question("weight_kg", "number", [{"id": "heavy", "from": 100}], unit="kg")
        known = replace(KNOWN, questions={**KNOWN.questions, "weight_kg": banded})
        assert "bmi" not in read_answers({"height_cm": 180, "weight_kg": "heavy"}, known, "file")
        banded = replace(banded, id="height_cm")
        known = replace(KNOWN, questions={**KNOWN.questions, "height_cm": banded})
        assert "bmi" not in read_answers({"height_cm": "heavy", "weight_kg": 80}, known, "file")

    def test_nothing_given_is_changed(self) -> None:
        given = read_answers({"height_cm": 180}, KNOWN, "file")
        more = {**given, "weight_kg": read("weight_kg", 80)}
        assert "bmi" in with_derived(more, KNOWN)
        assert "bmi" not in more


class TestFiles:
    def test_every_problem_is_named_at_its_place_and_empty_ones_are_left_out(self) -> None:
        raw = {"age": "x", "sign": "", "colour": "red", "zzz": 1}
        with pytest.raises(LowbackError) as caught:
            read_answers(raw, KNOWN, "file", lambda name: f"here {name}")
        assert [str(each.where) for each in caught.value.problems] == ["here age", "here zzz"]
        assert caught.value.problems[1].message == "`zzz` is not a question we know"
        with pytest.raises(LowbackError, match=r"^zzz: `zzz` is"):
            read_answers({"zzz": 1}, KNOWN, "file")
        assert read_answers({"sign": "", "colour": "red"}, KNOWN, "file").keys() == {"colour"}

    def test_far_too_many_answers_are_one_problem(self) -> None:
        most = MOST_TIMES * len(QUESTIONS)
        raw: dict[str, object] = {f"q{at}": 1 for at in range(most)}
        with pytest.raises(LowbackError) as caught:
            read_answers(raw, KNOWN, "file")
        assert len(caught.value.problems) == most
        with pytest.raises(LowbackError) as caught:
            read_answers({**raw, "one_more": 1}, KNOWN, "file", lambda name: f"at {name}")
        message = f"at q0: {most + 1} answers for {len(QUESTIONS)} questions; is it the right file?"
        assert str(caught.value) == message
