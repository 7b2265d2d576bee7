"""Every case: expectations were written down before the program was run on them."""

import json
from pathlib import Path

import pytest

from lowback.cases.accuracy import TABLED, wilson
from lowback.cases.run import Case, CaseResult, read_cases, run_case
from lowback.knowledge.schema import Knowledge, Urgency
from tests.record_cases import APART, LOSS, figures

FOLDER = Path(__file__).parent / "cases"
CASES = read_cases(FOLDER)
STRICT = [each for each in CASES if each.kind in {"cause", "rule"}]
RECORDED = json.loads((FOLDER / "recorded.json").read_text())
FALLS = ("one level too mild", "two or more levels too mild", "too strict")


@pytest.mark.parametrize("case", STRICT, ids=lambda case: str(case.id))
def test_a_short_case_turns_out_as_expected(case: Case, knowledge: Knowledge) -> None:
    outcome = run_case(case, knowledge)
    raised = {each.id for each in outcome.assessment.triage.red_flags}
    assert outcome.assessment.triage.urgency.level == case.expect.urgency.level
    assert not case.expect.raises or case.expect.raises in raised
    assert case.expect.misses not in raised
    assert outcome.place in ({1} if case.expect.first else {None})
    assert all(outcome.shows(each) for each in case.expect.contributors)


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case.id))
def test_no_emergency_is_called_less_than_a_clinician_accepts(
    case: Case, knowledge: Knowledge
) -> None:
    outcome = run_case(case, knowledge)
    if case.expect.urgency is Urgency.EMERGENCY:
        assert outcome.assessment.triage.urgency in outcome.accepted
    assert outcome.steps_too_mild < 2


@pytest.mark.parametrize("kind", list(RECORDED))
def test_no_figure_falls_below_the_recorded_one(kind: str, knowledge: Knowledge) -> None:
    found = figures([run_case(case, knowledge) for case in CASES if case.kind == kind])
    assert found.keys() == RECORDED[kind].keys()
    for name, recorded in RECORDED[kind].items():
        if name in {LOSS, APART}:
            sign = -1 if name == LOSS else 1
            assert sign * found[name] >= sign * recorded, f"{kind}: {name} is {found[name]}"
            continue
        assert found[name]["all"] == recorded["all"]
        sign = -1 if name in FALLS else 1
        right = found[name]["right"]
        assert sign * right >= sign * recorded["right"], f"{kind}: {name} is {right}"


def test_every_kind_of_case_that_is_tabled_is_recorded() -> None:
    assert set(RECORDED) == {each.kind for each in CASES} & set(TABLED)


def test_every_rule_has_a_case_that_raises_it_and_a_near_miss(knowledge: Knowledge) -> None:
    assert {case.expect.raises for case in CASES} >= set(knowledge.red_flags)
    assert {case.expect.misses for case in CASES} >= set(knowledge.red_flags)


def test_every_cause_has_at_least_two_cases(knowledge: Knowledge) -> None:
    named = [
        name
        for case in CASES
        if case.kind == "cause"
        for name in (*case.expect.first, *case.expect.contributors)
    ]
    assert all(named.count(cause) >= 2 for cause in knowledge.causes)


def test_case_ids_are_unique() -> None:
    ids = [case.id for case in CASES]
    assert len(ids) == len(set(ids))


def test_the_interval_is_wilsons() -> None:
    low, high = wilson(38, 42)
    assert (round(low, 3), round(high, 3)) == (0.779, 0.962)
    assert wilson(0, 10)[0] == pytest.approx(0, abs=1e-12)


def test_steps_too_mild_count_from_the_mildest_accepted(knowledge: Knowledge) -> None:
    case = next(each for each in CASES if each.id == "raises_fever")
    outcome = run_case(case, knowledge)
    assert isinstance(outcome, CaseResult)
    assert outcome.steps_too_mild == 0
