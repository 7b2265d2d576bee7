"""Case files are read as strictly as the knowledge: every problem, each with its place."""

from pathlib import Path

import pytest

from lowback.cases.run import folder_beside, read_cases, run_cases
from lowback.errors import LowbackError
from tests import hand_made

ONE = """cases:
  - id: one
    kind: cause
    why: Because.
    answers: { onset: gradual }
    expect: { urgency: self_care }
"""


def problems_of(tmp_path: Path, text: str) -> list[str]:
    (tmp_path / "mine.yaml").write_text(text)
    with pytest.raises(LowbackError) as caught:
        read_cases(tmp_path)
    return [str(each).replace(f"{tmp_path}/", "") for each in caught.value.problems]


def test_a_case_keeps_its_place(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(ONE)
    (case,) = read_cases(tmp_path)
    assert str(case.written_at) == f"{tmp_path}/mine.yaml:2:5"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("why:", "wy:", "2:5: `wy` is not a key we know here [case]"),
        ("    why: Because.\n", "", "2:5: `why` is missing [case]"),
        (
            "urgency: self_care",
            "urgency: calm",
            "2:5: `expect.urgency`: invalid enum value 'calm' [case]",
        ),
        ("cases:", "case:", "1:1: must begin with `cases:` and a list [case]"),
    ],
)
def test_a_mistake_in_a_case_is_named(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert problems_of(tmp_path, ONE.replace(old, new, 1)) == [f"mine.yaml:{message}"]


def test_an_id_is_taken_once_over_all_files(tmp_path: Path) -> None:
    (tmp_path / "first.yaml").write_text(ONE)
    (problem,) = problems_of(tmp_path, ONE)
    taken = "the id `one` is taken at first.yaml:2:5; choose another"
    assert problem == f"mine.yaml:2:5: {taken} [case]"


def test_a_folder_without_cases_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(LowbackError, match="holds no case files"):
        read_cases(tmp_path)


def test_every_answer_that_cannot_be_used_is_named_in_one_run(tmp_path: Path) -> None:
    other = ONE.replace("one", "two").replace("cases:\n", "").replace("onset", "onsett")
    (tmp_path / "mine.yaml").write_text(ONE.replace("gradual", "slowly") + other)
    with pytest.raises(LowbackError) as caught:
        run_cases(read_cases(tmp_path), hand_made.knowledge())
    lines = str(caught.value).replace(f"{tmp_path}/", "").splitlines()
    assert lines == [
        "mine.yaml:2:5: `slowly` is not an answer to `onset`: write `sudden_moment`, `gradual`",
        "mine.yaml:7:5: `onsett` is not a question we know; did you mean `onset`?",
    ]


def test_cases_lie_beside_the_data_of_a_checkout_and_not_in_a_wheel(tmp_path: Path) -> None:
    assert folder_beside(tmp_path / "data") is None
    (tmp_path / "tests" / "cases").mkdir(parents=True)
    assert folder_beside(tmp_path / "data") == tmp_path / "tests" / "cases"
