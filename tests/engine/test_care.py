"""Which treatments are offered, to whom, and in which order."""

from msgspec.structs import replace

from lowback.engine.answers import Answer, read_answers
from lowback.engine.assess import Context, assess
from lowback.engine.conditions import holds
from lowback.knowledge.conditions import Condition
from lowback.knowledge.schema import Grade, Knowledge, Treatment
from lowback.lint.usage import texts_for_runners
from tests.conftest import TODAY, Run

STRAIN = {"age": 34, "pain_now": 2, "onset": "within_48h_of_hard_run"}


def offered(knowledge: Knowledge, treatment: Treatment, **answers: object) -> bool:
    """Whether a knowledge with this one treatment offers it."""
    alone = replace(knowledge, treatments={treatment.id: treatment})
    found = assess(read_answers(answers, alone, "file"), alone, Context(TODAY, "GB"))
    return bool(found.treatments)


def plain(knowledge: Knowledge) -> Treatment:
    return replace(knowledge.treatments["stay_active"], for_causes=(), training=False, line="first")


def test_a_treatment_that_names_nobody_is_for_everyone(knowledge: Knowledge) -> None:
    assert offered(knowledge, plain(knowledge), **STRAIN)
    assert not offered(knowledge, plain(knowledge), **STRAIN, rf_saddle_numbness="yes")


def test_when_must_surely_hold(knowledge: Knowledge) -> None:
    when = Condition(question="rf_pregnant", is_="yes")
    treatment = replace(plain(knowledge), when=when)
    assert offered(knowledge, treatment, **STRAIN, sex="female", rf_pregnant="yes")
    assert not offered(knowledge, treatment, **STRAIN, sex="female", rf_pregnant="no")
    assert not offered(knowledge, treatment, **STRAIN)


def test_a_concern_is_cared_for_though_its_cause_does_not_lead(knowledge: Knowledge) -> None:
    treatment = replace(plain(knowledge), for_concerns=("pregnancy",))
    assert offered(knowledge, treatment, **STRAIN, sex="female", rf_pregnant="yes")
    assert not offered(knowledge, treatment, **STRAIN)


def test_judgement_alone_stands_after_what_was_tested(knowledge: Knowledge) -> None:
    found = assess(read_answers(STRAIN, knowledge, "file"), knowledge, Context(TODAY, "GB"))
    for line in ("first", "further"):
        grades = [each.grade for each in found.treatments if each.line == line]
        weak = [at for at, grade in enumerate(grades) if grade is Grade.D]
        assert weak == list(range(len(grades) - len(weak), len(grades)))


def care_of(knowledge: Knowledge, **answers: object) -> dict[str, str]:
    """The treatments that a result offers, by their ids."""
    signs = {
        each.id: "no"
        for each in knowledge.red_flag_questions()
        if each.id not in knowledge.follow_ups()
    }
    found = read_answers({**signs, **answers}, knowledge, "file")
    offered = assess(found, knowledge, Context(TODAY, "GB")).treatments
    return {each.id: each.what for each in offered}


def test_a_sore_tendon_and_tight_hamstrings_have_two_texts(knowledge: Knowledge) -> None:
    tendon = care_of(
        knowledge, pain_location="sit_bone", sitting="sit_bone_pressure", pain_now=2, age=34
    )
    assert "hamstring_staged_loading" in tendon
    assert "hamstring_stretching" not in tendon
    loading, tightness = (
        knowledge.treatments[each] for each in ("hamstring_staged_loading", "hamstring_stretching")
    )
    tight = {"hamstring_feel": Answer("hamstring_feel", "tight_both", ("tight_both",))}
    assert loading.when is not None
    assert tightness.when is not None
    assert holds(tightness.when, tight, knowledge) is True
    assert holds(loading.when, tight, knowledge) is not True


