"""`--version` names everything that a report of a fault needs, however it is asked."""

import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from lowback import __version__
from lowback.__main__ import main
from lowback.cli import app
from lowback.knowledge.schema import Knowledge


def test_program_knowledge_and_python(knowledge: Knowledge) -> None:
    said = CliRunner().invoke(app, ["--version"]).stdout
    python = ".".join(map(str, sys.version_info[:3]))
    pack = f"knowledge {knowledge.about.version}, sha256 {knowledge.sha256[:12]}"
    assert said == f"lowback {__version__} ({pack}), Python {python}\n"


def test_the_short_way_says_the_same(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["lowback", "--version"])
    main()
    assert capsys.readouterr().out == CliRunner().invoke(app, ["--version"]).stdout


def test_knowledge_that_cannot_be_used_is_an_error(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("LOWBACK_DATA", str(tmp_path / "none"))
    monkeypatch.setattr(sys, "argv", ["lowback", "--version"])
    monkeypatch.setattr(sys.stdout, "reconfigure", lambda **_: None, raising=False)
    monkeypatch.setattr(sys.stderr, "reconfigure", lambda **_: None, raising=False)
    with pytest.raises(SystemExit) as stopped:
        main()
    assert stopped.value.code == 2
    assert "none: is not a folder" in capsys.readouterr().err
