"""`lowback explain` as a reader uses it: every ratio, what would change it, how stable."""

import json
import re
from math import exp
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from lowback.engine.assessment import KnowledgeVersion
from lowback.engine.decide import decide
from lowback.render import Look
from lowback.render.explanation import SCHEMA, Explanation, explanation_text
from lowback.result.replay import answers_of
from lowback.result.sensitivity import changes, stability
from lowback.result.trace import standings, trace
from tests.commands.results import as_json, result
from tests.hand_made import knowledge, ordinary
from tests.program import lowback


def hand_made() -> Explanation:
    known, made = knowledge(), ordinary()
    answers = answers_of(made, known, "hand-made")
    now = decide(answers, known)
    other = KnowledgeVersion(version="2020.1", sha256="0" * 64)
    return Explanation(
        schema=SCHEMA,
        knowledge=other,
        explained_with=made.knowledge,
        same_knowledge=False,
        urgency=now.triage.urgency,
        first=now.first,
        causes=tuple(trace(each, known) for each in now.ranking.causes),
        changes=changes(answers, known),
        stability=stability(answers, known),
        competition=standings(now.ranking, known),
    )


@pytest.mark.parametrize("width", [80, 40])
def test_text(width: int, snapshot: SnapshotAssertion) -> None:
    made = hand_made()
    text = explanation_text(made, made.causes, knowledge(), Look(width=width))
    assert max(map(len, text.split("\n"))) <= width
    assert text == snapshot


def test_the_first_source_is_explained_with_every_ratio(tmp_path: Path) -> None:
    kept = result(tmp_path / "result.json")
    document = json.loads(kept.read_text())
    first = document["sources"][0]
    text = lowback("explain", str(kept)).stdout
    assert f"({first['id']})" in text
    assert text.count("running total") == len(first["for"]) + len(first["against"])
    assert "Made with knowledge" in text
    assert "other knowledge" not in text
    assert "of 500 draws" in text


def test_the_totals_add_up_by_hand(tmp_path: Path) -> None:
    """Start and shown weights give every shown running total; the shown totals the scores."""
    text = " ".join(lowback("explain", str(result(tmp_path / "result.json"))).stdout.split())
    _, trace_, rest = re.split(r"Start \(pretest\): |From totals to scores", text)
    total = float(re.findall(r"^[\d.]+, ([+-][\d.]+)", trace_)[0])
    for weight, running in re.findall(r"weight ([+-][\d.]+), running total ([+-][\d.]+)", trace_):
        total = round(total + float(weight), 2)
        assert total == float(running)
    shown = re.findall(r"total ([+-][\d.]+), e to it ([\d.]+), score ([\d.]+)", rest)
    assert len(shown) == 7
    whole = float(re.findall(r"Sum: ([\d.]+)", rest)[0])
    assert sum(float(raised) for _, raised, _ in shown) == pytest.approx(whole, abs=0.004)
    assert float(shown[0][0]) == total
    for standing, raised, score in shown:
        assert float(raised) == pytest.approx(exp(float(standing) * 6 / 7), rel=0.005, abs=0.001)
        assert float(score) == pytest.approx(float(raised) / whole, abs=0.001)


def test_the_steps_are_those_of_the_result(tmp_path: Path) -> None:
    kept = result(tmp_path / "result.json")
    document = json.loads(kept.read_text())
    explained = {each["cause"]: each for each in as_json("explain", str(kept))["causes"]}
    for cause in (*document["sources"], *document["contributors"]):
        made = explained[cause["id"]]
        assert made["score"] == cause["score"]
        steps = [(each["question"], each["choice"], each["ratio"]) for each in made["steps"]]
        assert sorted(steps) == sorted(
            (each["question"], each["choice"], each["ratio"])
            for each in (*cause["for"], *cause["against"])
        )


def test_one_cause_is_explained_alone(tmp_path: Path) -> None:
    kept = result(tmp_path / "result.json")
    found = as_json("explain", str(kept), "Facet-Joint")
    assert [each["cause"] for each in found["causes"]] == ["facet_joint"]


def test_no_change_lowers_the_urgency(tmp_path: Path) -> None:
    found = as_json("explain", str(result(tmp_path / "result.json", rf_fever="yes")))
    assert found["urgency"] == "urgent"
    assert {each["urgency"] for each in found["changes"]} <= {"urgent", "emergency"}
    assert "rf_fever" not in {each["question"] for each in found["changes"]}


def test_an_emergency_has_no_ratios(tmp_path: Path) -> None:
    kept = str(result(tmp_path / "result.json", rf_saddle_numbness="yes"))
    assert as_json("explain", kept)["causes"] == []
    assert "This result ranks no causes" in lowback("explain", kept).stdout


def test_other_knowledge_is_said_plainly(tmp_path: Path) -> None:
    kept = result(tmp_path / "result.json")
    document = json.loads(kept.read_text())
    document["knowledge"]["sha256"] = "0" * 64
    kept.write_text(json.dumps(document))
    text = lowback("explain", str(kept)).stdout
    assert "This result was made with other knowledge." in text
    assert as_json("explain", str(kept))["same_knowledge"] is False


def test_an_answer_that_no_longer_exists_is_named(tmp_path: Path) -> None:
    kept = result(tmp_path / "result.json")
    document = json.loads(kept.read_text())
    signs = [each for each in document["answers"] if each["question"].startswith("rf_")]
    asked = signs[0]["question"]
    signs[0]["value"], signs[1]["question"] = "perhaps", "rf_unheard_of"
    kept.write_text(json.dumps(document))
    done = lowback("explain", str(kept))
    assert (done.returncode, done.stdout) == (2, "")
    assert f"`perhaps` is not an answer to `{asked}`" in done.stderr
    assert "`rf_unheard_of` is not a question we know" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("sciatic",), "did you mean `sciatica`?"),
        (("--format", "html"), "`html` is not a format here; use terminal or json"),
    ],
)
def test_a_wrong_argument_says_what_would_be_right(
    tmp_path: Path, arguments: tuple[str, ...], message: str
) -> None:
    done = lowback("explain", str(result(tmp_path / "result.json")), *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr


def test_what_is_not_a_result_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "other.json"
    other.write_text('{"schema": "something/else"}')
    done = lowback("explain", str(other))
    assert done.returncode == 2
    assert "lowback assess --format json`" in done.stderr
