"""Which parts of the drawing of a back and legs are marked, and the same in words.

The answers do not say left or right, so one-sided pain is drawn on the right.
"""

from msgspec import Struct

from lowback.engine.assessment import Assessment
from lowback.knowledge.schema import Knowledge
from lowback.render.parts.answer_words import answer_words

SITE, REACH = "pain_location", "leg_pain_reach"
DRAWN = {
    "band_both_sides", "one_side_low_back", "midline_spine", "dimple_or_below_one_side",
    "sit_bone", "mostly_leg", "buttock_one_side", "low_back_unsure", "base_of_spine",
}  # fmt: skip
DRAWN_REACH = {"buttock_or_thigh", "leg_reach_unsure", "below_knee", "into_foot"}
ONE_SIDED = {
    "one_side_low_back", "dimple_or_below_one_side", "sit_bone", "mostly_leg", "buttock_one_side",
}  # fmt: skip


class BodyMap(Struct, frozen=True):
    """The marks by name, empty for none; `words` say the same, `note` what is left open."""

    site: str
    reach: str
    words: tuple[str, ...]
    note: str


def body_map(assessment: Assessment, knowledge: Knowledge) -> BodyMap | None:
    """Return what to mark, or None when nobody has said where it hurts."""
    given = {each.question: each.value for each in assessment.answers}
    site, reach = given.get(SITE), given.get(REACH)
    if site is None and reach is None:
        return None
    marked = str(site) if site in DRAWN else ""
    down = str(reach) if reach in DRAWN_REACH else ""
    words = tuple(
        f"{_label(name, knowledge)}: {answer_words(name, value, knowledge)}"
        for name, value in ((SITE, site), (REACH, reach))
        if value is not None
    )
    return BodyMap(marked, down, words, _note(marked, down))


def _label(question: str, knowledge: Knowledge) -> str:
    known = knowledge.questions.get(question)
    return known.label if known else question


def _note(site: str, reach: str) -> str:
    if not site and not reach:
        return "The drawing has no mark for this answer."
    if site in ONE_SIDED or reach:
        return "Drawn on the right; the answers do not say which side."
    return ""
