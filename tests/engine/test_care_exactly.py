"""What care a decision comes to, line by line, on a small knowledge made by hand."""

from collections.abc import Mapping
from itertools import permutations
from types import MappingProxyType
from typing import Any

import pytest
from msgspec.structs import replace

from lowback.engine.assessment import Fit
from lowback.engine.care import WAIT, WAIT_FOR_SIGNS, Care, care_for
from lowback.engine.decision import Decision, Ranking, ScoredCause, TriageDecision
from lowback.knowledge.conditions import Condition
from lowback.knowledge.schema import (
    Exercise,
    ExerciseFit,
    Grade,
    Knowledge,
    NamedCondition,
    RedFlag,
    Suitability,
    Treatment,
    Urgency,
)
from tests import hand_made

SMALL = hand_made.knowledge()
CALM = TriageDecision(Urgency.SELF_CARE, (), (), SMALL.running["green"])
FEVER = SMALL.red_flags["fever"]
OK, MODIFY, AVOID = Suitability.OK, Suitability.MODIFY, Suitability.AVOID
SHARP = Condition(question="impact_pain", is_="sharp_one_spot")


def fits_of(*levels: Suitability) -> tuple[ExerciseFit, ...]:
    """One fit for each source in turn; how and back say which level wrote them."""
    sources = SMALL.sources()
    return tuple(
        ExerciseFit(
            cause=sources[at].id,
            level=level,
            how=f"how {level}.",
            back=f"back {level}." if level is AVOID else "",
        )
        for at, level in enumerate(levels)
    )


def one_exercise(*fits: ExerciseFit) -> Knowledge:
    lunge: Exercise = replace(SMALL.exercises["lunge"], fits=fits)
    return replace(SMALL, exercises={lunge.id: lunge})


def one_treatment(**changes: object) -> Knowledge:
    plain: Treatment = replace(
        SMALL.treatments["stay_active"], for_causes=(), for_concerns=(), training=False, when=None
    )
    return replace(SMALL, treatments={plain.id: replace(plain, **changes)})


def care(
    known: Knowledge,
    triage: TriageDecision = CALM,
    score: float = 0.5,
    said: Mapping[str, str] = MappingProxyType({}),
) -> Care:
    scored = tuple(ScoredCause(each, score, Fit.POSSIBLE, 1, ()) for each in known.sources())
    return care_for(Decision(triage, Ranking(scored)), hand_made.said(**said), known)


@pytest.mark.parametrize("levels", set(permutations((OK, MODIFY, AVOID))))
def test_the_strictest_cause_decides_whatever_the_order(levels: tuple[Suitability, ...]) -> None:
    (exercise,) = care(one_exercise(*fits_of(*levels))).exercises
    assert exercise.suitability is AVOID
    assert exercise.how == " ".join(f"how {level}." for level in levels)
    assert exercise.back == "back avoid."


@pytest.mark.parametrize("levels", [(OK, MODIFY), (MODIFY, OK), (MODIFY, MODIFY)])
def test_what_is_only_changed_needs_no_way_back(levels: tuple[Suitability, ...]) -> None:
    fits = tuple(replace(fit, back="back.") for fit in fits_of(*levels))
    (exercise,) = care(one_exercise(*fits)).exercises
    assert (exercise.suitability, exercise.back) == (MODIFY, "")
    assert exercise.how == " ".join(dict.fromkeys(f"how {level}." for level in levels))


def test_nothing_of_an_exercise_is_lost() -> None:
    known = one_exercise(*fits_of(OK))
    (found,), (exercise,) = care(known).exercises, known.exercises.values()
    for name in ("id", "name", "dose", "references"):
        assert getattr(found, name) == getattr(exercise, name), name


def test_what_no_leading_cause_reads_is_fine() -> None:
    (exercise,) = care(one_exercise(*fits_of(AVOID)), score=0.1).exercises
    assert (exercise.suitability, exercise.how, exercise.back) == (OK, "", "")


def test_two_ways_back_are_both_said() -> None:
    first, second = fits_of(AVOID, AVOID)
    (exercise,) = care(one_exercise(first, replace(second, back="later."))).exercises
    assert exercise.back == "back avoid. later."


@pytest.mark.parametrize("named", [False, True])
@pytest.mark.parametrize(
    ("said", "level"),
    [
        ({}, AVOID),
        ({"impact_pain": "sharp_one_spot"}, AVOID),
        ({"impact_pain": "dull_or_none"}, OK),
    ],
)
def test_only_a_plain_no_frees_an_exercise(
    said: dict[str, str], level: Suitability, *, named: bool
) -> None:
    known = replace(
        SMALL, conditions={"sharp": NamedCondition(id="sharp", because="x", when=SHARP)}
    )
    only_if = Condition(condition="sharp") if named else SHARP
    fit = replace(fits_of(AVOID)[0], only_if=only_if)
    lunge = replace(SMALL.exercises["lunge"], fits=(fit,))
    (exercise,) = care(replace(known, exercises={lunge.id: lunge}), said=said).exercises
    assert exercise.suitability is level


