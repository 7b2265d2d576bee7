"""The hazard log is whole: unique ids, no empty cell, and no dead link to a test."""

import ast
import re
from pathlib import Path

import pytest

TOP = Path(__file__).parents[1]
SAFETY = (TOP / "docs" / "safety.md").read_text()
INCIDENT = (TOP / ".github" / "ISSUE_TEMPLATE" / "incident.md").read_text()
COLUMNS = [
    "id", "hazard", "cause", "harm", "severity", "likelihood", "control", "test", "residual",
]  # fmt: skip
LEAST = 25
SCALE = range(1, 6)


def cells(line: str) -> list[str]:
    return [each.strip() for each in line.strip().strip("|").split("|")]


def hazards() -> list[dict[str, str]]:
    log = SAFETY.partition("## Hazard log")[2].partition("\n## ")[0]
    header, _, *rows = [cells(line) for line in log.splitlines() if line.startswith("|")]
    assert header == COLUMNS
    return [dict(zip(COLUMNS, row, strict=True)) for row in rows]


def links(text: str) -> list[str]:
    return re.findall(r"`(tests/[^`]+)`", text)


def dead(link: str) -> bool:
    """Whether a link `tests/file.py::Class::test` leads nowhere."""
    file, *names = link.split("::")
    if not (TOP / file).is_file() or not names:
        return True
    here: list[ast.stmt] = ast.parse((TOP / file).read_bytes()).body
    for name in names:
        kinds = (ast.FunctionDef, ast.ClassDef)
        found = [each for each in here if isinstance(each, kinds) and each.name == name]
        if not found:
            return True
        here = found[0].body
    return not names[-1].startswith("test_")


def test_there_are_enough_hazards_with_unique_ids_in_order() -> None:
    ids = [each["id"] for each in hazards()]
    assert len(ids) >= LEAST
    assert ids == [f"H{at:02}" for at in range(1, len(ids) + 1)]


@pytest.mark.parametrize("hazard", hazards(), ids=lambda each: str(each["id"]))
def test_a_hazard_is_complete_and_held_by_a_test(hazard: dict[str, str]) -> None:
    assert all(hazard.values())
    assert int(hazard["severity"]) in SCALE
    assert int(hazard["likelihood"]) in SCALE
    assert links(hazard["test"])
    assert not [each for each in links(hazard["test"]) if dead(each)]


def test_every_other_link_to_a_test_leads_somewhere() -> None:
    assert not [each for each in links(SAFETY) if "::" in each and dead(each)]


@pytest.mark.parametrize(
    "link",
    ["tests/nowhere.py::test_x", "tests/test_safety_docs.py", "tests/test_safety_docs.py::x"],
)
def test_a_dead_link_is_found(link: str) -> None:
    assert dead(link)


def test_the_incident_route_asks_for_no_health_details() -> None:
    assert "nothing about anyone's health" in INCIDENT
    asked = [line for line in INCIDENT.splitlines() if line.startswith("- ")]
    assert asked
    asks_for = r"\b(age|sex|name|pain|symptom|answer|result|report|medicine|e-?mail)s?\b"
    for line in asked:
        assert not re.search(asks_for, line.replace("without answers", "")), line
