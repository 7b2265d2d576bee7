"""Each rule of logic on its own, with conditions written here: quick, and exact to the letter."""

from itertools import product
from typing import Any

import pytest

from lowback.engine.answers import NOTHING_FOUND, Answer
from lowback.engine.conditions import holds
from lowback.engine.triage import fires
from tests.engine.one_rule import (
    FEVER,
    KNOWN,
    LIMP,
    Truth,
    condition,
    knowledge,
    number,
    outcome,
    rule,
    said,
)


class TestHolds:
    @pytest.mark.parametrize(
        ("answer", "expected"), [("yes", True), ("no", False), ("unsure", None)]
    )
    def test_a_choice(self, answer: str, expected: Truth) -> None:
        assert outcome(FEVER, said(rf_fever=answer)) is expected

    def test_unanswered_is_unknown_whatever_is_asked(self) -> None:
        for written in (
            FEVER,
            {"question": "age", "below": 18},
            {"question": "age", "at_least": 0},
        ):
            assert outcome(written, {}) is None

    def test_not_sure_can_be_asked_for(self) -> None:
        assert outcome({"question": "rf_fever", "is": "unsure"}, said(rf_fever="unsure")) is True
        assert outcome({"question": "rf_fever", "is": ["no", "yes"]}, said(rf_fever="no")) is True

    @pytest.mark.parametrize(
        ("low", "high", "at_least", "below"),
        [
            (18, 18, True, False),
            (17, 17, False, True),
            (17.9, 17.9, False, True),
            (18, 30, True, False),
            (10, 18, False, True),
            (10, 19, None, None),
            (None, None, None, None),
            (None, 20, None, None),
            (20, None, None, None),
        ],
    )
    def test_a_number(
        self, low: float | None, high: float | None, at_least: Truth, below: Truth
    ) -> None:
        answers = number("age", low, high)
        assert outcome({"question": "age", "at_least": 18}, answers) is at_least
        assert outcome({"question": "age", "below": 18}, answers) is below

    def test_a_number_in_which_nothing_was_found(self) -> None:
        answers = {"age": Answer("age", NOTHING_FOUND, ())}
        assert outcome({"question": "age", "at_least": 18}, answers) is False
        assert outcome({"question": "age", "below": 18}, answers) is False

    @pytest.mark.parametrize("low_high", [(10, 19), (18, 18), (10, 18), (None, 20)])
    def test_a_band_that_straddles_a_limit_counts_as_it_is_told(
        self, low_high: tuple[float | None, float]
    ) -> None:
        answers = number("age", *low_high)
        for written in ({"question": "age", "at_least": 18}, {"question": "age", "below": 18}):
            for form in (
                written, {"condition": "named"}, {"not": written}, {"all": [written]},
                {"not": {"any": [{"not": written}]}},
            ):  # fmt: skip
                known = knowledge(named=written)
                plain = holds(condition(form), answers, known)
                worse = holds(condition(form), answers, known, straddling=True)
                better = holds(condition(form), answers, known, straddling=False)
                if low_high[0] == 10 and low_high[1] == 19:
                    assert (plain, worse, better) == (None, True, False)
                else:
                    assert {plain, worse, better} == {plain}

    def test_limits_of_nothing(self) -> None:
        assert outcome({"question": "age", "at_least": 0}, number("age", 0, 0)) is True
        assert outcome({"question": "age", "below": 0}, number("age", 0, 0)) is False
        assert outcome({"question": "age", "below": 0}, number("age", -1, -1)) is True
        assert outcome({"question": "age", "below": 0}, number("age", -2, 0)) is True
        assert outcome({"question": "age", "below": 0}, number("age", 0.5, 0.5)) is False

    def test_a_named_condition(self) -> None:
        assert outcome({"condition": "named"}, said(rf_fever="yes")) is True
        assert outcome({"condition": "named"}, {}) is None
        assert outcome({"all": [{"condition": "named"}]}, said(rf_fever="yes")) is True

    def test_not(self) -> None:
        for inner, expected in ((True, False), (False, True), (None, None)):
            assert outcome({"not": FEVER}, said(rf_fever=KNOWN[inner])) is expected

    @pytest.mark.parametrize("values", list(product((True, False, None), repeat=3)))
    def test_all_any_and_at_least(self, values: tuple[Truth, ...]) -> None:
        names = ("rf_fever", "rf_limp", "rf_tb")
        answers = said(**{name: KNOWN[each] for name, each in zip(names, values, strict=True)})
        parts = [{"question": name, "is": "yes"} for name in names]
        yes, maybe = values.count(True), values.count(None)
        forms: list[tuple[int, dict[str, Any]]] = [(3, {"all": parts}), (1, {"any": parts})]
        forms += [(each, {"at_least": each, "of": parts}) for each in (0, 1, 2, 3)]
        for count, written in forms:
            possible = None if yes + maybe >= count else False
            assert outcome(written, answers) is (True if yes >= count else possible)


class TestFires:
    def test_only_what_surely_holds(self) -> None:
        one = rule("one", FEVER)
        for answer, expected in (("yes", True), ("no", False), ("unsure", False)):
            assert fires(one, said(rf_fever=answer), knowledge(one)) is expected
        assert fires(one, {}, knowledge(one)) is False

    def test_only_a_sure_exception_silences(self) -> None:
        one = rule("one", FEVER, unless=LIMP)
        for answer, expected in (("yes", False), ("no", True), ("unsure", True)):
            answers = said(rf_fever="yes", rf_limp=answer)
            assert fires(one, answers, knowledge(one)) is expected

    def test_conditions_see_names(self) -> None:
        one = rule("one", {"condition": "named"}, unless={"condition": "named"})
        assert fires(one, said(rf_fever="yes"), knowledge(one, named=FEVER)) is False
