"""The pages to look at: hand-made ones, and the longest that the shipped knowledge can make."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from random import Random

from msgspec.structs import replace

from lowback.engine.answers import read_answers
from lowback.engine.assess import Context, assess
from lowback.engine.assessment import Assessment
from lowback.engine.training import Spike, TrainingPicture, TrainingWeek
from lowback.knowledge.load import load_knowledge
from lowback.knowledge.schema import Knowledge, Question, QuestionKind
from lowback.knowledge.strict_yaml import read_file
from lowback.render import Audience, Format, Look, render
from tests import hand_made
from tests.program import EXAMPLE

DAY = date(2026, 11, 23)
SHIPPED = load_knowledge()
RANKED: tuple[Mapping[str, object], ...] = (
    {"age": 30, "pain_now": 3},
    {"age": 17, "pain_now": 6, "onset": "sudden_moment"},
    {
        "age": 30, "pain_location": "dimple_or_below_one_side", "sitting": "hurts_rising",
        "movement_pattern": ["lean_back", "rolling_or_one_leg"], "easing": "bend_or_curl",
        "leg_pain_reach": "buttock_or_thigh", "hamstring_feel": "tight_both", "weekly_km": 60,
        "load_change": "up_10_30", "strength_habit": "none", "height_cm": 170, "weight_kg": 95,
        "run_pattern": "late_in_long_runs",
    },
    {
        "age": 50, "pain_location": "sit_bone", "sitting": "sit_bone_pressure",
        "duration": "wk_over_12", "leg_pain_reach": "into_foot", "cough_sneeze": "shoots_down_leg",
        "movement_pattern": ["forward_bend", "lean_back", "twist_or_side_bend"], "weight_kg": 110,
        "height_cm": 170, "strength_habit": "none", "shoe_km": 1200,
    },
)  # fmt: skip


def _example(**changed: object) -> Assessment:
    value = read_file(EXAMPLE).value
    assert isinstance(value, dict)
    return _assessed({**value, **changed})


def _assessed(raw: Mapping[str, object]) -> Assessment:
    answers = read_answers(raw, SHIPPED, "file")
    return assess(answers, SHIPPED, Context(DAY, "GB", training=_training()))


def _training() -> TrainingPicture:
    weeks = tuple(
        TrainingWeek(start=f"2026-{9 + at // 4:02d}-{1 + 7 * (at % 4):02d}", km=20.0 + 3 * at,
                     longest_km=8.0 + at, runs=3)
        for at in range(12)
    )  # fmt: skip
    spike = Spike(date="2026-11-18", km=18.0, longest_before_km=9.0, ratio=2.0)
    return TrainingPicture(weeks=weeks, pain_began="2026-11-20", spike=spike)


def _everything_unsure() -> Assessment:
    signs = {each.id: "unsure" for each in SHIPPED.red_flag_questions() if not each.emergency}
    return _example(**{each: value for each, value in signs.items() if each != "rf_pregnant"})


PAGES: dict[str, tuple[Callable[[], Assessment], Callable[[], Knowledge]]] = {
    "hand-made ordinary": (hand_made.ordinary, hand_made.knowledge),
    "hand-made urgent": (hand_made.urgent, hand_made.knowledge),
    "hand-made emergency": (hand_made.emergency, hand_made.knowledge),
    "hand-made under 16": (hand_made.under_16, hand_made.knowledge),
    "ordinary": (_example, lambda: SHIPPED),
    "urgent": (lambda: _example(rf_fever="yes"), lambda: SHIPPED),
    "emergency": (lambda: _example(rf_saddle_numbness="yes"), lambda: SHIPPED),
    "coach": (lambda: replace(_example(), voice="coach"), lambda: SHIPPED),
    "unsure": (_everything_unsure, lambda: SHIPPED),
    **{
        f"ranked {number}": (partial(_assessed, raw), lambda: SHIPPED)
        for number, raw in enumerate(RANKED, 1)
    },
}


def drawn(seed: int) -> Assessment:
    """Return a result of answers drawn by chance: few or many, some signs skipped or raised."""
    random = Random(seed)  # noqa: S311 - the same pages every time
    share, raised, skipped = (random.choice(each) for each in ((0.3, 1), (0, 0.02, 0.2), (0, 0.5)))
    raw: dict[str, object] = {}
    signs = {each.id for each in SHIPPED.red_flag_questions()}
    for question in SHIPPED.questions.values():
        if question.id in signs:
            if random.random() >= skipped:
                yes = random.random() < raised and not question.emergency
                raw[question.id] = "yes" if yes else "no"
        elif random.random() < share and not question.derive:
            raw[question.id] = _any_answer(question, random)
    return _assessed(raw)


def _any_answer(question: Question, random: Random) -> object:
    if question.kind is QuestionKind.SEVERAL:
        mixed = [each.id for each in question.choices if not each.exclusive]
        return random.sample(mixed, random.randint(1, len(mixed)))
    if known := question.choice_ids:
        return random.choice(known)
    return random.randint(int(question.at_least or 0), int(question.at_most or 100))


def html(name: str, reader: Audience = "runner") -> str:
    """Return one of the pages, for the runner or for a clinician."""
    made, known = PAGES[name]
    return render(made(), known(), Format.HTML, Look(audience=reader))
