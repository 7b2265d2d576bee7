"""Which treatments are offered, to whom, and in which order."""

from msgspec.structs import replace

from lowback.engine.answers import read_answers
from lowback.engine.assess import Occasion, assess
from lowback.knowledge.conditions import Condition
from lowback.knowledge.schema import Grade, Knowledge, Treatment
from tests.conftest import TODAY

STRAIN = {"age": 34, "pain_now": 2, "onset": "within_48h_of_hard_run"}


def offered(knowledge: Knowledge, treatment: Treatment, **answers: object) -> bool:
    """Whether a knowledge with this one treatment offers it."""
    alone = replace(knowledge, treatments={treatment.id: treatment})
    found = assess(read_answers(answers, alone, "file"), alone, Occasion(TODAY, "GB"))
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
    found = assess(read_answers(STRAIN, knowledge, "file"), knowledge, Occasion(TODAY, "GB"))
    for line in ("first", "further"):
        grades = [each.grade for each in found.treatments if each.line == line]
        weak = [at for at, grade in enumerate(grades) if grade is Grade.D]
        assert weak == list(range(len(grades) - len(weak), len(grades)))
