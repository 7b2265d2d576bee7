"""A plan from what is managed now; no running where it must wait; no contradictions."""

import random
import re
from datetime import date, timedelta
from itertools import pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from lowback.engine.answers import Answers
from lowback.engine.assessment import Assessment
from lowback.errors import LowbackError
from lowback.knowledge.schema import Urgency
from lowback.result.plan import Managed, barred, make_plan, refusal
from lowback.result.plan_document import Amount, Plan
from tests import strategies
from tests.conftest import TODAY
from tests.result.planned import (
    BONE,
    CALM,
    CLEAR,
    INFLAMED,
    KNOWLEDGE,
    NERVE,
    RUN,
    RUNS,
    SOURCES,
    START,
    avoided,
    made,
    runs_of,
)


class TestWhoGetsWhat:
    @pytest.mark.parametrize("changes", [{}, {"pain_now": 5}])
    def test_those_who_may_run(self, changes: dict[str, object]) -> None:
        assert refusal(RUN(**{**CALM, **changes}), KNOWLEDGE) is None
        assert runs_of(made(Amount(30, "min"), **changes))

    @pytest.mark.parametrize(
        ("changes", "reason"),
        [
            ({"rf_saddle_numbness": "yes"}, "someone has to see this first"),
            ({"rf_fever": "yes"}, "someone has to see this first"),
            ({"age": 15}, "running has to wait"),
        ],
    )
    def test_nothing_before_a_visit_that_cannot_wait(
        self, changes: dict[str, object], reason: str
    ) -> None:
        found = RUN(**{**CALM, **changes})
        assert reason in (barred(found, KNOWLEDGE) or "")
        with pytest.raises(LowbackError, match=reason):
            make_plan(found, KNOWLEDGE, START)

    def test_nothing_while_emergency_signs_are_open(self) -> None:
        found = RUN(**{name: value for name, value in CALM.items() if name not in CLEAR})
        with pytest.raises(LowbackError, match="emergency signs have no answer"):
            make_plan(found, KNOWLEDGE, START)

    @pytest.mark.parametrize(
        ("changes", "page"),
        [
            (BONE, "bone"),
            (NERVE, "nerve"),
            ({"pain_now": 7}, "rest"),
            ({"age": 17}, "waiting"),
        ],
    )
    def test_where_running_waits_the_page_says_what_to_do_meanwhile(
        self, changes: dict[str, object], page: str
    ) -> None:
        plan = made(Amount(30, "min"), **changes)
        assert plan.page == page
        assert plan.meanwhile
        assert plan.back_to_running
        assert not runs_of(plan)
        assert date.fromisoformat(plan.see_someone_by) <= TODAY + timedelta(days=14)

    def test_a_nerve_walks_by_the_clock(self) -> None:
        found = RUN(**{**CALM, **NERVE})
        plan = make_plan(found, KNOWLEDGE, START, managed=Managed(walk=Amount(24, "min")))
        assert [week.runs[0].amount for week in plan.weeks][:3] == [12, 14, 16]
        assert {each.kind for week in plan.weeks for each in week.runs} == {"walk"}

    def test_inflammation_may_run_easily_and_does_not_build_up(self) -> None:
        plan = made(Amount(40, "min"), **INFLAMED)
        assert plan.page == "inflammatory"
        assert {each.amount for each in runs_of(plan)} == {20}

    def test_running_advice_that_this_knowledge_does_not_have(self) -> None:
        found = RUN(**CALM)
        unknown = replace(found.triage.running, id="from_another_pack")
        odd = replace(found, triage=replace(found.triage, running=unknown))
        assert refusal(odd, KNOWLEDGE) is not None
        assert barred(odd, KNOWLEDGE) is not None

    @settings(max_examples=100, deadline=None)
    @given(st.data())
    def test_never_a_run_where_running_has_to_wait(self, data: st.DataObject) -> None:
        found = RUN(**{**CLEAR, **data.draw(strategies.answers(KNOWLEDGE))})
        try:
            plan = make_plan(found, KNOWLEDGE, START, 10, Managed(Amount(30, "min")))
        except LowbackError:
            assert barred(found, KNOWLEDGE)
            return
        assert found.triage.urgency in (Urgency.SELF_CARE, Urgency.SOON)
        if refusal(found, KNOWLEDGE):
            assert not runs_of(plan)
        assert not avoided(found, plan)


