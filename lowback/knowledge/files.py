"""Which kinds of entries each knowledge file holds."""

from typing import Any

from lowback.knowledge.schema import (
    About,
    Cause,
    Clinic,
    Competition,
    Concern,
    Contradiction,
    DailyCheck,
    Deadline,
    Exercise,
    Faq,
    Former,
    FormerWording,
    Helpline,
    NamedCondition,
    PlanGuide,
    PlanLadder,
    PlanPage,
    Question,
    RedFlag,
    Reference,
    RunningAdvice,
    Section,
    SomethingElse,
    Thresholds,
    Treatment,
    UrgencyAdvice,
)

FILES: dict[str, dict[str, Any]] = {
    "about.yaml": {"about": About},
    "questions.yaml": {
        "sections": Section,
        "questions": Question,
        "contradictions": Contradiction,
    },
    "former.yaml": {"former": Former, "wordings": FormerWording},
    "red_flags.yaml": {
        "concerns": Concern,
        "conditions": NamedCondition,
        "red_flags": RedFlag,
        "running": RunningAdvice,
        "urgencies": UrgencyAdvice,
        "deadlines": Deadline,
    },
    "causes.yaml": {
        "competition": Competition,
        "causes": Cause,
        "something_else": SomethingElse,
    },
    "thresholds.yaml": {"thresholds": Thresholds},
    "treatments.yaml": {"treatments": Treatment},
    "exercises.yaml": {"exercises": Exercise},
    "plan.yaml": {
        "plan": PlanGuide,
        "daily": DailyCheck,
        "plan_pages": PlanPage,
        "plan_ladders": PlanLadder,
    },
    "faq.yaml": {"faq": Faq},
    "clinic.yaml": {"clinic": Clinic},
    "helplines.yaml": {"helplines": Helpline},
    "references.yaml": {"references": Reference},
}
SINGLE = {"about", "clinic", "plan", "daily", "something_else", "competition", "thresholds"}
FREE_KEYS = {"ratios", "of_100", "means", "cells"}
