"""Text that tries to be more than text, and assessments that carry it everywhere."""

from typing import Any

import msgspec

from lowback.engine.assessment import Assessment
from lowback.knowledge.schema import Knowledge
from tests.hand_made import knowledge, ordinary, urgent

EVIL = (
    "<script>alert(1)</script><img src=x onerror=alert(2)>\"' [red]bold[/red] *star* _under_ "
    "`tick` [link](javascript:alert(3)) # &lt;b&gt; {{ 7*7 }} \x1b[31mcolour\x1b[0m \x9b1m "
    "\u202eright\u2066to\u200fleft \x00end"
)
CLEAN = (
    "<script>alert(1)</script><img src=x onerror=alert(2)>\"' [red]bold[/red] *star* _under_ "
    "`tick` [link](javascript:alert(3)) # &lt;b&gt; {{ 7*7 }} [31mcolour[0m 1m rightto"
    "left end"
)
FREE = {
    "headline", "do", "because", "say", "advice", "name", "summary", "sentence", "what", "evidence",
    "sold_by", "dose", "how", "helpline", "emergency", "urgent", "soon", "note", "clinic", "offer",
    "phone", "hours", "city", "address", "practitioner", "concern", "version", "lowback_version",
}  # fmt: skip
FREE_LISTS = {"safety_net", "limits"}
KNOWN = {
    "label", "title", "ask", "said", "full", "kit", "steps", "easier", "harder", "progression",
    "caution", "authors", "journal", "intended_use", "because",
}  # fmt: skip


def hostile_assessments() -> tuple[Assessment, ...]:
    """Return assessments whose every free text is hostile: with a ranking, and without."""
    return tuple(_spoilt(each) for each in (ordinary(), urgent()))


def hostile_knowledge() -> Knowledge:
    """Return a knowledge whose labels, steps and references are hostile, addresses too."""
    made = _with(msgspec.to_builtins(knowledge()), KNOWN, set())
    for each in made["references"].values():
        each |= {"doi": "", "url": "javascript:alert(4)"}
    return msgspec.convert(made, Knowledge)


def _spoilt(assessment: Assessment) -> Assessment:
    made = _with(msgspec.to_builtins(assessment), FREE, FREE_LISTS)
    made["contact"]["email"] = f"a@b.example?bcc=c@d.example&{EVIL}"
    return msgspec.convert(made, Assessment)


def _with(value: Any, names: set[str], lists: set[str]) -> Any:  # noqa: ANN401 - any JSON value
    if isinstance(value, list | tuple):
        return [_with(each, names, lists) for each in value]
    if not isinstance(value, dict):
        return value
    return {key: _replaced(key, each, names, lists) for key, each in value.items()}


def _replaced(key: str, value: Any, names: set[str], lists: set[str]) -> Any:  # noqa: ANN401 - any JSON value
    if key in names and isinstance(value, str) and value:
        return EVIL
    if key in lists or (key in names and isinstance(value, list | tuple)):
        return [EVIL for _ in value]
    return _with(value, names, lists)
