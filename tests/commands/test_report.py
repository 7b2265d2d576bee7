"""`lowback report`: a kept result in any format, to the same bytes."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lowback.knowledge.schema import Knowledge
from lowback.render import Format, Look, render
from lowback.result.read import read_assessment
from lowback.result.replay import replay
from tests.commands.results import result
from tests.conftest import Run
from tests.program import EXAMPLE, lowback
from tests.strategies import answers

FORMATS = [each.value for each in Format]


@pytest.mark.parametrize("as_format", FORMATS)
def test_a_kept_result_gives_the_bytes_of_the_first_report(tmp_path: Path, as_format: str) -> None:
    kept = result(tmp_path / "result.json")
    asked = ("--answers", str(EXAMPLE), "--country", "GB", "--full-report")
    first = lowback("assess", *asked, "--format", as_format)
    again = lowback("report", str(kept), "--format", as_format)
    assert (again.returncode, again.stderr) == (0, "")
    assert again.stdout == first.stdout != ""


def test_worked_out_again_it_gives_the_same_bytes(tmp_path: Path) -> None:
    kept = result(tmp_path / "result.json")
    assert lowback("report", str(kept), "--again", "-f", "json").stdout == kept.read_text()


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(data=st.data())
def test_any_result_replays_to_the_same_bytes(
    run: Run, knowledge: Knowledge, data: st.DataObject
) -> None:
    text = render(run(**data.draw(answers(knowledge))), knowledge, Format.JSON, Look())
    kept = read_assessment(text.encode(), "result")
    assert render(kept, knowledge, Format.JSON, Look()) == text
    assert render(replay(kept, knowledge, "result"), knowledge, Format.JSON, Look()) == text


def test_a_result_comes_from_stdin_and_goes_to_a_file(tmp_path: Path) -> None:
    kept, page = result(tmp_path / "result.json"), tmp_path / "page.html"
    arguments = ("report", "-", "--format", "html", "--output", str(page))
    done = lowback(*arguments, text=kept.read_text())
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert page.read_text().startswith("<!doctype html>")
    again = lowback(*arguments, text=kept.read_text())
    assert again.returncode == 2
    assert "already exists; add --force" in again.stderr


@pytest.mark.parametrize("as_format", ["html", "markdown"])
def test_the_hand_over_is_a_report_too(tmp_path: Path, as_format: str) -> None:
    kept = result(tmp_path / "result.json")
    handed = lowback("report", str(kept), "--for", "clinician", "--format", as_format)
    straight = lowback(
        "assess", "--answers", str(EXAMPLE), "--country", "GB", "--for", "clinician",
        "--format", as_format,
    )  # fmt: skip
    assert handed.stdout == straight.stdout
    assert "Self-reported, not examined." in handed.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--format", "htm"), "did you mean `html`?"),
        (("--for", "clinican"), "did you mean `clinician`?"),
        (("--for", "clinician"), "clinician is a page of html or markdown; add --format html"),
        (("--for", "clinician", "--format", "fhir"), "clinician is a page of html or markdown"),
    ],
)
def test_a_wrong_option_says_what_would_be_right(
    tmp_path: Path, arguments: tuple[str, ...], message: str
) -> None:
    done = lowback("report", str(result(tmp_path / "result.json")), *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr


def test_other_knowledge_is_said_on_stderr(tmp_path: Path) -> None:
    kept = result(tmp_path / "result.json")
    document = json.loads(kept.read_text())
    document["knowledge"]["sha256"] = "0" * 64
    kept.write_text(json.dumps(document))
    done = lowback("report", str(kept))
    assert done.returncode == 0
    assert re.search("made with knowledge .*000000000000.*; here is", done.stderr)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"assessed_on": "someday"}, "`assessed_on` is not a day"),
        ({"answers": [{"question": "age", "value": 30, "origin": "dreamt"}]}, "an origin we do"),
    ],
)
def test_a_result_that_cannot_be_worked_out_again_says_why(
    tmp_path: Path, change: dict[str, object], message: str
) -> None:
    kept = result(tmp_path / "result.json")
    document = json.loads(kept.read_text())
    for key, value in change.items():
        document[key] = {**document[key], **value} if isinstance(value, dict) else value
    kept.write_text(json.dumps(document))
    done = lowback("report", str(kept), "--again")
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr


def test_questions_are_a_questionnaire_with_the_scores_of_one_cause() -> None:
    plain = lowback("questions", "--format", "fhir")
    scored = lowback("questions", "--format", "fhir", "--cause", "sciatica")
    assert json.loads(plain.stdout)["resourceType"] == "Questionnaire"
    assert "ordinalValue" not in plain.stdout
    assert "ordinalValue" in scored.stdout
    wrong = lowback("questions", "--cause", "sciatica")
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert "--cause: belongs to --format fhir" in wrong.stderr
    assert lowback("questions", "age", "--format", "fhir").returncode == 2


@pytest.mark.parametrize(
    "command", [("report",), ("plan", "--no-input"), ("explain",)], ids=lambda each: each[0]
)
def test_plain_lines_on_request_by_the_environment_and_on_a_dumb_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    kept = str(result(tmp_path / "result.json"))
    verb, *options = command
    dumb = lowback(verb, kept, *options).stdout
    monkeypatch.setenv("TERM", "xterm")
    drawn = lowback(verb, kept, *options).stdout
    monkeypatch.setenv("ACCESSIBLE", "1")
    wished = lowback(verb, kept, *options).stdout
    assert dumb == wished != drawn
    assert not set("━─█░•") & set(wished)
    if verb != "explain":
        monkeypatch.delenv("ACCESSIBLE")
        assert lowback(verb, kept, *options, "--accessible").stdout == wished
