"""The browsing commands, run as a person or a script runs them."""

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from lowback.cli import app
from lowback.knowledge.schema import AnswerTable, Cause, Evidence, Knowledge
from lowback.render.parts.answer_words import choice_words
from tests.hand_made import DATA
from tests.program import lowback

RUNNER = CliRunner()
KINDS = ("questions", "causes", "treatments", "exercises", "faq", "references")
NAMES = {"questions": "label", "faq": "question", "references": "title"}


def run(*arguments: str) -> str:
    result = RUNNER.invoke(app, list(arguments))
    assert result.exit_code == 0, result.output
    return result.stdout


def small(*arguments: str) -> str:
    return run(*arguments, "--data", str(DATA))


def as_json(*arguments: str) -> Any:  # noqa: ANN401 - any JSON value
    return json.loads(run(*arguments, "--format", "json"))


def keys(value: object) -> set[str]:
    if isinstance(value, list):
        return {key for each in value for key in keys(each)}
    if isinstance(value, dict):
        return set(value) | {key for each in value.values() for key in keys(each)}
    return set()


def letters(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("kind", KINDS)
def test_json_holds_every_entry_and_no_place_in_a_file(kind: str, knowledge: Knowledge) -> None:
    entries = as_json(kind)
    assert [each["id"] for each in entries] == list(getattr(knowledge, kind))
    assert "written_at" not in keys(entries)


@pytest.mark.parametrize("kind", KINDS)
def test_json_of_one_entry_is_that_entry(kind: str, knowledge: Knowledge) -> None:
    name = next(iter(getattr(knowledge, kind)))
    assert as_json(kind, name) == as_json(kind)[0]


@pytest.mark.parametrize("width", ["40", "80", "200"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_list_names_every_entry(
    kind: str, width: str, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    text = run(kind)
    assert max(map(len, text.split("\n"))) <= int(width)
    names = [getattr(each, NAMES.get(kind, "name")) for each in getattr(knowledge, kind).values()]
    assert [each for each in names if letters(each.rstrip(".")) not in letters(text)] == []


@pytest.mark.parametrize("width", ["40", "80"])
def test_a_contributor_shows_every_ratio_with_its_basis_and_source(
    width: str, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    for cause in knowledge.contributors():
        text = letters(run("causes", cause.id))
        for evidence in cause.evidence:
            for choice, ratio in evidence.ratios.items():
                assert f"({choice}):{ratio:g}" in text
        assert [
            each for each in wanted_of(cause, cause.evidence, knowledge) if each not in text
        ] == []
        for number in (cause.pretest, cause.tempering, cause.ceiling, cause.floor):
            assert f"{number:g}" in text


@pytest.mark.parametrize("width", ["40", "80"])
def test_a_source_shows_what_runners_with_it_answer(
    width: str, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    for cause in knowledge.sources():
        text = letters(run("causes", cause.id))
        for table in cause.answers:
            for choice, of_100 in table.of_100.items():
                words = letters(choice_words(knowledge.questions[table.question], (choice,))[0])
                said = re.escape(words)
                assert re.search(rf"{of_100:.0f}(say|tick|pointto):{said}", text), choice
        assert [
            each for each in wanted_of(cause, cause.answers, knowledge) if each not in text
        ] == []
        assert f"about{cause.pretest:g}havethis" in text
        assert letters("no clinician has checked them yet") in text


def wanted_of(
    cause: Cause, told: Sequence[Evidence | AnswerTable], knowledge: Knowledge
) -> Iterator[str]:
    """The texts that a cause must show, and the titles of what it cites, without spaces."""
    yield from map(letters, (cause.summary, cause.course, cause.pretest_note))
    for each in told:
        yield letters(each.note)
        for reference in each.references:
            yield letters(knowledge.references[reference].title.rstrip("."))


def test_a_source_can_be_read_aloud() -> None:
    text = " ".join(run("causes", "hamstring").split())
    assert re.search(
        r"of 100 runners with this, \d\d point to: Deep in the lower buttock, at the sit bone", text
    )


@pytest.mark.parametrize("width", ["40", "80"])
def test_a_question_shows_every_choice(
    width: str, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    for question in knowledge.questions.values():
        text = letters(run("questions", question.id))
        wanted = [question.ask, question.ask_coach, question.why, question.meaning]
        wanted += [each.full or each.label for each in question.choices]
        wanted += question.self_test.steps if question.self_test else ()
        assert [each for each in wanted if letters(each) not in text] == []


def test_an_exercise_shows_its_steps_and_whom_it_suits(knowledge: Knowledge) -> None:
    for exercise in knowledge.exercises.values():
        text = letters(run("exercises", exercise.id))
        wanted = [*exercise.steps, exercise.dose, exercise.progression, exercise.caution]
        wanted += [each.how for each in exercise.fits]
        assert [each for each in wanted if letters(each) not in text] == []


def test_conditions_are_said_in_words() -> None:
    text = letters(small("causes", "weak_core"))
    assert letters("Counts only if: not “Pain now, 0 to 10” is under 4") in text
    text = letters(small("questions", "t_plank"))
    assert letters("Do not do it if: “Each foot strike” is “Sharp in one spot”") in text


def test_the_small_knowledge_reads_as_expected() -> None:
    assert "Prolotherapy (prolotherapy), sold by Example Clinic" in small(
        "treatments", "prolotherapy"
    )
    assert "Reference 2 of the article." in small("references", "schema_2021")
    assert "Gentle movement helps most people. [1]" in small("faq", "rest")


@pytest.mark.parametrize("name", ["Muscle Strain", "muscle-strain", " muscle_strain "])
def test_an_id_may_be_typed_loosely(name: str) -> None:
    assert small("causes", name) == small("causes", "muscle_strain")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["causes", "sciatca"], "did you mean `sciatica`?"),
        (["faq", "qqqq"], "faq` lists them"),
        (["causes", "--format", "jsn"], "did you mean `json`?"),
    ],
)
def test_a_slip_is_named_with_the_nearest_right_word(arguments: list[str], message: str) -> None:
    done = lowback(*arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert message in done.stderr


def test_contact_names_the_help_lines_of_the_country_and_the_clinic(knowledge: Knowledge) -> None:
    text, line = letters(run("contact", "--country", "gb")), knowledge.helplines["GB"]
    for each in (line.emergency, line.urgent, line.soon, knowledge.clinic.phone):
        assert letters(each) in text
    assert letters(knowledge.helplines["XX"].emergency) in letters(run("contact"))


def test_contact_as_json() -> None:
    found = json.loads(run("contact", "--country", "GB", "--format", "json"))
    assert found["helpline"]["country"] == "GB"
    assert found["clinic"]["sites"]
    assert "written_at" not in keys(found)


def test_other_data_replaces_the_shipped_knowledge(tmp_path: Path) -> None:
    clinic = (DATA / "clinic.yaml").read_text(encoding="utf-8")
    (tmp_path / "clinic.yaml").write_text(clinic.replace("Example", "Club"), encoding="utf-8")
    assert "Club Clinic" in run("contact", "--data", str(tmp_path))
