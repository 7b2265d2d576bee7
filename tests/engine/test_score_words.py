"""The word that stands for a score, at every limit."""

import pytest

from lowback.engine.assessment import Fit
from lowback.engine.fit import fit_of
from lowback.knowledge.schema import (
    CauseKind,
)


@pytest.mark.parametrize(
    ("score", "fit"),
    [
        (1.0, Fit.VERY_LIKELY), (0.8, Fit.VERY_LIKELY), (0.799999999, Fit.LIKELY),
        (0.5, Fit.LIKELY), (0.499999999, Fit.POSSIBLE), (0.2, Fit.POSSIBLE),
        (0.199999999, Fit.LESS_LIKELY), (0.05, Fit.LESS_LIKELY), (0.049, Fit.UNLIKELY),
        (0.0, Fit.UNLIKELY),
    ],
)  # fmt: skip
def test_words_of_sources(score: float, fit: Fit) -> None:
    assert fit_of(score, CauseKind.SOURCE) is fit


@pytest.mark.parametrize(
    ("score", "fit"),
    [
        (0.600000001, Fit.CLEARLY_PRESENT), (0.6, Fit.WORTH_A_LOOK), (0.3, Fit.WORTH_A_LOOK),
        (0.299, Fit.NOT_SEEN),
    ],
)  # fmt: skip
def test_words_of_contributors(score: float, fit: Fit) -> None:
    assert fit_of(score, CauseKind.CONTRIBUTOR) is fit
