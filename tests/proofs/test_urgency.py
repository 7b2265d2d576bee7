"""Proofs over the answer space: what can never lower the urgency, and what alone can.

"Firm" are the rules that no answer can silence. `docs/safety.md` names the others, and says how
many combinations each proof runs.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from lowback.knowledge.schema import Urgency
from tests.proofs.answers import witnesses
from tests.proofs.groups import (
    CHUNKS,
    additions,
    bases,
    chunk,
    component_grids,
    counts,
    emergency_grid,
    shared,
)
from tests.proofs.rules import (
    firm,
    is_soft,
    knowledge,
    nested,
    roots,
    signs,
    soft_answers,
    soft_rules,
)
from tests.proofs.space import Grid, Severities, grid, severities

SAFETY = Path(__file__).parents[2] / "docs" / "safety.md"
EMERGENCY, URGENT = Urgency.EMERGENCY.severity, Urgency.URGENT.severity
SHARED = shared()


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


def test_an_emergency_sign_is_an_emergency_and_not_sure_is_urgent() -> None:
    """All combinations of all emergency signs: yes wins, then not sure, then silence."""
    cells = emergency_grid()
    cube = cells.severities()
    said = np.indices(cells.shape, dtype=np.int8)
    yes = 1 + next(iter(cells.answers.values())).index("yes")
    unsure = 1 + next(iter(cells.answers.values())).index("unsure")
    any_yes, any_unsure = (said == yes).any(axis=0), (said == unsure).any(axis=0)
    assert (cube[any_yes] == EMERGENCY).all()
    assert (cube[~any_yes & any_unsure] == URGENT).all()
    silent = (said == 0).any(axis=0)
    assert (cube[~any_yes & ~any_unsure & silent] == Urgency.NOT_CHECKED.severity).all()
    assert (cube[~any_yes & ~any_unsure & ~silent] == Urgency.SELF_CARE.severity).all()


@pytest.mark.parametrize("questions", SHARED, ids=lambda each: "+".join(sorted(each))[:60])
def test_rules_that_share_a_sign(questions: frozenset[str]) -> None:
    """Every combination of what they read: no answer lowers, but for the known exceptions."""
    cells = grid(questions)
    cube = cells.severities()
    assert not list(broken_steps(cells, cube, firmly=False))
    for name in set(cells.answers) & set(signs()):
        cut = cells.along(name, cube)
        assert (cut["no"] == cut[None]).all()
    if any(is_soft((name, cell)) for name, each in cells.answers.items() for cell in each):
        firm_cube = cells.severities(firm())
        assert not list(broken_steps(cells, firm_cube, firmly=True))
        assert (cube >= firm_cube).all()


@pytest.mark.parametrize("cells", component_grids(), ids=lambda each: f"{len(each.answers)}-signs")
def test_signs_that_rules_connect(cells: Grid) -> None:
    """A yes more never lowers, whatever else is said yes to."""
    cube = cells.severities()
    assert all((np.diff(cube, axis=axis) >= 0).all() for axis in range(cube.ndim))


@pytest.mark.parametrize("number", range(CHUNKS))
def test_every_pair_of_answers_on_top_of_every_rule(number: int) -> None:
    """No answer lowers what stood without it; only soft answers touch only soft rules."""
    added = [additions().on_top_of(base) for _, base in chunk(number)]
    found = severities(pl.concat([each.frame() for each in added]))
    firmly = number == 0 or any(rule in soft_rules() for rule, _ in chunk(number))
    firm_found = severities(pl.concat([each.frame() for each in added]), firm()) if firmly else None
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


def test_every_rule_can_fire_in_every_way() -> None:
    ways = witnesses()
    assert all(ways.values())
    rows = [(rule, way) for rule, found in ways.items() for way in found]
    names = sorted({name for _, way in rows for name in way})
    frame = pl.DataFrame({name: [way.get(name) for _, way in rows] for name in names})
    least = [knowledge().red_flags[rule].urgency.severity for rule, _ in rows]
    assert (severities(frame) >= np.array(least)).all()


def test_no_rule_is_written_so_that_a_warning_sign_calms() -> None:
    """A warning sign is only ever compared with yes or not sure, and never inside a `not`."""
    for rule in knowledge().red_flags.values():
        for part in (part for root in roots(rule) for part in nested(root)):
            if part.question in signs():
                assert set(part.choices) <= {"yes", "unsure"}, rule.id
            if part.not_ is not None:
                assert not {each.question for each in nested(part.not_)} & set(signs()), rule.id


def test_the_exceptions_are_the_ones_that_the_safety_case_names() -> None:
    text = SAFETY.read_text()
    _, _, rest = text.partition("## What can lower an urgency")
    section = rest.partition("\n## ")[0]
    named = set(re.findall(r"^\| `(\w+)` \|", section, flags=re.MULTILINE))
    assert named == set(soft_rules())
    assert all(knowledge().red_flags[each].urgency is not Urgency.EMERGENCY for each in named)
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
