"""What the warning-sign rules make of a check-in, and which signs it names."""

import pytest
from msgspec.structs import replace

from lowback.engine.answers import Answers
from lowback.engine.assessment import Assessment
from lowback.knowledge.schema import Condition, Knowledge, Urgency
from lowback.result.check_in import Said
from lowback.result.daily_signs import daily_answers, new_concerns, signs_to_name
from tests.hand_made import ordinary, said, urgent


def with_urgency(assessment: Assessment, urgency: Urgency) -> Assessment:
    return replace(assessment, triage=replace(assessment.triage, urgency=urgency))


def without_rules(urgency: Urgency) -> Assessment:
    return with_urgency(ordinary(), urgency)


@pytest.mark.parametrize(
    ("before", "now", "why"),
    [
        (ordinary(), ordinary(), ()),
        (ordinary(), urgent(), ("You have a fever with your back pain.",)),
        (urgent(), urgent(), ()),
        (urgent(), ordinary(), ()),
        (
            urgent(),
            with_urgency(urgent(), Urgency.EMERGENCY),
            ("You have a fever with your back pain.",),
        ),
        (ordinary(), without_rules(Urgency.NOT_CHECKED), (ordinary().triage.headline,)),
        (without_rules(Urgency.NOT_CHECKED), ordinary(), ()),
    ],
)
def test_a_new_rule_or_a_more_urgent_verdict_is_a_concern(
    before: Assessment, now: Assessment, why: tuple[str, ...]
) -> None:
    assert new_concerns(before, now) == why


def test_only_the_new_one_of_two_rules_is_named() -> None:
    fever = urgent().triage.red_flags[0]
    limp = replace(fever, id="limp", because="You limp.")
    both = replace(urgent(), triage=replace(urgent().triage, red_flags=(fever, limp)))
    assert new_concerns(urgent(), both) == ("You limp.",)


@pytest.mark.parametrize("limp", ["no", "yes", "unsure"])
def test_pain_limp_and_signs_of_today_take_the_place_of_the_old(
    knowledge: Knowledge, limp: Said
) -> None:
    known = said(rf_fever="no", rf_limp="unsure", onset="sudden_moment")
    found = daily_answers(known, 4, limp, said(rf_fever="yes"), knowledge)
    values = {name: answer.value for name, answer in found.items()}
    assert {found[name].origin for name in ("pain_now", "rf_limp")} == {"typed"}
    assert values == {"rf_fever": "yes", "rf_limp": limp, "onset": "sudden_moment", "pain_now": 4}


def test_the_sign_of_today_outranks_the_limp_of_today(knowledge: Knowledge) -> None:
    found = daily_answers({}, 4, "no", said(rf_limp="yes"), knowledge)
    assert found["rf_limp"].value == "yes"


def test_emergency_signs_that_may_apply_and_the_listed_ones_are_named(knowledge: Knowledge) -> None:
    named = {each.id for each in signs_to_name({}, knowledge)}
    emergencies = {each.id for each in knowledge.red_flag_questions() if each.emergency}
    assert named == emergencies | set(knowledge.daily.other_signs)


@pytest.mark.parametrize(
    ("sex", "named"), [(said(sex="female"), True), ({}, True), (said(sex="male"), False)]
)
def test_a_sign_that_cannot_apply_is_not_named(
    knowledge: Knowledge, sex: Answers, *, named: bool
) -> None:
    of_women = Condition(question="sex", is_="female")
    fever = replace(knowledge.questions["rf_fever"], ask_when=of_women)
    changed = replace(knowledge, questions={**knowledge.questions, "rf_fever": fever})
    assert ("rf_fever" in {each.id for each in signs_to_name(sex, changed)}) is named
