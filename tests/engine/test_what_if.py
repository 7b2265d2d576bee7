"""What would change a result, how stable it is, and the steps to a score."""

from itertools import pairwise
from math import exp

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from lowback.engine.answers import Answer, read_answer
from lowback.engine.decide import decide
from lowback.knowledge.schema import Knowledge, Source
from lowback.result.sensitivity import DRAWS, changes, stability
from lowback.result.trace import trace
from tests.conftest import Run
from tests.strategies import answers

SLOW = settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow], deadline=None)


@SLOW
@given(data=st.data())
def test_the_outcome_is_that_of_an_assessment(
    run: Run, knowledge: Knowledge, data: st.DataObject
) -> None:
    raw = data.draw(answers(knowledge))
    now, made = decide(run.answers(**raw), knowledge), run(**raw)
    assert now.triage.urgency is made.triage.urgency
    assert [(each.cause.id, each.score) for each in now.ranking.causes] == [
        (each.id, each.score) for each in (*made.sources, *made.contributors)
    ]


@SLOW
@given(data=st.data())
def test_a_change_does_what_it_says_and_never_switches_a_warning_sign_off(
    run: Run, knowledge: Knowledge, data: st.DataObject
) -> None:
    given_ = run.answers(**data.draw(answers(knowledge)))
    now = decide(given_, knowledge)
    for each in changes(given_, knowledge):
        supposed = read_answer(each.question, each.value, knowledge, "typed")
        assert isinstance(supposed, Answer)
        after = decide({**given_, each.question: supposed}, knowledge)
        assert (after.triage.urgency, after.first) == (each.urgency, each.first)
        assert after.triage.urgency.severity >= now.triage.urgency.severity
        still = {rule.id for rule in after.triage.raised}
        for silent in (rule for rule in now.triage.raised if rule.id not in still):
            same = [rule for rule in after.triage.raised if rule.concern == silent.concern]
            assert max(rule.urgency.severity for rule in same) > silent.urgency.severity
        assert each.raises or each.moves_first


def test_a_fired_sign_is_never_offered_as_a_no(run: Run, knowledge: Knowledge) -> None:
    found = changes(run.answers(rf_tb="yes", rf_chest_pain="unsure"), knowledge)
    assert not [each for each in found if each.question == "rf_tb"]
    assert [each.value for each in found if each.question == "rf_chest_pain"] == ["yes"]


def test_nothing_raises_an_emergency_any_further(run: Run, knowledge: Knowledge) -> None:
    assert changes(run.answers(rf_saddle_numbness="yes"), knowledge) == ()


def test_a_locked_home_test_is_not_offered(run: Run, knowledge: Knowledge) -> None:
    locked = changes(run.answers(rf_limp="yes"), knowledge)
    assert not [each for each in locked if each.question == "t_one_leg_stand"]


def test_leaving_an_answer_that_moves_the_first_place_is_named(
    run: Run, knowledge: Knowledge
) -> None:
    found = changes(run.answers(pain_location="dimple_or_below_one_side"), knowledge)
    moving = [each for each in found if each.moves_first]
    assert moving
    assert all(each.first != ("sacroiliac_joint",) for each in moving)


@SLOW
@given(data=st.data())
def test_the_steps_end_at_the_score(run: Run, knowledge: Knowledge, data: st.DataObject) -> None:
    now = decide(run.answers(**data.draw(answers(knowledge))), knowledge)
    for scored in now.ranking.causes:
        made = trace(scored, knowledge)
        assert made.score == scored.score
        if made.floor is not None and made.ceiling is not None:
            held = min(max(made.unlimited, made.floor), made.ceiling)
            assert held == pytest.approx(made.score)
        totals = [made.start, *(each.total for each in made.steps)]
        assert made.total == totals[-1]
        moved = [after - before for before, after in pairwise(totals)]
        assert moved == pytest.approx([each.log_odds for each in made.steps], abs=1e-12)
        sizes = [abs(each) for each in moved]
        assert sizes == pytest.approx(sorted(sizes, reverse=True))


def test_totals_become_scores_by_hand(run: Run, knowledge: Knowledge) -> None:
    """Two sources' totals: their scores are as e to 6/7 of the difference."""
    now = decide(run.answers(pain_location="sit_bone", sitting="hurts_in_chair"), knowledge)
    first, second, *_ = (trace(each, knowledge) for each in now.ranking.sources)
    assert first.score / second.score == pytest.approx(
        exp((first.total - second.total) * 6 / 7), rel=1e-6
    )


def test_draws_are_the_same_every_time_and_count_every_first_place(
    run: Run, knowledge: Knowledge
) -> None:
    given_ = run.answers(pain_location="one_side_low_back")
    once = stability(given_, knowledge)
    assert once == stability(given_, knowledge)
    assert once.draws == DRAWS
    assert sum(once.came_first.values()) == pytest.approx(1)
    assert all(0 <= each <= 1 for each in once.came_first.values())


def test_what_the_readings_agree_on_moves_less(run: Run, knowledge: Knowledge) -> None:
    """The wider the readings lie apart, the less sure the first place."""
    given_ = run.answers(pain_location="one_side_low_back", sitting="hurts_in_chair")

    def stayed(spread: float) -> float:
        causes = {
            name: replace(each, answers=tuple(replace(one, spread=spread) for one in each.answers))
            if isinstance(each, Source)
            else each
            for name, each in knowledge.causes.items()
        }
        drawn = stability(given_, replace(knowledge, causes=causes))
        return drawn.came_first[drawn.first[0]]

    assert stayed(1.1) > stayed(3.0)


def test_with_no_answer_there_is_nothing_to_draw_and_the_order_stays(
    run: Run, knowledge: Knowledge
) -> None:
    drawn = stability(run.answers(), knowledge)
    assert [drawn.came_first[each] for each in drawn.first] == [1.0] * len(drawn.first)