def combinations() -> list[tuple[str, int, float | None, str, int, Amount | None]]:
    """Forty runners: source, pain, weekly distance, duration, age, run managed now."""
    every = product(
        SOURCES, (1, 3, 4, 7), (None, 15.0, 30.0, 80.0), ("wk_under_6", "wk_6_12", "wk_over_12"),
        (19, 34, 66), RUNS,
    )  # fmt: skip
    return random.Random(17).sample(list(every), 40)  # noqa: S311 - the same forty every time


@pytest.mark.parametrize("runner", combinations(), ids=str)
def test_no_plan_contradicts_what_else_is_said(
    runner: tuple[str, int, float | None, str, int, Amount | None],
) -> None:
    source, pain, weekly, duration, age, managed = runner
    distance = {} if weekly is None else {"weekly_km": weekly}
    answers = {**CALM, **SOURCES[source], "pain_now": pain, "duration": duration, "age": age}
    found = RUN(**answers, **distance)
    if barred(found, KNOWLEDGE):
        return
    plan = make_plan(found, KNOWLEDGE, START, None, Managed(managed))
    assert not avoided(found, plan)
    _agrees_with_running_advice(plan, found)
    _agrees_with_the_faq(plan, RUN.answers(**answers))
    _starts_within_what_is_managed(plan, managed)


def test_of_these_forty_enough_run_and_enough_do_not() -> None:
    runs = 0
    for source, pain, _, duration, age, managed in combinations():
        answers = {**SOURCES[source], "pain_now": pain, "duration": duration, "age": age}
        runs += bool(runs_of(made(managed, **answers)))
    assert 8 <= runs <= 32


def _agrees_with_running_advice(plan: Plan, found: Assessment) -> None:
    if refusal(found, KNOWLEDGE):
        assert not runs_of(plan)
        return
    limits = [int(each) for each in re.findall(r"(\d) out of 10", found.triage.running.advice)]
    if runs_of(plan) and limits:
        assert plan.most_pain == max(limits)
        assert f"{max(limits)} out of 10" in " ".join((*plan.pain_rules, *plan.strength_rules))
    if found.triage.running.light == "amber":
        early = [each for week in plan.weeks[:4] for each in week.runs if each.kind == "run"]
        assert all(each.walk_minutes for each in early) or plan.page == "inflammatory"
        assert "walk" in found.triage.running.advice or plan.page == "inflammatory"


def _agrees_with_the_faq(plan: Plan, answers: Answers) -> None:
    """What the answer to `ok_to_run` forbids: 6 and more, a numb leg, one sharp spot, under 18."""
    numb = ("tingling_or_numb", "weakness", "tingling_and_weakness")
    stops = (
        answers["pain_now"].value >= 6,  # type: ignore[operator]
        answers["age"].value < 18,  # type: ignore[operator]
        "leg_sensation" in answers and answers["leg_sensation"].value in numb,
        "impact_pain" in answers and answers["impact_pain"].value == "sharp_one_spot",
    )
    if any(stops):
        assert not runs_of(plan)


def _starts_within_what_is_managed(plan: Plan, managed: Amount | None) -> None:
    runs = runs_of(plan)
    if not runs:
        return
    days = [date.fromisoformat(each.date) for each in runs]
    assert all((after - before).days >= 2 for before, after in pairwise(days))
    if managed is None:
        assert any("--run-now" in each for each in plan.notes)
        return
    first = plan.weeks[0].runs[0]
    if first.kind == "run":
        assert first.unit == managed.unit
        assert first.amount <= managed.value
        low = any("below a quarter" in each for each in plan.notes)
        assert first.amount >= managed.value / 4 or low
