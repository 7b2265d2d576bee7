"""What `--diff` says: figures and ratios with their values, wording only by name."""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from lowback.cases.difference import changed_cases, changed_knowledge
from lowback.cases.run import Case, Expected, run_case
from lowback.knowledge.load import load_knowledge
from lowback.knowledge.schema import Knowledge, Urgency
from tests import hand_made
from tests.lint.small import small_knowledge

with TemporaryDirectory() as made:
    NEW = small_knowledge(Path(made))


def before(tmp_path: Path, file: str, old: str, new: str) -> Knowledge:
    """The knowledge as it was: ours, with one text replaced."""
    folder = tmp_path / "before"
    shutil.copytree(hand_made.DATA, folder)
    text = (folder / file).read_text()
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1))
    return load_knowledge(folder)


def test_nothing_changed_and_moved_lines_are_no_change(tmp_path: Path) -> None:
    old = before(tmp_path, "causes.yaml", "causes:\n", "# moves every line\n\ncauses:\n")
    assert list(changed_knowledge(old, NEW)) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "line"),
    [
        (
            "causes.yaml",
            "sudden_moment: 60, gradual: 40",
            "sudden_moment: 50, gradual: 50",
            "cause `muscle_strain`: `onset: sudden_moment` 50.0 → 60.0",
        ),
        (
            "causes.yaml",
            "up_to_10: 0.5",
            "up_to_10: 0.6",
            "`longest_run_jump: up_to_10` 0.6 → 0.5",
        ),
        ("causes.yaml", "pretest: 40", "pretest: 30", "cause `muscle_strain`: pretest 30.0 → 40.0"),
        (
            "causes.yaml",
            "basis: study\n        references: [example_2020]",
            "basis: study\n        references: [schema_2021]",
            "cause `muscle_strain`: `pain_location` has another basis, reference or `only_if`",
        ),
        (
            "red_flags.yaml",
            "urgency: urgent\n    by_when: today",
            "urgency: soon\n    by_when: 2_weeks",
            "urgency soon → urgent",
        ),
        ("faq.yaml", "Only a little.", "Rest a lot.", "faq `rest`: answer changed"),
        ("faq.yaml", "- id: rest", "- id: resting", "faq `resting`: gone"),
    ],
)
def test_a_change_is_named(tmp_path: Path, file: str, old: str, new: str, line: str) -> None:
    found = list(changed_knowledge(before(tmp_path, file, old, new), NEW))
    assert any(line in each for each in found), found


def test_a_case_that_moved_says_from_what_to_what(tmp_path: Path) -> None:
    old = before(tmp_path, "red_flags.yaml", "is: yes", "is: unsure")
    answers: dict[str, object] = {"rf_saddle_numbness": "yes"}
    expect = Expected(urgency=Urgency.EMERGENCY)
    moved = Case(id="numb", kind="rule", why="w", answers=answers, expect=expect)
    still = Case(id="still", kind="rule", why="w", answers={}, expect=expect)
    outcomes = [run_case(moved, NEW), run_case(still, NEW)]
    (line,) = changed_cases(outcomes, old)
    assert line.startswith("rule `numb`: urgency not_checked → emergency; rules none → ")
    assert "order muscle_strain" in line
    assert line.endswith("→ none")


def test_a_case_that_the_old_knowledge_could_not_take_says_so(tmp_path: Path) -> None:
    old = before(tmp_path, "questions.yaml", "- id: even", "- id: level")
    expect = Expected(urgency=Urgency.SELF_CARE)
    case = Case(id="shoes", kind="cause", why="w", answers={"shoe_wear": "even"}, expect=expect)
    (line,) = changed_cases([run_case(case, NEW)], old)
    assert line.startswith("cause `shoes`: urgency (could not be run: `even` is not an answer")
    assert line.endswith("→ not_checked")
