"""Each rule of logic on its own, with conditions written here: quick, and exact to the letter."""

from collections.abc import Mapping
from itertools import product
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from lowback.engine.answers import NOTHING_FOUND, Answer, Answers
from lowback.engine.conditions import holds
from lowback.engine.triage import check_red_flags, fires, unchecked
from lowback.knowledge.conditions import Condition
from lowback.knowledge.load import load_knowledge
from lowback.knowledge.schema import (
    Knowledge,
    NamedCondition,
    RedFlag,
    RunningAdvice,
    Urgency,
)

SHIPPED = load_knowledge()
FEVER, LIMP = {"question": "rf_fever", "is": "yes"}, {"question": "rf_limp", "is": "yes"}
Truth = bool | None
KNOWN = {True: "yes", False: "no", None: "unsure"}


def condition(written: Mapping[str, Any]) -> Condition:
    return msgspec.convert(written, Condition)


def said(**choices: str) -> Answers:
    return {name: Answer(name, choice, (choice,)) for name, choice in choices.items()}


CHECKED = said(**{each.id: "no" for each in SHIPPED.questions.values() if each.emergency})


def number(name: str, low: float | None, high: float | None) -> Answers:
    return {name: Answer(name, "a_band", ("a_band",), low=low, high=high)}


def advice(name: str, *, allows: bool = False) -> RunningAdvice:
    light = "amber" if allows else "red"
    return replace(SHIPPED.running["urgent"], id=name, light=light, allows_running=allows)


def rule(
    name: str, when: Mapping[str, Any], urgency: Urgency = Urgency.SOON, **more: object
) -> RedFlag:
    base = {"id": name, "name": name, "urgency": urgency, "concern": "fracture"}
    base["by_when"] = {Urgency.SOON: "2_weeks", Urgency.URGENT: "today"}.get(urgency, "now")
    return msgspec.convert({**base, "when": when, "because": "x", "do": "x", **more}, RedFlag)


def knowledge(*rules: RedFlag, **named: Mapping[str, Any]) -> Knowledge:
    conditions = {
        name: NamedCondition(id=name, when=condition(when), because="x")
        for name, when in named.items()
    }
    lights = [
        advice("strict"), advice("stricter"), advice("easy", allows=True),
        advice("easier", allows=True),
    ]  # fmt: skip
    running = {**SHIPPED.running, **{each.id: each for each in lights}}
    return replace(
        SHIPPED, red_flags={each.id: each for each in rules}, conditions=conditions, running=running
    )


def outcome(written: Mapping[str, Any], answers: Answers) -> Truth:
    return holds(condition(written), answers, knowledge(named=FEVER))


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


class TestAlarm:
    def test_the_worst_rule_decides_and_comes_first(self) -> None:
        rules = (
            rule("soon", FEVER),
            rule("urgent", FEVER, Urgency.URGENT),
            rule("emergency", FEVER, Urgency.EMERGENCY),
            rule("also_urgent", FEVER, Urgency.URGENT),
            rule("silent", LIMP, Urgency.EMERGENCY),
        )
        alarm = check_red_flags(said(rf_fever="yes"), knowledge(*rules))
        assert alarm.urgency is Urgency.EMERGENCY
        named = [each.id for each in alarm.raised]
        assert named == ["emergency", "urgent", "also_urgent", "soon"]
        assert alarm.running.id == "emergency"

    def test_no_rule_is_self_care_once_every_emergency_sign_is_answered(self) -> None:
        alarm = check_red_flags(CHECKED, knowledge())
        assert (alarm.urgency, alarm.raised, alarm.running.id) == (
            Urgency.SELF_CARE, (), "pain_unknown",
        )  # fmt: skip
        assert set(alarm.unchecked) >= {"rf_fever"}

    @pytest.mark.parametrize("left_out", list(CHECKED))
    def test_no_rule_and_an_open_emergency_sign_is_not_checked(self, left_out: str) -> None:
        for answers in ({}, said(**{left_out: "unsure"})):
            given = {name: each for name, each in CHECKED.items() if name != left_out}
            alarm = check_red_flags({**given, **answers}, knowledge())
            assert (alarm.urgency, alarm.running.id) == (Urgency.NOT_CHECKED, "not_checked")

    def test_a_rule_may_name_a_condition(self) -> None:
        rules = knowledge(rule("one", {"condition": "named"}), named=FEVER)
        assert check_red_flags(said(rf_fever="yes"), rules).urgency is Urgency.SOON

    def test_only_ranked_rules_leave_a_ranking(self) -> None:
        rules = knowledge(rule("one", FEVER, ranked=False), rule("two", LIMP))
        assert not check_red_flags(said(rf_fever="yes", rf_limp="yes"), rules).ranked
        assert check_red_flags(said(rf_limp="yes"), rules).ranked

    def test_a_rule_fires_if_any_number_of_the_band_makes_it_fire(self) -> None:
        young, old = {"question": "age", "below": 18}, {"question": "age", "at_least": 60}
        for when, expected in ((young, True), (old, False), ({"not": old}, True)):
            one = rule("one", when)
            assert fires(one, number("age", 0, 20), knowledge(one)) is expected

    def test_an_exception_must_hold_for_every_number_of_the_band(self) -> None:
        one = rule("one", FEVER, unless={"question": "age", "at_least": 18})
        for low, high, expected in ((10, 19, True), (18, 30, False), (None, 30, True)):
            answers = {**said(rf_fever="yes"), **number("age", low, high)}
            assert fires(one, answers, knowledge(one)) is expected


