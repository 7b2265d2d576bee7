"""`assess --log` in a real terminal: the answers from the log come after everything else."""

import json
from datetime import datetime, timedelta
from pathlib import Path

from lowback.knowledge.strict_yaml import read_file
from tests.interview.terminal import Terminal
from tests.program import EXAMPLE
from tests.training_log import exports

FROM_LOG = {"weekly_km", "load_change", "long_run_spike", "shoe_km"}


def test_log_is_talked_over_at_the_end(tmp_path: Path) -> None:
    log, out = tmp_path / "activities.csv", tmp_path / "result.json"
    days = [datetime(2026, 11, 20, 7) - timedelta(days=3 * each) for each in range(40)]
    log.write_bytes(exports.strava([(day, 10.0) for day in days], shoe="Pegasus"))
    said = {name: value for name, value in _example().items() if name not in FROM_LOG}
    settings = [part for name, value in said.items() for part in ("--set", f"{name}={value}")]
    options = ["--accessible", "--country", "GB", "-f", "json", "-o", str(out), *settings]
    terminal = Terminal("assess", "--log", str(log), *options, home=tmp_path)
    terminal.see("Press Enter after each answer")
    terminal.see("Which side hurts?")
    terminal.press("1\r")
    terminal.see("On which day did the pain begin?")
    terminal.press("2026-11-21\r")
    for answer in ("1", "3", "1", "1"):
        terminal.see("3. Leave it out")
        terminal.press(f"{answer}\r")
    terminal.see("Keep this result")
    terminal.press("2\r")
    assert terminal.end() == 0
    result = json.loads(out.read_bytes())
    origins = {each["question"]: each["origin"] for each in result["answers"]}
    assert {name for name, origin in origins.items() if origin == "log"} == FROM_LOG - {
        "load_change"
    }
    assert result["training"]["pain_began"] == "2026-11-21"


def _example() -> dict[str, object]:
    found = read_file(EXAMPLE).value
    return {
        name: ";".join(value) if isinstance(value, list) else value for name, value in found.items()
    }
