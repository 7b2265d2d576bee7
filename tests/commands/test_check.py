"""`lowback check`, run as an author or a CI job runs it."""

import shutil
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from lowback import cli
from lowback.errors import LowbackError
from lowback.lint import EVERY_RULE
from tests import hand_made

RUNNER = CliRunner()
CASE = """cases:
  - id: {id}
    kind: {kind}
    why: Because.
    answers: {{ rf_fever: yes }}
    expect: {{ urgency: {urgency} }}
"""


def check(*arguments: object) -> Result:
    return RUNNER.invoke(cli.app, ["check", *map(str, arguments)])


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A small knowledge, reviewed on the day of the tests, with three kinds of cases beside it."""
    shutil.copytree(hand_made.DATA, tmp_path / "data")
    change(tmp_path / "data" / "about.yaml", "reviewed_on:", "reviewed_on: '2026-11-23' #")
    cases = tmp_path / "tests" / "cases"
    cases.mkdir(parents=True)
    for kind, urgency in {"rule": "soon", "published": "urgent", "standardised": "soon"}.items():
        text = CASE.format(id=kind, kind=kind, urgency=urgency)
        (cases / f"{kind}.yaml").write_text(text)
    return tmp_path / "data"


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new, 1))


def test_the_shipped_knowledge_is_fine_and_says_how_much_was_checked() -> None:
    done = check()
    assert done.exit_code == 0
    assert done.stdout.startswith("knowledge 20")
    assert done.stdout.endswith(" cases; no problems\n")
    assert done.stdout.count("\n") == 1


def test_a_problem_is_clickable_from_where_one_stands(
    pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(pack.parent)
    change(pack / "clinic.yaml", "phone:", "fone:")
    done = check("data")
    assert done.exit_code == 1
    assert "data/clinic.yaml:4:3: `fone` is not a key we know here [schema]\n" in done.stdout
    assert "the knowledge cannot be used; 1 problem;" in done.stderr


def test_github_gets_annotations_with_its_separators_escaped(
    pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(pack.parent)
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    change(pack / "helplines.yaml", "Call 999 or go", "Call for help or go")
    line = next(each for each in check("data").stdout.splitlines() if "without-number" in each)
    assert line == (
        "::error title=help-line-without-number,file=data/helplines.yaml,line=2,col=5::"
        "data/helplines.yaml:2:5: `GB` does not say 999 in `emergency` [help-line-without-number]"
    )


def test_a_case_that_fails_is_a_problem_at_its_own_line(
    pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(pack.parent)
    wanted = "`rule`: urgency is urgent, expected soon [case-turned-out-otherwise]"
    assert f"tests/cases/rule.yaml:2:5: {wanted}\n" in check("data").stdout


def test_the_table_keeps_kinds_apart_and_names_what_others_reach(pack: Path) -> None:
    lines = check(pack, "--cases").stdout.splitlines()
    assert [each for each in lines if each.endswith(": 1 cases")] == [
        "published, answered from the text alone: 1 cases", "standardised: 1 cases",
    ]  # fmt: skip
    assert "rule and cause cases: 0 of 1 exactly as expected" in lines
    assert any("Semigran" in each and "BMJ" in each for each in lines)
    exact = [each for each in lines if "urgency exactly as expected" in each]
    assert [each.split()[4:8] for each in exact] == [
        ["1", "of", "1", "100%"],
        ["0", "of", "1", "0%"],
    ]


def test_without_cases_it_says_that_none_were_run(tmp_path: Path) -> None:
    shutil.copytree(hand_made.DATA, tmp_path / "data")
    done = check(tmp_path / "data", "--cases")
    assert (
        "no cases lie beside this knowledge; name their folder with --cases-from DIR" in done.stdout
    )
    assert "no cases run" in done.output


def test_a_pack_that_leaves_a_result_without_advice_is_told_and_not_run(pack: Path) -> None:
    change(pack / "red_flags.yaml", "- id: pain_unknown", "- id: pain_unsaid")
    done = check(pack)
    assert "`running` lacks `pain_unknown`; add it [result-without-advice]" in done.stdout
    assert "no cases run" in done.stderr


def test_cases_may_lie_anywhere(pack: Path, tmp_path: Path) -> None:
    elsewhere = shutil.move(pack.parent / "tests" / "cases", tmp_path / "elsewhere")
    assert (
        "published, answered from the text alone: 1 cases"
        in check(pack, "--cases", "--cases-from", elsewhere).stdout
    )


def test_the_difference_names_ratios_and_cases(pack: Path, tmp_path: Path) -> None:
    shutil.copytree(pack, tmp_path / "before")
    change(tmp_path / "before" / "causes.yaml", "up_to_10: 0.5", "up_to_10: 0.6")
    change(
        tmp_path / "before" / "red_flags.yaml",
        "    urgency: urgent\n    by_when: today\n",
        '    urgency: soon\n    by_when: "2_weeks"\n',
    )
    lines = check(pack, "--diff", tmp_path / "before").stdout.splitlines()
    assert "the knowledge differs in 2 places" in lines
    assert "  cause `training_and_form`: `longest_run_jump: up_to_10` 0.6 → 0.5" in lines
    assert "cases that come out differently: 3 of 3" in lines
    assert "  published `published`: urgency soon → urgent" in lines


@pytest.mark.parametrize("option", ["", "--cases-from", "--diff"])
def test_a_folder_that_is_not_there_cannot_be_checked(option: str) -> None:
    with pytest.raises(LowbackError, match="nowhere: is not a folder"):
        RUNNER.invoke(
            cli.app,
            ["check", *filter(None, [option]), "nowhere"],
            catch_exceptions=False,
        )


@pytest.mark.parametrize("rule", [str(each.RULE) for each in EVERY_RULE])
def test_explain_prints_what_a_rule_is_for(rule: str) -> None:
    text = check("--explain", rule).stdout
    assert "Why:" in text
    assert "Fix:" in text


def test_explain_suggests_the_nearest_rule() -> None:
    with pytest.raises(LowbackError, match="did you mean `hard-words`"):
        RUNNER.invoke(cli.app, ["check", "--explain", "hard-word"], catch_exceptions=False)


def test_without_textstat_it_says_that_the_reading_age_was_not_measured(
    pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "textstat", None)
    change(pack / "faq.yaml", "Only a little.", "Musculoskeletal rehabilitation " * 8)
    done = check(pack)
    assert "[hard-words]" not in done.stdout
    assert "reading age not measured: textstat is not installed" in done.output
