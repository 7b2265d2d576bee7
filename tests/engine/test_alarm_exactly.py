"""What raises an alarm, what is unchecked and which light stands, on one rule made by hand."""

import pytest
from msgspec.structs import replace

from lowback.engine.triage import check_red_flags, fires, unchecked
from lowback.knowledge.schema import (
    Urgency,
)
from tests.engine.one_rule import (
    CHECKED,
    FEVER,
    LIMP,
    SHIPPED,
    condition,
    knowledge,
    number,
    rule,
    said,
)


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
