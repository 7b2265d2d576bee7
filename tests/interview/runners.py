"""Three runners as they came to try the program: answers, window and way to ask."""

from typing import NamedTuple

CALM_PART = {
    "country": "GB",
    "morning_stiffness": "none",
    "health_facts": ["none"],
    "bone_risk": ["none"],
    "running_now": "less",
    "rest_night": "none",
    "next_day": "usual_level",
    "long_race": "not_then",
    "long_run_spike": "not_longer",
    "load_change": "none_or_less",
    "cough_sneeze": "no_change",
    "hamstring_feel": "fine",
    "care_so_far": "none_yet",
    "past_episodes": ["first_ever"],
}


class Runner(NamedTuple):
    """Who asks, at which window, with what to say."""

    name: str
    columns: int
    rows: int
    options: tuple[str, ...]
    answers: dict[str, object]


RUNNERS = (
    Runner(
        "one-sided low back and buttock, 34",
        80,
        24,
        (),
        {
            **CALM_PART,
            "age": 34,
            "sex": "male",
            "pain_location": ["one_side_low_back", "dimple_or_below_one_side"],
            "pain_worst": "dimple_or_below_one_side",
            "pain_side": "right",
            "duration": "wk_6_12",
            "pain_now": 3,
            "onset": "gradual_weeks",
            "pain_course": "same",
            "impact_pain": "mild_diffuse",
            "run_pattern": "warms_up",
            "rest_days": "clearly_better",
            "leg_pain_reach": "none",
            "leg_sensation": "none",
            "movement_pattern": ["rolling_or_one_leg"],
            "sitting": "neutral",
            "easing": "moving_about",
        },
    ),
    Runner(
        "leg pain on a phone, 41",
        40,
        20,
        (),
        {
            **CALM_PART,
            "age": 41,
            "sex": "female",
            "pain_location": ["mostly_leg"],
            "pain_side": "left",
            "duration": "wk_under_6",
            "pain_now": 4,
            "onset": "sudden_moment",
            "pain_course": "same",
            "impact_pain": "no_jolt_pain",
            "run_pattern": "unrelated",
            "rest_days": "no_difference",
            "leg_pain_reach": "below_knee",
            "leg_pain_feel": "shooting",
            "leg_sensation": "tingling_or_numb",
            "movement_pattern": ["forward_bend"],
            "sitting": "hurts_in_chair",
            "easing": "stand_or_lean_back",
        },
    ),
    Runner(
        "low back in plain lines, 58",
        80,
        24,
        ("--accessible",),
        {
            **CALM_PART,
            "age": 58,
            "sex": "male",
            "pain_location": ["band_both_sides"],
            "pain_side": "both",
            "duration": "wk_6_12",
            "pain_now": 3,
            "onset": "no_clear_start",
            "pain_course": "improving",
            "impact_pain": "no_jolt_pain",
            "run_pattern": "after_or_next_day",
            "rest_days": "clearly_better",
            "leg_pain_reach": "none",
            "leg_sensation": "none",
            "movement_pattern": ["lean_back"],
            "sitting": "eases",
            "easing": "bend_or_curl",
        },
    ),
)