def test_a_suspected_bone_is_told_to_eat_and_stop(knowledge: Knowledge) -> None:
    care = care_of(
        knowledge, age=29, pain_now=3, pain_location="base_of_spine",
        impact_pain="sharp_one_spot", run_pattern="builds_and_stops",
        bone_risk="prior_stress_fracture",
    )  # fmt: skip
    assert {"bone_stop_and_be_seen", "fuel_for_bone"} <= care.keys()


def test_a_strain_that_nothing_was_said_of_has_no_care_of_its_own(knowledge: Knowledge) -> None:
    own = {"strain_first_weeks", "warmth", "massage_and_manual_therapy"}
    calm = {each.id: "no" for each in knowledge.red_flag_questions() if each.emergency}
    for place, wanted in (({}, set()), ({"pain_location": "band_both_sides"}, own)):
        found = read_answers({**calm, "age": 34, **place}, knowledge, "file")
        care = assess(found, knowledge, Context(TODAY, "GB")).treatments
        offered = {each.id for each in care}
        assert own & offered == wanted
        assert "stay_active" in offered


def test_bones_are_cared_for_wherever_it_hurts(knowledge: Knowledge) -> None:
    care = care_of(
        knowledge, age=29, pain_now=3, impact_pain="sharp_one_spot",
        run_pattern="builds_and_stops", bone_risk="prior_stress_fracture",
    )  # fmt: skip
    assert {"bone_stop_and_be_seen", "fuel_for_bone"} <= care.keys()


def test_pregnancy_and_a_sore_hip_have_care_of_their_own(knowledge: Knowledge) -> None:
    assert "pelvic_girdle_care" in care_of(
        knowledge, age=31, sex="female", pain_now=2, rf_pregnant="yes"
    )
    hip = care_of(knowledge, age=40, pain_now=2, t_figure_of_four="groin_or_hip")
    assert "hip_check" in hip
    assert "pelvic_girdle_care" not in hip


def test_painkillers_say_who_must_not_take_them(knowledge: Knowledge) -> None:
    told = knowledge.treatments["anti_inflammatory_medicine"].what
    for each in (
        "stomach ulcer", "kidney", "heart disease", "stroke", "blood pressure", "blood thinners",
        "wheeze", "pregnant", "week 20", "long run", "bone that hurts", "Paracetamol alone",
        "Codeine",
    ):  # fmt: skip
        assert each in told


def test_the_outlook_of_sciatica_is_that_of_the_cohort(knowledge: Knowledge) -> None:
    outlook = knowledge.treatments["sciatica_outlook"]
    assert "55 in 100" in outlook.evidence
    assert "konstantinou_2018" in outlook.references
    texts = [*(each.evidence for each in knowledge.treatments.values()),
             *(each.course for each in knowledge.causes.values())]  # fmt: skip
    assert not [each for each in texts if "nine in ten" in each]


def test_help_lines_name_the_number_for_advice(knowledge: Knowledge) -> None:
    lines = {"AU": "1800 022 222", "NZ": "0800 611 116", "CA": "811"}
    for country, number in lines.items():
        assert number in knowledge.helplines[country].urgent


def test_there_is_one_rule_of_pain(knowledge: Knowledge) -> None:
    """Nothing that a runner reads sets another time than the next morning."""
    texts = [text for _, text in texts_for_runners(knowledge)]
    assert not [each for each in texts if "24 hours" in each or "within 24" in each]


def test_what_waits_for_weeks_is_due_now_once_they_have_passed(run: Run) -> None:
    def begin(duration: str) -> dict[str, str]:
        found = run.checked(age=34, pain_location="band_both_sides", duration=duration)
        return {each.id: each.begin for each in found.treatments}

    new, old = begin("wk_under_6"), begin("wk_over_12")
    assert new["walking"] == old["walking"] == "now"
    assert (new["core_and_leg_strength"], new["regular_exercise"]) == ("two_weeks", "if_it_stays")
    assert (old["core_and_leg_strength"], old["regular_exercise"]) == ("now", "now")
    assert begin("wk_6_12")["regular_exercise"] == "if_it_stays"
