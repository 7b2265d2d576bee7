"""The rules that need more than the knowledge: the day, or what became of the cases."""

from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from msgspec.structs import replace

from lowback.cases.run import Case, CaseResult, Expected, run_case
from lowback.knowledge.schema import Knowledge, Urgency
from lowback.lint.rules import (
    case_turned_out_otherwise,
    cause_without_case,
    rule_without_case,
    stale_review,
)
from tests.lint.small import small_knowledge

with TemporaryDirectory() as folder:
    SMALL = small_knowledge(Path(folder))
REVIEWED = date(2026, 3, 1)


def outcome(kind: str = "rule", expect: Expected | None = None, **answers: object) -> CaseResult:
    expected = expect or Expected(urgency=Urgency.SELF_CARE)
    return run_case(Case(id="one", kind=kind, why="w", answers=answers, expect=expected), SMALL)


def told(*outcomes: CaseResult) -> list[str]:
    return [each.message for each in case_turned_out_otherwise.check(outcomes, SMALL)]


def reviewed(written: str) -> Knowledge:
    return replace(SMALL, about=replace(SMALL.about, reviewed_on=written))


@pytest.mark.parametrize(("days", "problems"), [(0, 0), (365, 0), (366, 1), (-1, 1)])
def test_a_review_is_good_for_a_year(days: int, problems: int) -> None:
    on = REVIEWED + timedelta(days=days)
    found = list(stale_review.check(reviewed(REVIEWED.isoformat()), on))
    assert len(found) == problems
    assert all(each.where == SMALL.about.written_at for each in found)


def test_a_review_date_that_is_none_is_named() -> None:
    (found,) = stale_review.check(reviewed("last spring"), REVIEWED)
    assert found.message == "`reviewed_on: last spring` is not a date; write it as 2026-11-23"


def test_without_cases_every_rule_and_cause_is_named() -> None:
    causes = list(cause_without_case.check([], SMALL))
    assert [each.where for each in causes] == [each.written_at for each in SMALL.causes.values()]
    rules = [each.message for each in rule_without_case.check([], SMALL)]
    assert len(rules) == 2 * len(SMALL.red_flags)
    assert {"no case raises `fever`", "no near miss for `fever`"} <= set(rules)


def test_one_case_of_a_cause_is_one_too_few() -> None:
    expect = Expected(urgency=Urgency.SELF_CARE, first=("muscle_strain",))
    once = [outcome("cause", expect)]
    before = {each.message for each in cause_without_case.check(once, SMALL)}
    assert "`muscle_strain` is expected by 1 of the 2 cases it needs" in before
    after = {each.message for each in cause_without_case.check(once * 2, SMALL)}
    assert not any("muscle_strain" in each for each in after)


def test_a_case_that_comes_out_as_expected_is_no_problem() -> None:
    expect = Expected(urgency=Urgency.URGENT, raises="fever", misses="cauda_equina")
    assert told(outcome(expect=expect, rf_fever="yes")) == []


def test_a_case_of_a_rule_must_come_out_exactly() -> None:
    expect = Expected(urgency=Urgency.SOON, raises="cauda_equina", misses="fever")
    assert told(outcome(expect=expect, rf_fever="yes")) == [
        "`one`: urgency is urgent, expected soon",
        "`one`: does not raise `cauda_equina`",
        "`one`: raises `fever`",
    ]


def test_a_case_of_a_cause_must_put_it_first_or_show_it() -> None:
    expect = Expected(
        urgency=Urgency.SELF_CARE, first=("facet_joint",), contributors=("weak_core",)
    )
    shown = {"onset": "sudden_moment", "t_plank": "from_30"}
    assert told(outcome("cause", expect, **shown)) == [
        "`one`: first is `muscle_strain`, not facet_joint",
        "`one`: `weak_core` is not shown",
    ]


@pytest.mark.parametrize(
    ("wanted", "also", "problems"),
    [
        (Urgency.EMERGENCY, (), 1),
        (Urgency.EMERGENCY, (Urgency.URGENT,), 0),
        (Urgency.URGENT, (), 0),
        (Urgency.SELF_CARE, (), 0),
    ],
)
def test_a_published_case_is_a_problem_only_when_an_emergency_is_missed(
    wanted: Urgency, also: tuple[Urgency, ...], problems: int
) -> None:
    expect = Expected(urgency=wanted, also_urgency=also)
    assert len(told(outcome("published", expect, rf_fever="yes"))) == problems


def test_two_levels_too_mild_is_always_a_problem() -> None:
    one_level = outcome("published", Expected(urgency=Urgency.SOON))
    two_levels = outcome("published", Expected(urgency=Urgency.URGENT))
    assert told(one_level) == []
    assert told(two_levels) == ["`one`: urgency is not_checked, expected urgent: too mild"]
