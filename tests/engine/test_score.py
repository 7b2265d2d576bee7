"""The maths of ranking: properties that must hold whatever the knowledge says."""

from math import log
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lowback.engine.answers import read_answers
from lowback.engine.assessment import Fit
from lowback.engine.score import clear_source, fit_of, rank_causes, score_of
from lowback.knowledge.load import load_knowledge
from lowback.knowledge.schema import Cause, CauseKind, Evidence
from tests.strategies import Raw, answers

KNOWLEDGE = load_knowledge()
CAUSES = list(KNOWLEDGE.causes.values())


def scores(raw: Raw) -> dict[str, float]:
    given_ = read_answers(raw, KNOWLEDGE, "file")
    ranked = [each for kind in CauseKind for each in rank_causes(given_, KNOWLEDGE, kind)]
    return {each.cause.id: each.score for each in ranked}


@given(answers(KNOWLEDGE))
def test_a_score_stays_between_floor_and_ceiling(raw: Raw) -> None:
    for cause, score in scores(raw).items():
        assert KNOWLEDGE.causes[cause].floor <= score <= KNOWLEDGE.causes[cause].ceiling


@given(answers(KNOWLEDGE), st.randoms())
def test_the_order_of_answers_changes_nothing(raw: Raw, random: Any) -> None:  # noqa: ANN401 - hypothesis' own
    shuffled = list(raw.items())
    random.shuffle(shuffled)
    assert scores(dict(shuffled)) == scores(raw)


@given(answers(KNOWLEDGE), st.sampled_from(CAUSES), st.data())
def test_a_supporting_answer_never_lowers_its_cause(
    raw: Raw, cause: Cause, data: st.DataObject
) -> None:
    evidence = data.draw(
        st.sampled_from([each for each in cause.evidence if max(each.ratios.values()) > 1])
    )
    choice = max(evidence.ratios, key=lambda each: evidence.ratios[each])
    without = {name: value for name, value in raw.items() if name != evidence.question}
    supported = {**without, evidence.question: choice}
    assert scores(supported)[cause.id] >= scores(without)[cause.id]


def test_nothing_answered_leaves_every_pretest() -> None:
    assert scores({}) == pytest.approx({each.id: each.pretest for each in CAUSES})


@given(answers(KNOWLEDGE))
def test_every_contribution_is_tempering_times_the_log_of_its_ratio(raw: Raw) -> None:
    given_ = read_answers(raw, KNOWLEDGE, "file")
    for ranked in rank_causes(given_, KNOWLEDGE, CauseKind.SOURCE):
        for each in ranked.weighed:
            assert each.log_odds == pytest.approx(ranked.cause.tempering * log(each.ratio))
        assert ranked.score == score_of(ranked.cause, (each.log_odds for each in ranked.weighed))


@given(answers(KNOWLEDGE))
def test_ranks_follow_scores_and_ties_share_one(raw: Raw) -> None:
    ranked = rank_causes(read_answers(raw, KNOWLEDGE, "file"), KNOWLEDGE, CauseKind.SOURCE)
    assert [each.score for each in ranked] == sorted((each.score for each in ranked), reverse=True)
    for each in ranked:
        assert each.rank == 1 + sum(other.score > each.score for other in ranked)


@pytest.mark.parametrize(
    ("score", "kind", "fit"),
    [
        (0.80, CauseKind.SOURCE, Fit.VERY_LIKELY),
        (0.799999999, CauseKind.SOURCE, Fit.LIKELY),
        (0.50, CauseKind.SOURCE, Fit.LIKELY),
        (0.20, CauseKind.SOURCE, Fit.POSSIBLE),
        (0.05, CauseKind.SOURCE, Fit.LESS_LIKELY),
        (0.049, CauseKind.SOURCE, Fit.UNLIKELY),
        (0.600000001, CauseKind.CONTRIBUTOR, Fit.CLEARLY_PRESENT),
        (0.60, CauseKind.CONTRIBUTOR, Fit.WORTH_A_LOOK),
        (0.30, CauseKind.CONTRIBUTOR, Fit.WORTH_A_LOOK),
        (0.299, CauseKind.CONTRIBUTOR, Fit.NOT_SEEN),
    ],
)
def test_words_begin_at_their_cuts(score: float, kind: CauseKind, fit: Fit) -> None:
    assert fit_of(score, kind) is fit


def test_no_source_stands_out_when_two_lead_together_or_none_reaches_the_mark() -> None:
    assert clear_source(rank_causes({}, KNOWLEDGE, CauseKind.SOURCE)) is None
    strain = read_answers({"onset": "sudden_moment"}, KNOWLEDGE, "file")
    assert clear_source(rank_causes(strain, KNOWLEDGE, CauseKind.SOURCE)) == "muscle_strain"


def test_sex_counts_for_bone_injury_only_when_the_age_is_known_to_be_twenty_or_more() -> None:
    neutral = scores({"age": 16})["bone_stress_injury"]
    assert scores({"age": 16, "sex": "female"})["bone_stress_injury"] == neutral
    assert scores({"sex": "female"})["bone_stress_injury"] == scores({})["bone_stress_injury"]
    assert (
        scores({"age": 30, "sex": "female"})["bone_stress_injury"]
        > scores({"age": 30})["bone_stress_injury"]
    )


def test_every_ticked_choice_of_a_tick_all_question_counts() -> None:
    facet = KNOWLEDGE.causes["facet_joint"]
    ratios: dict[str, float] = {}
    for evidence in facet.evidence:
        ratios |= evidence.ratios if is_movement(evidence) else {}
    both = scores({"movement_pattern": "lean_back;twist_or_side_bend"})["facet_joint"]
    log_odds = [facet.tempering * log(ratios[each]) for each in ("lean_back", "twist_or_side_bend")]
    assert both == pytest.approx(score_of(facet, log_odds))


def is_movement(evidence: Evidence) -> bool:
    return evidence.question == "movement_pattern"
