"""How many ordinary runners each rule sends to a clinician.

python -m benchmarks.ordinary_runners [HOW_MANY]

Runners with one of the sources, bone injuries left out, answer as the tables of `data/causes.yaml`
say: each question by itself, so rare answers meet more often than in life. What has no table, and
the warning signs, come at the rates below.
"""

import random
import sys
from collections import Counter
from collections.abc import Mapping

from lowback.engine.answers import read_answers
from lowback.engine.triage import check_red_flags
from lowback.knowledge.load import load_knowledge
from lowback.knowledge.schema import AnswerTable, Knowledge, Question, QuestionKind, Source, Urgency

SEED, HOW_MANY, SHOWN = 12, 10_000, 0.002
ALMOST_SURELY_NOT = 0.001  # judgement: a sign that an ordinary runner says yes to by mistake
BONE = "bone_stress_injury"
FOR_WOMEN = {"periods_stopped", "birth_or_breastfeeding"}
# Of 1,000 ordinary runners. Cancer and loss of mass: false alarms in primary care (Henschke 2009,
# second hand). The others are judgement: how often the thing itself is met in adults who run.
SIGNS = {
    "rf_cancer_history": 40, "rf_weight_loss": 3, "rf_weak_immunity": 20, "rf_injected_drugs": 5,
    "rf_tb": 10, "rf_recent_infection": 10, "back_surgery_12_months": 3, "rf_fever": 5,
    "rf_pregnant": 15, "rf_cyclic_pelvic": 30, "rf_testicle": 3, "rf_kidney_stone": 3,
    "rf_leaking": 20, "rf_lump_or_shape": 10, "rf_small_strain": 60, "rf_worst_pain": 5,
    "rf_muscle_emergency": 5, "rf_both_legs": 15, "rf_saddle_numbness": 5, "rf_unsteady": 5,
}  # fmt: skip
FOLLOW_UPS: Mapping[str, Mapping[str, float]] = {
    "leaking_since": {"only_on_effort": 90, "old_unchanged": 10},
    "both_legs_since": {"sore_muscles_only": 70, "old_unchanged": 20, "weeks_stable": 10},
    "saddle_numbness_since": {"only_on_saddle": 90, "old_unchanged": 10},
    "worst_pain_start": {"with_a_movement": 80, "grew_over_hours": 20},
    "muscle_kind": {"some_position_eases": 80, "no_hard_effort": 20},
    "limp_where": {
        "stiff_back": 65, "foot_knee_other": 13, "calf_or_both_legs": 12,
        "one_spot_back_of_pelvis": 8, "groin_or_front_hip": 2,
    },
    "cancer_when": {"within_ten_years": 50, "over_ten_years_ago": 50},
    "injected_drugs_when": {"over_a_year_ago": 90, "within_a_year": 10},
    "groin_kind": {
        "new_with_each_step": 15, "new_other": 25, "known_for_long": 25, "inner_thigh_muscle": 35,
    },
    "foot_drop_kind": {
        "only_pain_or_tight": 60, "leg_weaker": 25, "drops_or_drags": 10, "old_unchanged": 5,
    },
    "night_pain_kind": {
        "settles_in_position": 40, "wakes_most_nights": 35, "no_position_eases": 25,
    },
    "lump_kind": {"old_or_muscle": 70, "height_lost_slowly": 25, "new_lump": 5},
}  # fmt: skip
COURSE = {
    "improving": 36, "same": 24, "comes_and_goes": 24, "steadily_worse": 7, "eased_then_back": 6,
    "better_then_worse": 3,
}  # fmt: skip
LOW_WEIGHT, VERY_LOW_WEIGHT = 18.5, 17.5
LEAST = {"bmi": 17.0}
PAIN = (3, 9, 16, 20, 18, 13, 10, 6, 3, 1.5, 0.5)


