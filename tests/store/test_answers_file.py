"""Answers from a file: plain, or a document that says whose they are and of which day."""

import json
from datetime import date
from pathlib import Path

import pytest

from lowback.errors import LowbackError
from lowback.store.answers_file import SCHEMA, read_answers_file
from tests.program import run

DOCUMENT = {
    "schema": SCHEMA, "name": "Ana  K.", "date": "2026-11-20", "voice": "coach",
    "knowledge": {"version": "2026.11", "sha256": "x"}, "answers": {"age": 30},
    "something newer": 1,
}  # fmt: skip


def test_a_document() -> None:
    read = read_answers_file(json.dumps(DOCUMENT).encode(), "f")
    assert (read.name, read.day, read.voice) == ("Ana K.", date(2026, 11, 20), "coach")
    assert read.answers == {"age": 30}
    assert str(read.place("age")).startswith("f:1:")


def test_plain_answers_say_nothing_else() -> None:
    read = read_answers_file(b"age: 30\n", "f")
    assert (read.answers, read.name, read.day, read.voice) == ({"age": 30}, None, None, None)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("schema", "lowback/answers/9"),
        ("schema", ["x"]),
        ("answers", None),
        ("answers", [1]),
        ("name", {"a": 1}),
        ("date", "tomorrow"),
        ("date", 20261120),
        ("voice", "doctor"),
        ("voice", ["runner"]),
    ],
)
def test_a_key_that_cannot_be_used_is_named(key: str, value: object) -> None:
    with pytest.raises(LowbackError) as caught:
        read_answers_file(json.dumps({**DOCUMENT, key: value}).encode(), "f")
    assert len(caught.value.problems) == 1


def test_assess_reads_it_and_says_how_old_it_is(tmp_path: Path) -> None:
    path = tmp_path / "ana.json"
    path.write_text(json.dumps(DOCUMENT))
    done = run("assess", "--answers", path, "--format", "json")
    assert json.loads(done.stdout)["answers"] == [
        {"question": "age", "value": 30.0, "origin": "file"}
    ]
    assert b"are 3 days old" in done.stderr
    assert b"Warning signs can change in a day" in done.stderr


def test_a_wrong_answer_in_it_has_its_place(tmp_path: Path) -> None:
    path = tmp_path / "ana.json"
    path.write_text(json.dumps({**DOCUMENT, "answers": {"age": "forty"}}, indent=1))
    done = run("assess", "--answers", path)
    assert done.returncode == 2
    assert f"{path}:11:".encode() in done.stderr
