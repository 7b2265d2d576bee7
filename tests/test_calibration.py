"""Log-loss, what a word of fit was worth, and something else, worked out by hand."""

from math import log

import pytest
from msgspec.structs import replace

from lowback.cases.calibration import leaders, lines, log_loss, something_else_told_apart, words
from lowback.cases.run import Case, CaseResult, Expected
from lowback.engine.assessment import Fit, SomethingElseShown
from lowback.knowledge.schema import Urgency
from tests.hand_made import emergency, ordinary

SHARES = {"muscle_strain": 0.6, "sacroiliac_joint": 0.2, "facet_joint": 0.1, "sciatica": 0.0}
FITS = {0.6: Fit.LIKELY, 0.2: Fit.POSSIBLE, 0.1: Fit.LESS_LIKELY, 0.0: Fit.UNLIKELY}


def outcome(*first: str, otherwise: float = 0.1) -> CaseResult:
    case = Case(
        id="one",
        kind="published",
        why="Shown here.",
        answers={},
        expect=Expected(urgency=Urgency.SELF_CARE, first=first),
    )
    some = ordinary().sources[0]
    sources = tuple(
        replace(some, id=name, score=score, fit=FITS[score], rank=at)
        for at, (name, score) in enumerate(SHARES.items(), 1)
    )
    shown = SomethingElseShown(
        "Something else", otherwise, fits_none_well=False, summary="", see=""
    )
    return CaseResult(case, replace(ordinary(), sources=sources, something_else=shown))


def test_the_log_loss_is_over_the_shares_of_the_sources() -> None:
    one, two = outcome("muscle_strain"), outcome("sacroiliac_joint", "facet_joint")
    assert log_loss([one]) == pytest.approx(-log(0.6 / 0.9))
    assert log_loss([one, two]) == pytest.approx((-log(0.6 / 0.9) - log(0.3 / 0.9)) / 2)


def test_a_source_at_nothing_costs_much_and_not_everything() -> None:
    assert log_loss([outcome("sciatica")]) == pytest.approx(-log(1e-9))


def test_what_is_not_ranked_or_has_no_source_does_not_count() -> None:
    unranked = replace(outcome("muscle_strain"), assessment=emergency())
    assert log_loss([outcome(), unranked]) is None
    assert something_else_told_apart([unranked, outcome("muscle_strain")]) is None


def test_a_word_counts_every_source_and_the_leader_only_itself() -> None:
    both = [outcome("muscle_strain"), outcome()]
    found = {each.fit: (each.right, each.all, each.mean) for each in words(both)}
    assert found[Fit.LIKELY] == (1, 2, 0.6)
    assert found[Fit.POSSIBLE] == (0, 2, 0.2)
    assert found[Fit.VERY_LIKELY] == (0, 0, 0.0)
    told = {each.fit: (each.right, each.all) for each in leaders(both)}
    assert told[Fit.LIKELY] == (1, 1)
    assert told[Fit.POSSIBLE] == (0, 0)


def test_something_else_is_told_apart_by_its_score() -> None:
    some = [outcome("muscle_strain", otherwise=each) for each in (0.1, 0.3)]
    none = [outcome(otherwise=each) for each in (0.2, 0.3, 0.4)]
    assert something_else_told_apart([*some, *none]) == pytest.approx(4.5 / 6)


def test_the_lines_leave_out_words_that_nothing_got() -> None:
    text = "\n".join(lines([outcome("muscle_strain")]))
    assert "very likely" not in text
    assert "a source called likely             right in 1 of 1, mean score 0.60" in text