def main() -> None:
    """Print the share of every urgency and of every rule."""
    many = int(sys.argv[1]) if len(sys.argv) > 1 else HOW_MANY
    knowledge, chance = load_knowledge(), random.Random(SEED)  # noqa: S311 - no secret
    sources = [each for each in knowledge.sources() if each.id != BONE]
    urgencies: Counter[Urgency] = Counter()
    rules: Counter[str] = Counter()
    for _ in range(many):
        source = chance.choices(sources, [each.pretest for each in sources])[0]
        answers = read_answers(answered(source, knowledge, chance), knowledge, "file")
        alarm = check_red_flags(answers, knowledge)
        urgencies[alarm.urgency] += 1
        rules.update(rule.id for rule in alarm.raised)
    for urgency, count in urgencies.most_common():
        print(f"{count / many:7.1%}  {urgency}")
    for rule, count in rules.most_common():
        if count / many >= SHOWN:
            print(f"{count / many:7.1%}  {rule}")


def answered(source: Source, knowledge: Knowledge, chance: random.Random) -> dict[str, object]:
    """One runner with this source, asked everything that a table or a rate tells."""
    raw = {sign.id: _yes(_rate(sign.id, source), chance) for sign in knowledge.red_flag_questions()}
    raw |= {
        table.question: _from_table(table, knowledge.questions[table.question], chance)
        for table in source.answers
        if not table.question.startswith(("t_", "rf_"))
    }
    if raw["sex"] == "male":
        raw["bone_risk"] = [each for each in _listed(raw["bone_risk"]) if each not in FOR_WOMEN]
    raw |= _weight(raw)
    raw |= {"pain_course": _one(COURSE, chance), "pain_now": chance.choices(range(11), PAIN)[0]}
    for sign in knowledge.red_flag_questions():
        if raw[sign.id] == "yes":
            raw |= {
                each: _one(FOLLOW_UPS[each], chance) for each in sign.clarify if each in FOLLOW_UPS
            }
    return {name: value for name, value in raw.items() if value}


def _weight(raw: Mapping[str, object]) -> dict[str, object]:
    """What the body mass index says about the other answers on weight, which agree with it."""
    index = raw["bmi"]
    if not isinstance(index, float) or index >= LOW_WEIGHT:
        return {}
    risks = [each for each in _listed(raw["bone_risk"]) if each not in {"none", "unsure"}]
    very = "yes" if index < VERY_LOW_WEIGHT else "no"
    return {"bone_risk": sorted({*risks, "low_weight"}), "very_low_weight": very}


def _listed(value: object) -> list[str]:
    return list(value) if isinstance(value, list) else []


def _rate(sign: str, source: Source) -> float:
    for table in source.answers:
        if table.question == sign:
            return table.of_100.get("yes", 0.0) / 100
    return SIGNS.get(sign, 1000 * ALMOST_SURELY_NOT) / 1000


def _yes(rate: float, chance: random.Random) -> object:
    return "yes" if chance.random() < rate else "no"


def _one(shares: Mapping[str, float], chance: random.Random) -> str:
    return chance.choices(list(shares), list(shares.values()))[0]


def _from_table(table: AnswerTable, question: Question, chance: random.Random) -> object:
    if question.kind is QuestionKind.SEVERAL and not table.one_of:
        return _ticks(table, question, chance)
    picked = _one(table.of_100, chance)
    band = (
        next(each for each in question.choices or () if each.id == picked)
        if question.choices
        else None
    )
    if question.kind is QuestionKind.NUMBER and band:
        least = max(question.at_least or 0, LEAST.get(question.id, 18))
        low = band.from_ if band.from_ is not None else least
        high = band.below if band.below is not None else low + 20
        return round(chance.uniform(low, high), 1)
    return picked


def _ticks(table: AnswerTable, question: Question, chance: random.Random) -> list[str]:
    """Nothing as often as the table says; else each tick, so that its share comes out right."""
    alone = {each.id for each in question.choices if each.exclusive}
    nothing = sum(of_100 for choice, of_100 in table.of_100.items() if choice in alone) / 100
    if chance.random() < nothing:
        return [next(choice for choice in table.of_100 if choice in alone)]
    rest = 100 * max(1 - nothing, 0.01)
    return [
        choice
        for choice, of_100 in table.of_100.items()
        if choice not in alone and rest * chance.random() < of_100
    ]


if __name__ == "__main__":
    main()
