"""The words and the care that a score and its reasons come to, line by line."""

from math import log
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from lowback.engine.assessment import Fit
from lowback.engine.care import Care, care_for
from lowback.engine.decision import AppliedRatio, Decision, Ranking, ScoredCause, TriageDecision
from lowback.engine.reasons import explain, said, short_name
from lowback.engine.score import furthest, questions_of
from lowback.knowledge.conditions import Condition
from lowback.knowledge.schema import (
    ExerciseFit,
    Knowledge,
    NamedCondition,
    Source,
    Suitability,
    Urgency,
)
from lowback.knowledge.strict_yaml import read_file
from tests import hand_made

GOLDEN: dict[str, Any] = read_file(Path(__file__).parent / "golden.yaml").value
SMALL = hand_made.knowledge()
CALM = TriageDecision(Urgency.SELF_CARE, (), (), SMALL.running["green"])


def scored(cause: str, score: float, *ratios: float) -> ScoredCause:
    table = SMALL.something_else.answers[0]
    choice = SMALL.questions[table.question].choices[0].id
    weighed = tuple(AppliedRatio(table, choice, each, log(each)) for each in ratios)
    return ScoredCause(SMALL.causes[cause], score, Fit.POSSIBLE, 1, weighed)


def care(known: Knowledge, leading: ScoredCause, **told: str) -> Care:
    ranking = Ranking((leading,)) if isinstance(leading.cause, Source) else Ranking((), (leading,))
    return care_for(Decision(CALM, ranking), hand_made.said(**told), known)


@pytest.mark.parametrize("line", GOLDEN["words"], ids=lambda line: str(line["ratio"]))
def test_how_strongly_an_answer_speaks(line: dict[str, Any]) -> None:
    found = explain(scored("muscle_strain", 0.5, line["ratio"]), {}, SMALL)
    (reason,) = (*found.for_, *found.against)
    assert reason.sentence.endswith(f": {line['words']} muscle strain.")


@pytest.mark.parametrize(
    ("question", "choice", "sentence"),
    [
        ("rf_fever", "unsure", "{label}: unsure."),
        ("pain_location", "band_both_sides", "Where it hurts: a band on both sides."),
        (
            "pain_location",
            "dimple_one_side;band_both_sides",
            "Where it hurts: a band on both sides. Where it hurts: one dimple.",
        ),
    ],
)
def test_an_answer_is_stated(question: str, choice: str, sentence: str) -> None:
    label = SMALL.questions[question].label
    assert said(question, choice, SMALL) == sentence.format(label=label)


def test_the_strongest_reason_comes_first_on_either_side() -> None:
    found = explain(scored("muscle_strain", 0.5, 1.5, 0.9, 6, 0.2, 2, 0.5), {}, SMALL)
    assert [each.ratio for each in found.for_] == [6, 2, 1.5]
    assert [each.ratio for each in found.against] == [0.2, 0.5, 0.9]


def test_a_ranked_cause_is_the_scored_one_with_its_reasons() -> None:
    made = scored("muscle_strain", 0.5, 1, 4)
    found = explain(made, {}, SMALL)
    cause = made.cause
    assert (found.id, found.name, found.summary) == (cause.id, cause.name, cause.summary)
    assert (found.fit, found.score, found.rank) == (made.fit, made.score, made.rank)
    (reason,) = (*found.for_, *found.against)  # a ratio of 1 speaks on neither side
    applied = made.weighed[1]
    table = applied.evidence
    assert (reason.question, reason.choice) == (table.question, applied.choice)
    assert (reason.ratio, reason.log_odds) == (applied.ratio, applied.log_odds)
    assert (reason.basis, reason.references) == (table.basis, table.references)
    stated = said(table.question, applied.choice, SMALL).rstrip(".")
    assert reason.sentence == f"{stated}: a strong sign for muscle strain."


def test_a_name_stands_in_a_sentence_without_its_bracket() -> None:
    cause = replace(SMALL.causes["muscle_strain"], name="Strain (of a Muscle)")
    assert short_name(cause) == "strain"


def test_what_is_unknown_is_named_by_how_far_it_could_move_the_cause() -> None:
    cause = SMALL.causes["bone_stress_injury"]
    everything = explain(scored(cause.id, 0.5), {}, SMALL).unknown
    reach = [furthest(name, cause, SMALL) for name in everything]
    assert set(everything) == questions_of(cause)
    assert reach == sorted(reach, reverse=True)
    assert reach[0] > reach[-1]
    told = hand_made.said(**{everything[0]: "unsure"})
    assert explain(scored(cause.id, 0.5), told, SMALL).unknown == everything[1:]


def test_what_cannot_apply_is_not_unknown() -> None:
    fever = Condition(question="rf_fever", is_="yes")
    asked = replace(SMALL.questions["impact_pain"], ask_when=Condition(condition="feverish"))
    named = NamedCondition(id="feverish", because="x", when=fever)
    known = replace(
        SMALL,
        questions={**SMALL.questions, asked.id: asked},
        conditions={named.id: named},
    )
    for fever_is, listed in (("yes", True), ("unsure", True), ("no", False)):
        found = explain(scored("bone_stress_injury", 0.5), hand_made.said(rf_fever=fever_is), known)
        assert ("impact_pain" in found.unknown) is listed


@pytest.mark.parametrize(
    "line", GOLDEN["care"], ids=lambda line: f"{line['cause']}-{line['score']}"
)
def test_from_which_score_a_cause_gets_care(line: dict[str, Any]) -> None:
    general = tuple(dict.fromkeys((line["cause"], "weak_core")))
    one = replace(SMALL.treatments["stay_active"], for_causes=general)
    known = replace(SMALL, treatments={one.id: one})
    found = care(known, scored(line["cause"], line["score"]))
    assert bool(found.treatments) is line["offered"]


def test_an_exercise_is_only_freed_by_a_plain_no() -> None:
    """Unknown is never "no": what an exercise must leave out stays left out until it is told."""
    sharp = Condition(question="impact_pain", is_="sharp_one_spot")
    fit = ExerciseFit(cause="muscle_strain", level=Suitability.MODIFY, how="x", only_if=sharp)
    lunge = replace(SMALL.exercises["lunge"], fits=(fit,))
    known = replace(SMALL, exercises={lunge.id: lunge})
    strain = scored("muscle_strain", 0.5)
    told = {
        choice: care(known, strain, impact_pain=choice).exercises[0]
        for choice in ("sharp_one_spot", "dull_or_none")
    }
    (silent,) = care(known, strain).exercises
    assert silent.suitability is Suitability.MODIFY
    assert told["sharp_one_spot"].suitability is Suitability.MODIFY
    assert told["dull_or_none"].suitability is Suitability.OK
