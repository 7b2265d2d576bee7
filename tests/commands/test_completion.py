"""What the shell offers after Tab, asked for as bash asks."""

import pytest
from typer.testing import CliRunner

from lowback.cli import app

OFFERED = {
    "lowback ass": ["assess"],
    "lowback questions pain_l": ["pain_location"],
    "lowback causes s": ["sacroiliac_joint", "sciatica"],
    "lowback references de_so": ["de_sousa_2019", "de_souza_2014"],
    "lowback explain result.json sci": ["sciatica"],
    "lowback questions --cause mus": ["muscle_strain"],
    "lowback docs coa": ["coaches"],
    "lowback check --explain emergency-w": ["emergency-without-sentence"],
    "lowback assess --country G": ["GB"],
    "lowback assess --set pain_loc": ["pain_location="],
    "lowback screen --set rf_fever=": ["rf_fever=yes", "rf_fever=no", "rf_fever=unsure"],
    "lowback assess --set rf_fever=u": ["rf_fever=unsure"],
    "lowback assess --set nothing=": [],
}


@pytest.mark.parametrize("line", OFFERED)
def test_tab(line: str) -> None:
    assert offered(line) == OFFERED[line]


def test_a_broken_pack_offers_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOWBACK_DATA", "/nowhere")
    for line in ("lowback causes s", "lowback assess --set a", "lowback assess --country G"):
        assert offered(line) == []


def offered(line: str) -> list[str]:
    surroundings = {
        "_LOWBACK_COMPLETE": "complete_bash",
        "COMP_WORDS": line,
        "COMP_CWORD": str(line.count(" ")),
    }
    done = CliRunner().invoke(app, [], prog_name="lowback", env=surroundings)
    return done.stdout.split()
