"""Each file of `bad_answers/` is wrong in its own way; what we say about it is a product."""

from pathlib import Path

import pytest

from lowback.commands.shared.inputs import given_answers
from lowback.errors import LowbackError
from tests import hand_made

FOLDER = Path(__file__).parents[1] / "bad_answers"
FILES = sorted(FOLDER.glob("*.yaml"))


@pytest.mark.parametrize("file", FILES, ids=lambda path: str(path.stem))
def test_every_mistake_is_named_with_its_line_and_how_to_mend_it(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(FOLDER)
    with pytest.raises(LowbackError) as caught:
        given_answers(file.name, [], hand_made.knowledge())
    expected = file.with_suffix(".expected.txt").read_text().rstrip("\n")
    assert str(caught.value) == expected