class TestUnchecked:
    def test_a_sign_that_may_apply_is_named_until_it_is_yes_or_no(self) -> None:
        fever = replace(SHIPPED.questions["rf_fever"], ask_when=condition({"condition": "named"}))
        asked = replace(
            knowledge(named={"question": "age", "below": 18}),
            questions={"rf_fever": fever, "age": SHIPPED.questions["age"]},
        )
        assert unchecked({}, asked) == ("rf_fever",)
        assert unchecked(number("age", 17, 17), asked) == ("rf_fever",)
        assert unchecked(number("age", 18, 18), asked) == ()
        assert unchecked(number("age", 10, 30), asked) == ("rf_fever",)
        young = number("age", 17, 17)
        assert unchecked({**young, **said(rf_fever="unsure")}, asked) == ("rf_fever",)
        assert unchecked({**young, **said(rf_fever="no")}, asked) == ()
        assert unchecked({**young, **said(rf_fever="yes")}, asked) == ()


class TestRunning:
    @pytest.mark.parametrize(
        ("wanted", "light"),
        [
            ([None], "soon_default"),
            (["easy"], "easy"),
            (["easy", "easier"], "easy"),
            (["easier", "easy"], "easier"),
            (["easy", None], "soon_default"),
            (["strict"], "strict"),
            (["easy", "strict"], "strict"),
            (["strict", "stricter"], "strict"),
            ([None, "strict"], "strict"),
            ([None, "easy", "stricter", "strict"], "stricter"),
        ],
    )
    def test_the_strictest_wish_wins_and_a_special_one_before_the_usual(
        self, wanted: list[str | None], light: str
    ) -> None:
        rules = [rule(f"r{at}", FEVER, running=each) for at, each in enumerate(wanted)]
        answers = {**CHECKED, **said(rf_fever="yes")}
        assert check_red_flags(answers, knowledge(*rules)).running.id == light

    @pytest.mark.parametrize(
        ("pain", "left_open", "light"),
        [(3, (), "easy"), (6, (), "red"), (3, ("rf_leaking",), "not_checked")],
    )
    def test_pain_and_silence_can_only_make_the_wish_of_a_rule_stricter(
        self, pain: float, left_open: tuple[str, ...], light: str
    ) -> None:
        asked = {name: each for name, each in CHECKED.items() if name not in left_open}
        answers = {**asked, **said(rf_fever="yes"), **number("pain_now", pain, pain)}
        rules = knowledge(rule("one", FEVER, running="easy"))
        assert check_red_flags(answers, rules).running.id == light

    @pytest.mark.parametrize(
        ("low", "high", "light"),
        [
            (0, 0, "green"),
            (3, 3, "green"),
            (3.5, 3.5, "green"),
            (4, 4, "amber"),
            (5, 5, "amber"),
            (6, 6, "red"),
            (0, 4, "green"),
            (4, 6, "amber"),
            (0, 6, "amber"),
            (0, 5, "amber"),
            (3, 7, "red"),
            (6, 11, "red"),
            (None, None, "pain_unknown"),
            (None, 4, "pain_unknown"),
            (3, None, "pain_unknown"),
        ],
    )
    def test_the_worst_pain_of_a_band_counts(
        self, low: float | None, high: float | None, light: str
    ) -> None:
        calm = said(rf_limp="no", impact_pain="no_jolt_pain", leg_sensation="none")
        known = {**CHECKED, **number("age", 30, 30), **calm}
        answers = {**known, **number("pain_now", low, high)}
        assert check_red_flags(answers, knowledge()).running.id == light

    def test_a_level_above_self_care_has_its_own_light(self) -> None:
        for urgency in (Urgency.URGENT, Urgency.EMERGENCY):
            rules = knowledge(rule("one", FEVER, urgency, running="easy"))
            found = check_red_flags({**said(rf_fever="yes"), **number("pain_now", 0, 0)}, rules)
            assert found.running.id == urgency.value
