"""Each folder of `mistakes/` breaks a small knowledge pack in one way; its message is a product."""

import shutil
from pathlib import Path

import pytest

from lowback.errors import LowbackError
from lowback.knowledge.load import load_knowledge
from lowback.lint import RULES, check_all, explanation

TESTS = Path(__file__).parent
MISTAKES = sorted((TESTS / "mistakes").iterdir())


def problems_of(mistake: Path, tmp_path: Path) -> str:
    pack = tmp_path / "pack"
    shutil.copytree(TESTS / "hand_made_data", pack)
    for file in mistake.iterdir():
        if file.name != "expected.txt":
            shutil.copy(file, pack / file.name)
    try:
        found = check_all(load_knowledge(pack))
    except LowbackError as error:
        return str(error)
    sound = {each.message for each in check_all(load_knowledge(TESTS / "hand_made_data"))}
    return "\n".join(str(each) for each in found if each.message not in sound)


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda path: str(path.name))
def test_a_mistake_is_named_and_located(mistake: Path, tmp_path: Path) -> None:
    expected = (mistake / "expected.txt").read_text().rstrip("\n")
    assert problems_of(mistake, tmp_path) == expected


def test_every_lint_rule_has_a_mistake_that_it_finds() -> None:
    told = "\n".join((each / "expected.txt").read_text() for each in MISTAKES)
    assert [each.RULE for each in RULES if f"[{each.RULE}]" not in told] == []


def test_every_lint_rule_says_what_why_and_how_to_mend() -> None:
    for rule in RULES:
        text = explanation(rule.RULE) or ""
        assert "Why:" in text
        assert "Fix:" in text


def test_the_shipped_knowledge_has_no_problem() -> None:
    assert check_all(load_knowledge()) == []
