"""Answers that lead to a plan, and the plan made from them."""

from datetime import date

from lowback.engine.assessment import Assessment
from lowback.knowledge.load import load_knowledge
from lowback.knowledge.schema import QuestionKind, Suitability
from lowback.result.plan import Managed, make_plan
from lowback.result.plan_document import Amount, Plan, PlannedRun
from tests.conftest import Run

KNOWLEDGE = load_knowledge()
RUN = Run(KNOWLEDGE)
START = date(2026, 11, 24)
CLEAR = {
    each.id: "no"
    for each in KNOWLEDGE.red_flag_questions()
    if each.kind is QuestionKind.YES_NO_UNSURE
}
CALM: dict[str, object] = {
    **CLEAR,
    "age": 34, "sex": "male", "pain_now": 2, "pain_course": "improving",
    "onset": "within_48h_of_hard_run", "pain_location": "band_both_sides",
    "impact_pain": "no_jolt_pain", "leg_sensation": "none", "leg_pain_reach": "none",
}  # fmt: skip
BONE: dict[str, object] = {
    "pain_location": "base_of_spine", "impact_pain": "sharp_one_spot",
    "run_pattern": "builds_and_stops", "bone_risk": "prior_stress_fracture",
    "load_change": "up_over_30", "rest_days": "gone_returns_with_running",
}  # fmt: skip
NERVE: dict[str, object] = {
    "pain_location": "mostly_leg", "leg_pain_reach": "below_knee",
    "leg_sensation": "tingling_or_numb",
}  # fmt: skip
INFLAMED: dict[str, object] = {
    "age": 30, "duration": "wk_over_12", "ibp_second_half_night": "yes",
    "ibp_better_moving": "yes", "ibp_nsaid_48h": "yes", "ibp_buttock": "yes",
}  # fmt: skip
SOURCES: dict[str, dict[str, object]] = {
    "muscle_strain": {"onset": "sudden_moment"},
    "hamstring": {"pain_location": "sit_bone", "sitting": "sit_bone_pressure"},
    "sacroiliac_joint": {"pain_location": "dimple_or_below_one_side"},
    "facet_joint": {"movement_pattern": "lean_back", "sitting": "eases"},
    "sciatica": NERVE,
    "bone_stress_injury": BONE,
}
RUNS = (Amount(40, "min"), Amount(8, "km"), Amount(12, "min"), Amount(0, "min"), None)


def made(managed: Amount | None = None, longest: float | None = None, /, **answers: object) -> Plan:
    """A plan of calm answers with these changes."""
    found = RUN(**{**CALM, **answers})
    return make_plan(found, KNOWLEDGE, START, longest, Managed(managed))


def runs_of(plan: Plan) -> list[PlannedRun]:
    return [each for week in plan.weeks for each in week.runs if each.kind == "run"]


def avoided(found: Assessment, plan: Plan) -> list[str]:
    """Exercises of a plan that the result says to leave out."""
    level = {each.id: each.suitability for each in found.exercises}
    return [each.id for each in plan.exercises if level[each.id] is Suitability.AVOID]
