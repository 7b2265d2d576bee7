"""The maths of ranking: properties that must hold whatever the knowledge says."""

from math import exp, log
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lowback.engine.answers import read_answers
from lowback.engine.decision import Ranking
from lowback.engine.fit import clear_source, fits_none_well
from lowback.engine.score import rank_causes, score_of, weights_of
from lowback.knowledge.load import load_knowledge
from lowback.knowledge.schema import Contributor, Knowledge, QuestionKind, Source
from tests.strategies import Raw, answers

KNOWLEDGE = load_knowledge()
SOURCES, CONTRIBUTORS = KNOWLEDGE.sources(), KNOWLEDGE.contributors()
ELSE = "something_else"


def ranking(raw: Raw, knowledge: Knowledge = KNOWLEDGE) -> Ranking:
    return rank_causes(read_answers(raw, knowledge, "file"), knowledge)


def scores(raw: Raw) -> dict[str, float]:
    ranked = ranking(raw)
    return {each.cause.id: each.score for each in ranked.causes} | {ELSE: ranked.something_else}


@given(answers(KNOWLEDGE))
def test_the_sources_and_something_else_share_one_whole(raw: Raw) -> None:
    found = scores(raw)
    shared = [found[each.id] for each in SOURCES] + [found[ELSE]]
    assert sum(shared) == pytest.approx(1, abs=1e-8)
    assert min(shared) >= 0


@given(answers(KNOWLEDGE))
def test_a_contributor_stays_between_floor_and_ceiling(raw: Raw) -> None:
    found = scores(raw)
    for each in CONTRIBUTORS:
        assert each.floor <= found[each.id] <= each.ceiling


@given(answers(KNOWLEDGE), st.randoms())
def test_the_order_of_answers_changes_nothing(raw: Raw, random: Any) -> None:  # noqa: ANN401 - hypothesis' own
    shuffled = list(raw.items())
    random.shuffle(shuffled)
    assert scores(dict(shuffled)) == scores(raw)


def telling(source: Source) -> list[tuple[str, str]]:
    """Single answers that speak for a source against every one of the others."""
    return [
        (table.question, choice)
        for table in source.answers
        if KNOWLEDGE.questions[table.question].kind is not QuestionKind.SEVERAL
        for choice, of_100 in table.of_100.items()
        if all(
            of_100 >= other.of_100[choice]
            for rival in KNOWLEDGE.competitors()
            for other in rival.answers
            if other.question == table.question
        )
    ]


@given(answers(KNOWLEDGE), st.sampled_from(SOURCES), st.data())
def test_the_answer_that_a_source_gives_most_never_lowers_it(
    raw: Raw, source: Source, data: st.DataObject
) -> None:
    question, choice = data.draw(st.sampled_from(telling(source)))
    inputs = {"height_cm", "weight_kg"} if KNOWLEDGE.questions[question].derive else set()
    without = {name: value for name, value in raw.items() if name not in {question, *inputs}}
    assert scores({**without, question: choice})[source.id] >= scores(without)[source.id]


@given(answers(KNOWLEDGE), st.sampled_from(CONTRIBUTORS), st.data())
def test_a_supporting_answer_never_lowers_its_contributor(
    raw: Raw, cause: Contributor, data: st.DataObject
) -> None:
    evidence = data.draw(
        st.sampled_from([each for each in cause.evidence if max(each.ratios.values()) > 1])
    )
    choice = max(evidence.ratios, key=lambda each: evidence.ratios[each])
    without = {name: value for name, value in raw.items() if name != evidence.question}
    supported = {**without, evidence.question: choice}
    assert scores(supported)[cause.id] >= scores(without)[cause.id]


def test_nothing_answered_leaves_every_pretest() -> None:
    expected = {each.id: each.pretest for each in CONTRIBUTORS}
    whole = sum(each.pretest for each in KNOWLEDGE.competitors())
    expected |= {each.id: each.pretest / whole for each in SOURCES}
    expected[ELSE] = KNOWLEDGE.something_else.pretest / whole
    assert scores({}) == pytest.approx(expected)


@given(answers(KNOWLEDGE))
def test_the_weights_of_every_source_add_up_to_its_share(raw: Raw) -> None:
    """What `explain` shows: start + weights = T, and exp(6/7 T) is proportional to the score."""
    ranked = ranking(raw)
    competitors = KNOWLEDGE.competitors()
    starts = {each.id: log(each.pretest) for each in SOURCES}
    others = log(KNOWLEDGE.something_else.pretest)
    raised = {}
    for each in ranked.sources:
        rest = sum(starts.values()) + others - starts[each.cause.id]
        total = starts[each.cause.id] - rest / (len(competitors) - 1)
        total += sum(one.log_odds for one in each.weighed)
        raised[each.cause.id] = exp(total * (len(competitors) - 1) / len(competitors))
    share = (1 - ranked.something_else) / sum(raised.values())
    assume(ranked.something_else < 0.999)  # else nine decimals of the rest are too few
    for each in ranked.sources:
        assert each.score == pytest.approx(raised[each.cause.id] * share, abs=1e-8)


@given(answers(KNOWLEDGE))
def test_every_contribution_is_a_power_of_its_ratio(raw: Raw) -> None:
    ranked = ranking(raw)
    for each in ranked.causes:
        cause = each.cause
        power = cause.tempering if isinstance(cause, Contributor) else KNOWLEDGE.competition.power
        for one in each.weighed:
            assert one.log_odds == pytest.approx(power * log(one.ratio))
        if isinstance(each.cause, Contributor):
            assert each.score == score_of(each.cause, (one.log_odds for one in each.weighed))


@given(answers(KNOWLEDGE))
def test_ranks_follow_scores_and_ties_share_one(raw: Raw) -> None:
    ranked = ranking(raw).sources
    assert [each.score for each in ranked] == sorted((each.score for each in ranked), reverse=True)
    for each in ranked:
        assert each.rank == 1 + sum(other.score > each.score for other in ranked)


@given(answers(KNOWLEDGE))
def test_what_stands_out_has_half_and_twice_the_next_and_a_place(raw: Raw) -> None:
    known = read_answers(raw, KNOWLEDGE, "file")
    ranked = rank_causes(known, KNOWLEDGE)
    found = clear_source(ranked, known, KNOWLEDGE)
    if found is not None:
        first, second = ranked.sources[0], ranked.sources[1]
        assert found == first.cause.id
        assert first.score >= max(0.5, 2 * second.score, 2 * ranked.something_else)
        assert "pain_location" in known
        assert not fits_none_well(ranked)


def test_a_place_alone_moves_its_source_most() -> None:
    hamstring = KNOWLEDGE.causes["hamstring"]
    assert isinstance(hamstring, Source)
    weights = weights_of("pain_location", hamstring, KNOWLEDGE)
    assert max(weights, key=lambda each: weights[each]) == "sit_bone"
    (told,) = (
        each for each in ranking({"pain_location": "sit_bone"}).sources if each.cause == hamstring
    )
    assert told.weighed[0].log_odds == pytest.approx(weights["sit_bone"])
