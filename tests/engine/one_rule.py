"""A knowledge of one rule, made by hand."""

from collections.abc import Mapping
from typing import Any

import msgspec
from msgspec.structs import replace

from lowback.engine.answers import Answer, Answers
from lowback.engine.conditions import holds
from lowback.knowledge.conditions import Condition
from lowback.knowledge.load import load_knowledge
from lowback.knowledge.schema import (
    Knowledge,
    NamedCondition,
    RedFlag,
    RunningAdvice,
    Urgency,
)

SHIPPED = load_knowledge()
FEVER, LIMP = {"question": "rf_fever", "is": "yes"}, {"question": "rf_limp", "is": "yes"}
Truth = bool | None
KNOWN = {True: "yes", False: "no", None: "unsure"}


def condition(written: Mapping[str, Any]) -> Condition:
    return msgspec.convert(written, Condition)


def said(**choices: str) -> Answers:
    return {name: Answer(name, choice, (choice,)) for name, choice in choices.items()}


CHECKED = said(**{each.id: "no" for each in SHIPPED.questions.values() if each.emergency})


def number(name: str, low: float | None, high: float | None) -> Answers:
    return {name: Answer(name, "a_band", ("a_band",), low=low, high=high)}


def advice(name: str, *, allows: bool = False) -> RunningAdvice:
    light = "amber" if allows else "red"
    return replace(SHIPPED.running["urgent"], id=name, light=light, allows_running=allows)


def rule(
    name: str, when: Mapping[str, Any], urgency: Urgency = Urgency.SOON, **more: object
) -> RedFlag:
    base = {"id": name, "name": name, "urgency": urgency, "concern": "fracture"}
    base["by_when"] = {Urgency.SOON: "2_weeks", Urgency.URGENT: "today"}.get(urgency, "now")
    return msgspec.convert({**base, "when": when, "because": "x", "do": "x", **more}, RedFlag)


def knowledge(*rules: RedFlag, **named: Mapping[str, Any]) -> Knowledge:
    conditions = {
        name: NamedCondition(id=name, when=condition(when), because="x")
        for name, when in named.items()
    }
    lights = [
        advice("strict"), advice("stricter"), advice("easy", allows=True),
        advice("easier", allows=True),
    ]  # fmt: skip
    running = {**SHIPPED.running, **{each.id: each for each in lights}}
    return replace(
        SHIPPED, red_flags={each.id: each for each in rules}, conditions=conditions, running=running
    )


def outcome(written: Mapping[str, Any], answers: Answers) -> Truth:
    return holds(condition(written), answers, knowledge(named=FEVER))
