"""Which parts of the drawing of a back and legs are marked, and the same in words.

Seen from behind: the runner's right is on the right. One-sided pain without a side is drawn
there, and the note says so.
"""

from msgspec import Struct

from lowback.engine.assessment import Assessment
from lowback.knowledge.schema import Knowledge
from lowback.render.parts.answer_words import answer_words

SITE, REACH, SIDE = "pain_location", "leg_pain_reach", "pain_side"
DRAWN = {
    "band_both_sides", "one_side_low_back", "midline_spine", "dimple_or_below_one_side",
    "sit_bone", "mostly_leg", "buttock_one_side", "low_back_unsure", "base_of_spine",
    "hip_or_groin", "mid_back",
}  # fmt: skip
DRAWN_REACH = {
    "buttock_or_thigh", "leg_reach_unsure", "below_knee", "into_foot", "both_legs", "separate_calf",
}  # fmt: skip
ONE_SIDED = {
    "one_side_low_back", "dimple_or_below_one_side", "sit_bone", "mostly_leg", "buttock_one_side",
    "hip_or_groin",
}  # fmt: skip
TURNED = {"left": (True,), "both": (False, True)}


class BodyMap(Struct, frozen=True):
    """The marks by name; `turned` says for each side drawn whether it is the left.

    `words` say the same, `note` what is left open.
    """

    sites: tuple[str, ...]
    reach: str
    turned: tuple[bool, ...]
    words: tuple[str, ...]
    note: str


def body_map(assessment: Assessment, knowledge: Knowledge) -> BodyMap | None:
    """Return what to mark, or None when nobody has said where it hurts."""
    given = {each.question: each.value for each in assessment.answers}
    site, reach, side = given.get(SITE), given.get(REACH), given.get(SIDE)
    if site is None and reach is None:
        return None
    ticked = site if isinstance(site, tuple) else (str(site),)
    sites = tuple(each for each in ticked if each in DRAWN)
    down = str(reach) if reach in DRAWN_REACH else ""
    words = tuple(
        f"{_label(name, knowledge)}: {answer_words(name, value, knowledge)}"
        for name, value in ((SITE, site), (SIDE, side), (REACH, reach))
        if value is not None
    )
    turned = (False, True) if down == "both_legs" else TURNED.get(str(side), (False,))
    return BodyMap(sites, down, turned, words, _note(sites, down, side is not None))


def _label(question: str, knowledge: Knowledge) -> str:
    known = knowledge.questions.get(question)
    return known.label if known else question


def _note(sites: tuple[str, ...], reach: str, is_sided: bool) -> str:  # noqa: FBT001 - one private caller
    if not sites and not reach:
        return "The drawing has no mark for this answer."
    if not is_sided and (ONE_SIDED.intersection(sites) or reach not in {"", "both_legs"}):
        return "Drawn on the right; the answers do not say which side."
    return ""
