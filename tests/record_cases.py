"""Write `cases/recorded.json` anew: python -m tests.record_cases; then read the diff.

The figures may rise; a test fails when one falls. Write down a worse one only with its reason.
"""

import json
from pathlib import Path
from typing import Any

from lowback.cases.accuracy import TABLED, shares
from lowback.cases.calibration import log_loss, something_else_told_apart
from lowback.cases.run import CaseResult, read_cases, run_case
from lowback.knowledge.load import load_knowledge
from lowback.knowledge.schema import Knowledge

FOLDER = Path(__file__).parent / "cases"
LOSS, APART = "log-loss over the sources", "something else told apart"


def outcomes_of(kind: str, knowledge: Knowledge) -> list[CaseResult]:
    return [run_case(case, knowledge) for case in read_cases(FOLDER) if case.kind == kind]


def figures(outcomes: list[CaseResult]) -> dict[str, Any]:
    """Counts by their name, and the two figures that are not counts."""
    found: dict[str, Any] = {
        each.name: {"right": each.right, "all": each.all} for each in shares(outcomes)
    }
    told = {LOSS: log_loss(outcomes), APART: something_else_told_apart(outcomes)}
    return found | {name: round(each, 4) for name, each in told.items() if each is not None}


def main() -> None:
    """Write the figures of every kind of case."""
    knowledge = load_knowledge()
    found = {kind: outcomes_of(kind, knowledge) for kind in TABLED}
    recorded = {kind: figures(outcomes) for kind, outcomes in found.items() if outcomes}
    (FOLDER / "recorded.json").write_text(json.dumps(recorded, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