class TestBeforeAVisit:
    @pytest.mark.parametrize(
        ("urgency", "raised"),
        [
            (Urgency.EMERGENCY, ()),
            (Urgency.URGENT, (FEVER,)),
            (Urgency.SOON, (replace(FEVER, ranked=False),)),
        ],
    )
    def test_nothing_is_offered(self, urgency: Urgency, raised: tuple[RedFlag, ...]) -> None:
        triage = TriageDecision(urgency, raised, (), SMALL.running["green"])
        assert care(SMALL, triage) == Care()

    @pytest.mark.parametrize(
        ("urgency", "raised", "why"),
        [(Urgency.SOON, (FEVER,), WAIT), (Urgency.NOT_CHECKED, (), WAIT_FOR_SIGNS)],
    )
    def test_training_waits_where_running_does(
        self, urgency: Urgency, raised: tuple[RedFlag, ...], why: str
    ) -> None:
        known = one_treatment(training=True)
        triage = TriageDecision(urgency, raised, (), SMALL.running["red"])
        found = care(known, triage)
        assert {(each.suitability, each.how, each.back) for each in found.exercises} == {
            (AVOID, why, "")
        }
        assert not found.treatments
        assert care(known, replace(triage, running=SMALL.running["green"])).treatments
        assert care(one_treatment(), triage).treatments

    def test_pain_alone_keeps_exercises(self) -> None:
        red = replace(CALM, running=SMALL.running["red"])
        assert care(one_exercise(*fits_of(OK)), red).exercises[0].suitability is OK
        assert care(one_treatment(training=True), red).treatments


class TestTreatments:
    @pytest.mark.parametrize(
        ("changes", "offered"),
        [
            ({}, True),
            ({"for_causes": ("muscle_strain",)}, True),
            ({"for_causes": ("weak_core",)}, False),
            ({"for_concerns": (FEVER.concern,)}, False),
            ({"for_causes": ("weak_core", "muscle_strain")}, True),
            ({"when": SHARP}, False),
        ],
    )
    def test_for_whom(self, changes: dict[str, Any], *, offered: bool) -> None:
        assert bool(care(one_treatment(**changes), score=0.6).treatments) is offered

    @pytest.mark.parametrize(("score", "offered"), [(0.5714, False), (0.5715, True)])
    def test_without_a_place_a_source_needs_twice_its_starting_odds(
        self, score: float, *, offered: bool
    ) -> None:
        assert SMALL.causes["muscle_strain"].pretest == 40
        own = one_treatment(for_causes=("muscle_strain",))
        general = one_treatment(for_causes=("muscle_strain", "weak_core"))
        assert bool(care(own, score=score).treatments) is offered
        assert care(general, score=score).treatments

    def test_a_named_condition_decides_too(self) -> None:
        known = replace(
            one_treatment(when=Condition(condition="sharp")),
            conditions={"sharp": NamedCondition(id="sharp", because="x", when=SHARP)},
        )
        for said, offered in (({}, False), ({"impact_pain": "sharp_one_spot"}, True)):
            assert bool(care(known, said=said).treatments) is offered

    def test_nothing_of_it_is_lost(self) -> None:
        known = one_treatment(outlook=True)
        (found,) = care(known).treatments
        (treatment,) = known.treatments.values()
        for name in ("id", "name", "grade", "line", "what", "evidence", "basis", "references"):
            assert getattr(found, name) == getattr(treatment, name), name
        assert found.outlook is treatment.outlook

    def test_for_a_concern_that_was_raised(self) -> None:
        triage = TriageDecision(Urgency.SOON, (FEVER,), (), SMALL.running["green"])
        for concerns in ((FEVER.concern,), ("cancer", FEVER.concern)):
            assert care(one_treatment(for_concerns=concerns), triage).treatments
        assert not care(one_treatment(for_concerns=("cancer",)), triage).treatments

    def test_it_names_the_leading_causes_it_is_for(self) -> None:
        causes = ("facet_joint", "weak_core", "muscle_strain")
        (found,) = care(one_treatment(for_causes=causes)).treatments
        assert found.for_causes == ("muscle_strain", "facet_joint")

    def test_the_seller_is_named(self) -> None:
        for sold, name in ((True, SMALL.clinic.name), (False, None)):
            (found,) = care(one_treatment(sold_by_clinic=sold)).treatments
            assert found.sold_by == name

    @pytest.mark.parametrize(
        ("said", "begin"), [({}, "if_stays"), ({"impact_pain": "sharp_one_spot"}, "now")]
    )
    def test_what_is_due_begins_now(self, said: dict[str, str], begin: str) -> None:
        (found,) = care(one_treatment(begin="if_stays", now_when=SHARP), said=said).treatments
        assert found.begin == begin
        (never,) = care(one_treatment(begin="if_stays"), said=said).treatments
        assert never.begin == "if_stays"

    def test_first_line_first_and_judgement_alone_last(self) -> None:
        base = one_treatment().treatments["stay_active"]
        rows = [("first", Grade.D), ("first", Grade.A), ("further", Grade.D), ("further", Grade.B)]
        named = {
            f"t_{at}": replace(base, id=f"t_{at}", line=line, grade=grade)
            for at, (line, grade) in enumerate(rows)
        }
        for order in permutations(named):
            known = replace(SMALL, treatments={name: named[name] for name in order})
            assert [each.id for each in care(known).treatments] == ["t_1", "t_0", "t_3", "t_2"]
