"""What moved a cause between two results."""

import pytest
from msgspec.structs import replace

from lowback.engine.assessment import SomethingElseShown
from lowback.result.compare import compare
from tests.hand_made import knowledge as hand_made_knowledge
from tests.hand_made import ordinary


@pytest.mark.parametrize("newly", [True, False])
def test_a_cause_that_only_one_result_ranks_was_moved_by_nothing(*, newly: bool) -> None:
    without, with_it = replace(ordinary(), sources=ordinary().sources[1:]), ordinary()
    pair = (without, with_it) if newly else (with_it, without)
    found = {each.id: each for each in compare(*pair, hand_made_knowledge()).causes}
    strain = found["muscle_strain"]
    assert strain.rank == ((None, 1) if newly else (1, None))
    assert (strain.movers, strain.log_odds, strain.start_and_limits) == ((), 0, None)


@pytest.mark.parametrize(
    ("before", "after", "rest"),
    [(0.4, 0.6, 0.810930216), (1e-9, 2e-9, 0), (2e-9, 1e-9, 0), (1.0, 1.0, 0), (0.0, 0.0, 0)],
)
def test_what_nine_decimals_leave_open_is_not_called_a_start(
    before: float, after: float, rest: float
) -> None:
    cause = replace(ordinary().contributors[0], for_=(), against=())
    old, new = (
        replace(ordinary(), contributors=(replace(cause, score=each),)) for each in (before, after)
    )
    found = {each.id: each for each in compare(old, new, hand_made_knowledge()).causes}
    assert found[cause.id].start_and_limits == rest


@pytest.mark.parametrize(("before", "after", "rest"), [(0.2, 0.4, 0.693147181), (1e-9, 2e-9, 0)])
def test_the_same_for_a_source_against_its_rivals(before: float, after: float, rest: float) -> None:
    first, second = (replace(each, for_=(), against=()) for each in ordinary().sources[:2])
    other = SomethingElseShown(
        name="Something else", score=0.3, fits_none_well=False, summary="", see=""
    )
    old, new = (
        replace(ordinary(), sources=(replace(first, score=each), second), something_else=other)
        for each in (before, after)
    )
    found = {each.id: each for each in compare(old, new, hand_made_knowledge()).causes}
    assert found[first.id].start_and_limits == rest
