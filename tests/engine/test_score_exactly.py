"""The score worked out by hand, with tables and ratios written here."""

from collections.abc import Mapping
from math import exp, log
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from lowback.engine.answers import Answer, Answers
from lowback.engine.assessment import Fit
from lowback.engine.decision import Ranking
from lowback.engine.fit import clear_source, fits_none_well
from lowback.engine.score import applies, rank_causes, score_of
from lowback.knowledge.conditions import Condition
from lowback.knowledge.load import load_knowledge
from lowback.knowledge.schema import (
    AnswerTable,
    Contributor,
    Evidence,
    Knowledge,
    NamedCondition,
    Source,
)

SHIPPED = load_knowledge()
Tables = Mapping[str, Mapping[str, float]]
OLDER = {"question": "age", "at_least": 20}


def said(**choices: str) -> Answers:
    return {name: Answer(name, each, tuple(each.split(";"))) for name, each in choices.items()}


def age(low: float, high: float) -> Answers:
    return {"age": Answer("age", "", (), low=low, high=high)}


def table(question: str, of_100: Mapping[str, float], **more: Any) -> AnswerTable:  # noqa: ANN401 - any field
    return AnswerTable(question=question, of_100=dict(of_100), **more)


def source(name: str, pretest: float, *tables: AnswerTable) -> Source:
    shipped = next(each for each in SHIPPED.sources())
    return replace(shipped, id=name, pretest=pretest, answers=tables)


def contributor(name: str, pretest: float, *evidence: Evidence) -> Contributor:
    shipped = next(each for each in SHIPPED.contributors())
    wide = {"floor": 0.001, "ceiling": 0.999, "tempering": 1.0}
    return replace(shipped, id=name, pretest=pretest, evidence=evidence, **wide)


def evidence(question: str, only_if: Mapping[str, Any] | None = None, **ratios: float) -> Evidence:
    written: dict[str, Any] = {"question": question, "ratios": ratios, "basis": "consensus"}
    return msgspec.convert({**written, "only_if": only_if} if only_if else written, Evidence)


def knowledge(
    *causes: Source | Contributor, otherwise: AnswerTable | None = None, pretest: float = 20
) -> Knowledge:
    tables = (otherwise,) if otherwise else ()
    older = NamedCondition(id="older", when=msgspec.convert(OLDER, Condition), because="x")
    return replace(
        SHIPPED,
        causes={each.id: each for each in causes},
        something_else=replace(SHIPPED.something_else, pretest=pretest, answers=tables),
        competition=replace(SHIPPED.competition, power=0.5),
        conditions={"older": older},
    )


def feel(yes: float, no: float, **more: Any) -> AnswerTable:  # noqa: ANN401 - any field
    return table("rf_fever", {"yes": yes, "no": no}, **more)


