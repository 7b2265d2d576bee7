"""Proofs over the answer space: what can never lower the urgency, and what alone can.

"Firm" are the rules that no answer can silence. `docs/safety.md` names the others, and says how
many combinations each proof runs.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from lowback.knowledge.schema import Urgency
from tests.proofs.answers import answers_to, witnesses
from tests.proofs.coded import Severities, places_of, severities
from tests.proofs.groups import (
    CHUNKS,
    additions,
    alone,
    bases,
    chunk,
    contexts,
    counts,
    emergency_grids,
    sign_with_follow_ups,
    two_nerve_signs,
)
from tests.proofs.rules import (
    follow_ups_of,
    is_soft,
    knowledge,
    nested,
    roots,
    signs,
    soft_answers,
    soft_cells,
    soft_rules,
    written,
)
from tests.proofs.space import Grid, joined, together

SAFETY = Path(__file__).parents[2] / "docs" / "safety.md"
EMERGENCY, URGENT = Urgency.EMERGENCY.severity, Urgency.URGENT.severity
EMERGENCY_SIGNS = [each.id for each in knowledge().questions.values() if each.emergency]


def broken_steps(cells: Grid, cube: Severities, *, firmly: bool) -> Iterator[tuple[str, str]]:
    """Yield the answers that lowered something below what it was without them."""
    for name in cells.answers:
        cut = cells.along(name, cube)
        for cell, after in cut.items():
            talks_round = cell is not None and is_soft((name, cell)) and not firmly
            if not talks_round and (after < cut[None]).any():
                yield name, str(cell)
        if (
            name in signs()
            and "yes" in cut
            and any((cut["yes"] < each).any() for each in cut.values())
        ):
            yield name, "yes"


def _said(cells: Grid, answer: str) -> npt.NDArray[np.int64]:
    """How many signs of each combination were answered so."""
    places = np.indices(cells.shape, dtype=np.int8)
    each = [
        (places[at] == 1 + answers.index(answer)) if answer in answers else np.zeros(cells.shape)
        for at, answers in enumerate(cells.answers.values())
    ]
    return np.asarray(np.sum(each, axis=0), np.int64)


@pytest.mark.parametrize(("cells", "most_doubts"), [(0, 1), (1, 12)])
def test_an_emergency_sign_is_an_emergency_and_not_sure_is_urgent(
    cells: int, most_doubts: int
) -> None:
    """All combinations: yes wins; two doubts that rules join count as one; then silence."""
    asked = emergency_grids()[cells]
    cube = asked.severities()
    yes, unsure, no = (_said(asked, each) for each in ("yes", "unsure", "no"))
    assert (cube[(yes > 0) | (unsure > most_doubts)] == EMERGENCY).all()
    assert (cube[(yes == 0) & (unsure > 0) & (unsure <= most_doubts)] == URGENT).all()
    calm = (yes == 0) & (unsure == 0)
    silent = calm & (no < len(EMERGENCY_SIGNS))
    assert (cube[silent] == Urgency.NOT_CHECKED.severity).all()
    assert (cube[calm & ~silent] == Urgency.SELF_CARE.severity).all()


@pytest.mark.parametrize("number", range(CHUNKS))
def test_a_rule_alone(number: int) -> None:
    """Every combination of what a rule reads: no answer lowers, but for the known exceptions."""
    for cells, cube in together(alone()[number::CHUNKS]):
        assert not list(broken_steps(cells, cube, firmly=False))


@pytest.mark.parametrize("number", range(CHUNKS))
def test_two_nerve_signs_with_all_that_speaks_about_them(number: int) -> None:
    """Only a plain follow-up of a sign, and the denial of the others, lower two nerve signs."""
    for cells, cube in together(two_nerve_signs()[number::CHUNKS]):
        assert not list(broken_steps(cells, cube, firmly=False))
        one, other = list(cells.answers)[:2]
        loud = ~_lowered(cells, one) & ~_lowered(cells, other)
        both = _is_told(cells, one) & _is_told(cells, other)
        least = URGENT if {one, other} & set(EMERGENCY_SIGNS) else 0
        assert (cube[both & loud] >= least).all()


def _is_told(cells: Grid, sign: str) -> npt.NDArray[np.bool_]:
    return _is(cells, sign, "yes") | _is(cells, sign, "unsure")


def _is(cells: Grid, name: str, answer: str) -> npt.NDArray[np.bool_]:
    at = list(cells.answers).index(name)
    places = np.indices(cells.shape, dtype=np.int8)[at]
    return np.asarray(places == 1 + cells.answers[name].index(answer))


def _lowered(cells: Grid, sign: str) -> npt.NDArray[np.bool_]:
    """Where a follow-up of this sign says plainly that it is old, steady or harmless."""
    found = np.zeros(cells.shape, np.bool_)
    for name in knowledge().questions[sign].clarify:
        for answer in cells.answers[name]:
            if is_soft((name, answer)):
                found |= _is(cells, name, answer)
    return found


@pytest.mark.parametrize("number", range(CHUNKS))
def test_a_sign_with_its_follow_ups_beside_everything(number: int) -> None:
    """Yes is never below not sure or no, and not sure never below no or unanswered."""
    beside = [
        Grid([*cells.answers, name], {name: (cell,)}) if name else cells
        for cells in sign_with_follow_ups()[number::CHUNKS]
        for name, cell in contexts(next(iter(cells.answers)))
        if name not in cells.answers
    ]
    for cells, cube in together(beside):
        cut = cells.along(next(iter(cells.answers)), cube)
        assert all((cut["yes"] >= each).all() for each in cut.values())
        assert (cut["unsure"] >= cut[None]).all()
        assert (cut["unsure"] >= cut["no"]).all()


@pytest.mark.parametrize("number", range(CHUNKS))
def test_every_pair_of_answers_on_top_of_every_rule(number: int) -> None:
    """No answer lowers what stood without it; only soft answers touch only soft rules."""
    added = [additions().on_top_of(base) for _, base in chunk(number)]
    places = joined([each.places() for each in added])
    found = severities(places)
    firmly = number == 0 or any(rule in soft_rules() for rule, _ in chunk(number))
    firm_found = severities(places, firmly=True) if firmly else None
    soft, at = additions().soft, 0
    for (rule, _), each in zip(chunk(number), added, strict=True):
        rows = slice(at, at + each.rows)
        at += each.rows
        for before, after, answer in each.steps(found[rows]):
            assert (after >= before)[~soft[answer]].all(), rule
        if firm_found is not None:
            assert (found[rows] >= firm_found[rows]).all(), rule
            for before, after, _ in each.steps(firm_found[rows]):
                assert (after >= before).all(), rule
        if rule and rule not in soft_rules():
            least = knowledge().red_flags[rule].urgency.severity
            assert found[rows].min() >= least, rule


def test_no_second_place_lowers_what_a_vague_one_left_open() -> None:
    """Whoever cannot say where the back hurts, and has a sore leg too, is not calmer for it."""
    name, vague = "pain_location", "low_back_unsure"
    pairs = [each for each in answers_to(name) if vague in each.split(";") and each != vague]
    ways = [{**way, name: vague} for found in witnesses().values() for way in found]
    rows = [{**way, name: cell} for way in ways for cell in (vague, *pairs)]
    asked = sorted({each for row in rows for each in row})
    found = severities(
        {each: places_of(each, tuple(row.get(each) for row in rows)) for each in asked}
    )
    by_way = found.reshape(len(ways), 1 + len(pairs))
    lowered = np.flatnonzero((by_way[:, 1:] < by_way[:, :1]).any(axis=1))
    assert [ways[at] for at in lowered] == []


def test_every_rule_can_fire_in_every_way() -> None:
    ways = witnesses()
    assert all(ways.values())
    rows = [(rule, way) for rule, found in ways.items() for way in found]
    names = sorted({name for _, way in rows for name in way})
    places = {name: places_of(name, tuple(way.get(name) for _, way in rows)) for name in names}
    least = [knowledge().red_flags[rule].urgency.severity for rule, _ in rows]
    assert (severities(places) >= np.array(least)).all()


def test_no_rule_is_written_so_that_a_warning_sign_calms() -> None:
    """A sign is compared with yes or not sure, or denied by name; never inside a `not`."""
    for rule in knowledge().red_flags.values():
        for part in (part for root in roots(rule) for part in written(root)):
            if part.question in signs():
                assert set(part.choices) <= {"yes", "unsure"}, rule.id
            if part.not_ is not None:
                assert not {each.question for each in nested(part.not_)} & set(signs()), rule.id


def test_an_emergency_is_lowered_only_by_its_own_follow_up_or_a_denial() -> None:
    for rule in knowledge().red_flags.values():
        if rule.urgency is Urgency.EMERGENCY:
            read = {name for name, choice in soft_cells(rule)} - follow_ups_of(rule)
            denied = {name for name, choice in soft_cells(rule) if choice == "no"}
            assert read <= denied & set(signs()), rule.id


def test_the_exceptions_are_the_ones_that_the_safety_case_names() -> None:
    text = SAFETY.read_text()
    _, _, rest = text.partition("## What can lower an urgency")
    section = rest.partition("\n## ")[0]
    named = set(re.findall(r"^\| `(\w+)` \|", section, flags=re.MULTILINE))
    assert named == set(soft_rules())
    assert not any(name in signs() and cell != "no" for name, cell in soft_answers())


def test_the_safety_case_does_not_promise_more_than_was_run() -> None:
    quoted = {
        name: int(count.replace(",", ""))
        for name, count in re.findall(
            r"^\| `([a-z-]+)` \|.*\| ([\d,]+) \|$", SAFETY.read_text(), flags=re.MULTILINE
        )
    }
    run = counts()
    assert quoted.keys() == run.keys()
    assert all(run[name] >= quoted[name] for name in run)
    assert len(bases()) == len(knowledge().red_flags) + 1
