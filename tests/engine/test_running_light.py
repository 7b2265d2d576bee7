"""The traffic light: what running is advised, and what may make it stricter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lowback.knowledge.schema import Urgency
from lowback.result.plan import refusal
from tests.conftest import Run
from tests.engine.triaged import INFLAMMATORY, KNOWLEDGE, SIGNS, strictness, triage
from tests.strategies import Raw, answers

FREE: Raw = {
    "age": 34, "rf_limp": "no", "impact_pain": "no_jolt_pain",
    "leg_pain_reach": "none", "leg_sensation": "none",
}  # fmt: skip


@pytest.mark.parametrize(
    ("pain", "light"),
    [(0, "green"), (3, "green"), (4, "amber"), (5, "amber"), (6, "red"), (10, "red")],
)
def test_the_traffic_light_follows_the_pain(run: Run, pain: int, light: str) -> None:
    assert run.checked(pain_now=pain, **FREE).triage.running.light == light


@pytest.mark.parametrize(
    ("told", "light"),
    [
        ({"rf_limp": "yes", "limp_where": "stiff_back"}, "red"),
        ({"impact_pain": "sharp_one_spot"}, "red"),
        ({"leg_sensation": "tingling_or_numb"}, "red"),
        ({"leg_sensation": "tingling_or_numb", "pain_course": "improving"}, "amber"),
        ({"leg_pain_reach": "below_knee"}, "amber"),
        ({"pain_course": "steadily_worse"}, "amber"),
        ({"next_day": "worse_next_day"}, "amber"),
        ({"next_day": "worse_next_day", "pain_now": 4}, "red"),
        ({"running_now": "stopped_by_pain"}, "amber"),
        ({"impact_pain": "unsure"}, "amber"),
    ],
)
def test_the_traffic_light_reads_more_than_the_pain(run: Run, told: Raw, light: str) -> None:
    asked: Raw = {**FREE, "pain_now": 2, "pain_course": "same", **told}
    assert run.checked(**asked).triage.running.light == light


@pytest.mark.parametrize("left_out", ["age", "pain_now"])
def test_running_is_not_free_while_age_or_pain_is_unknown(run: Run, left_out: str) -> None:
    told: Raw = {**FREE, "pain_now": 2}
    assert run.checked(**told).triage.running.light == "green"
    found = run.checked(**{name: value for name, value in told.items() if name != left_out})
    label = run.knowledge.questions[left_out].label
    assert (found.triage.urgency, found.triage.running.light) == (Urgency.SELF_CARE, "amber")
    assert found.triage.running.because.endswith(f"Not answered: {label}.")


@given(answers(KNOWLEDGE), st.sampled_from(SIGNS))
def test_a_warning_yes_never_brings_milder_advice_on_running(raw: Raw, sign: str) -> None:
    without = {name: value for name, value in raw.items() if name != sign}
    assert strictness(triage({**without, sign: "yes"})) >= strictness(triage(without))


def test_pain_that_forbids_running_forbids_it_with_more_warning_signs_too(run: Run) -> None:
    severe = run.checked(age=30, pain_now=8)
    more = run.checked(age=30, pain_now=8, **INFLAMMATORY)
    assert (severe.triage.running.id, more.triage.running.id) == ("red", "red")
    assert more.triage.urgency is Urgency.SOON
    assert refusal(more, run.knowledge)