class TestSources:
    def test_three_compete_with_half_power(self) -> None:
        """Roots of 64, 16 and 4 of 100 are as 8 to 4 to 2; times pretests 50, 30 and 20."""
        known = knowledge(
            source("one", 50, feel(64, 36)),
            source("two", 30, feel(16, 84)),
            otherwise=feel(4, 96),
        )
        found = rank_causes(said(rf_fever="yes"), known)
        whole = 50 * 8 + 30 * 4 + 20 * 2
        assert [each.score for each in found.sources] == pytest.approx(
            [400 / whole, 120 / whole], abs=1e-9
        )
        assert found.something_else == pytest.approx(40 / whole, abs=1e-9)
        (weighed,) = found.sources[0].weighed
        assert weighed.ratio == pytest.approx(64 / 8)  # the geometric mean of 16 and 4
        assert weighed.log_odds == pytest.approx(log(8) / 2)
        assert (weighed.choice, weighed.evidence) == ("yes", known.sources()[0].answers[0])

    def test_what_has_no_figure_moves_nothing(self) -> None:
        known = knowledge(source("one", 80, feel(64, 36)), otherwise=feel(4, 96))
        for answers in ({}, said(rf_fever="unsure"), said(rf_limp="yes")):
            found = rank_causes(answers, known)
            assert found.sources[0].score == pytest.approx(0.8)
            assert found.sources[0].weighed == ()

    def test_a_figure_for_not_sure_counts(self) -> None:
        one = table("rf_fever", {"yes": 10, "no": 26, "unsure": 64})
        other = table("rf_fever", {"yes": 10, "no": 74, "unsure": 16})
        known = knowledge(source("one", 50, one), otherwise=other, pretest=50)
        assert rank_causes(said(rf_fever="unsure"), known).sources[0].score == pytest.approx(2 / 3)

    def test_ticks_multiply(self) -> None:
        one, other = {"a": 64, "b": 64, "c": 4}, {"a": 16, "b": 4, "c": 64}
        known = knowledge(source("one", 50, table("easing", one)),
                          otherwise=table("easing", other), pretest=50)  # fmt: skip
        found = rank_causes(said(easing="a;b"), known)
        assert found.sources[0].score == pytest.approx(64 / (64 + 8))
        assert [each.choice for each in found.sources[0].weighed] == ["a", "b"]

    def test_ticks_of_one_place_add_up(self) -> None:
        one, other = {"a": 44, "b": 20, "c": 36}, {"a": 6, "b": 10, "c": 84}
        known = knowledge(source("one", 50, table("pain_location", one, one_of=True)),
                          otherwise=table("pain_location", other, one_of=True),
                          pretest=50)  # fmt: skip
        found = rank_causes(said(pain_location="a;b"), known)
        assert found.sources[0].score == pytest.approx(8 / (8 + 4))  # roots of 64 and of 16
        assert [each.choice for each in found.sources[0].weighed] == ["a;b"]
        everywhere = rank_causes(said(pain_location="a;b;c"), known)
        assert everywhere.sources[0].score == pytest.approx(0.5)

    def test_the_worst_place_counts_alone(self) -> None:
        told = {"one_of": True, "narrowed_by": "pain_worst"}
        one, other = {"a": 64, "b": 36}, {"a": 4, "b": 96}
        known = knowledge(source("one", 50, table("pain_location", one, **told)),
                          otherwise=table("pain_location", other, **told), pretest=50)  # fmt: skip
        both = {"pain_location": "a;b"}
        found = rank_causes(said(**both, pain_worst="a"), known)
        assert found.sources[0].score == pytest.approx(8 / (8 + 2))
        assert rank_causes(said(**both, pain_worst="unsure"), known).sources[
            0
        ].score == pytest.approx(0.5)

    def test_ranks_words_and_ties(self) -> None:
        pretests = {"low": 5, "high": 70, "tie": 5, "mid": 16}
        known = knowledge(*(source(name, each) for name, each in pretests.items()), pretest=4)
        found = rank_causes({}, known).sources
        assert [(each.cause.id, each.rank) for each in found] == [
            ("high", 1), ("mid", 2), ("low", 3), ("tie", 3),
        ]  # fmt: skip
        assert [each.fit for each in found] == [
            Fit.LIKELY, Fit.LESS_LIKELY, Fit.LESS_LIKELY, Fit.LESS_LIKELY,
        ]  # fmt: skip

    @pytest.mark.parametrize(
        ("pretests", "otherwise", "placed", "expected"),
        [
            ((51, 25), 24, True, "c0"),
            ((25, 51), 24, True, "c1"),
            ((51, 25), 24, False, None),
            ((51, 26), 23, True, None),
            ((49, 22), 29, True, None),
            ((60, 9), 31, True, None),
            ((65, 6), 29, True, "c0"),
            ((50, 50), 1, True, None),
        ],
    )
    def test_who_stands_out(
        self, pretests: tuple[float, ...], otherwise: float, *, placed: bool, expected: str | None
    ) -> None:
        place = table("pain_location", {"sit_bone": 50, "low_back_unsure": 50}, one_of=True)
        causes = [source(f"c{at}", each, place) for at, each in enumerate(pretests)]
        known = knowledge(*causes, otherwise=place, pretest=otherwise)
        answers = said(pain_location="sit_bone") if placed else {}
        assert clear_source(rank_causes(answers, known), answers, known) == expected

    @pytest.mark.parametrize(
        ("best", "otherwise", "expected"),
        [(0.69, 0.30, True), (0.70, 0.299, False), (0.2, 0.2, True), (0.2, 0.19, False)],
    )
    def test_when_none_fits_well(self, best: float, otherwise: float, *, expected: bool) -> None:
        known = knowledge(source("one", 50))
        (only,) = rank_causes({}, known).sources
        assert fits_none_well(Ranking((replace(only, score=best),), (), otherwise)) is expected
        assert not fits_none_well(Ranking())


class TestContributors:
    def test_the_sum(self) -> None:
        one = replace(
            contributor("one", 0.2, evidence("rf_fever", yes=4.0, no=0.25)), tempering=0.5
        )
        known = knowledge(one)
        (up,) = rank_causes(said(rf_fever="yes"), known).contributors
        assert up.score == pytest.approx(1 / 3, abs=1e-9)  # odds 1/4, doubled
        assert up.weighed[0].log_odds == pytest.approx(0.6931471805599453)
        assert up.weighed[0].evidence == one.evidence[0]
        assert (up.weighed[0].choice, up.weighed[0].ratio) == ("yes", 4.0)
        (down,) = rank_causes(said(rf_fever="no"), known).contributors
        assert down.score == pytest.approx(1 / 9, abs=1e-9)
        (level,) = rank_causes(said(rf_fever="unsure"), known).contributors
        assert level.score == pytest.approx(0.2)
        assert level.weighed == ()

    def test_nine_decimals_between_floor_and_ceiling(self) -> None:
        third = contributor("third", 0.3)
        assert score_of(third, [0.123456789]) == 0.326547714
        assert score_of(replace(third, floor=0.25), [-50.0]) == 0.25
        assert score_of(replace(third, ceiling=0.75), [50.0]) == 0.75

    def test_evidence_for_some_people_only(self) -> None:
        one = contributor("one", 0.2, evidence("sex", {"condition": "older"}, male=4.0))
        known = knowledge(one)
        for low, high, expected in ((20, 20, True), (19, 19, False), (10, 30, False)):
            answers = {**said(sex="male"), **age(low, high)}
            assert applies(one.evidence[0], answers, known) is expected
            (found,) = rank_causes(answers, known).contributors
            assert bool(found.weighed) is expected
        (unknown,) = rank_causes(said(sex="male"), known).contributors
        assert not unknown.weighed

    def test_every_tick_counts(self) -> None:
        one = contributor("one", 0.5, evidence("easing", a=2.0, b=3.0, c=5.0))
        (found,) = rank_causes(said(easing="a;b;x"), knowledge(one)).contributors
        assert found.score == pytest.approx(6 / 7, abs=1e-9)

    def test_they_take_nothing_from_each_other(self) -> None:
        one, two = contributor("one", 0.2, evidence("rf_fever", yes=4.0)), contributor("two", 0.2)
        found = rank_causes(said(rf_fever="yes"), knowledge(one, two)).contributors
        assert {each.cause.id: each.score for each in found}["two"] == pytest.approx(0.2)
        assert exp(found[0].weighed[0].log_odds) == pytest.approx(4)
