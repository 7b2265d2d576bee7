"""`assess --log`: what the log says, what the runner makes of it, and what wins over it."""

import io
import json
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from lowback.cli import app
from lowback.commands.shared.log_answers import LogRequest, answers_from_log
from lowback.commands.shared.log_confirm import LogTalk, ask_unit
from lowback.engine.answers import Answers, read_answers
from lowback.errors import LowbackError
from lowback.interview.asker import Asker
from lowback.interview.terminal.lines import Lines
from lowback.interview.terminal.prompter import Leave
from lowback.knowledge.load import load_knowledge
from tests.training_log import exports

KNOWLEDGE = load_knowledge()
TODAY = date(2026, 11, 23)


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """Ten kilometres every third day until 22 November, one run of 25 km on the 20th."""
    path = tmp_path / "activities.csv"
    days = [datetime(2026, 11, 22, 7) - timedelta(days=3 * each) for each in range(40)]
    runs = [(day, 10.0) for day in days] + [(datetime(2026, 11, 20, 7), 25.0)]
    path.write_bytes(exports.strava(runs, shoe="Pegasus"))
    return path


class TestWithoutATerminal:
    run = CliRunner()

    def test_answers_have_the_origin_log_and_a_picture(self, log: Path) -> None:
        options = ["--set", "age=34", "--log", str(log), "--time-zone", "UTC", "-f", "json"]
        done = self.run.invoke(app, ["assess", *options])
        result = json.loads(done.stdout)
        answers = {each["question"]: each for each in result["answers"]}
        assert answers["long_run_spike"] == {
            "question": "long_run_spike", "value": "over_double", "origin": "log",
        }  # fmt: skip
        assert answers["shoe_km"]["value"] == 425
        assert result["training"]["spike"]["km"] == 25
        assert len(result["training"]["weeks"]) == 12
        assert "because no --pain-began was given" in done.stderr
        assert "long_run_spike = over_double: 25.0 km on 20 Nov 2026" in done.stderr

    def test_own_answers_win(self, log: Path) -> None:
        options = ["--set", "weekly_km=60", "--log", str(log), "-f", "json"]
        done = self.run.invoke(app, ["assess", *options])
        answers = {each["question"]: each for each in json.loads(done.stdout)["answers"]}
        assert answers["weekly_km"] == {"question": "weekly_km", "value": 60.0, "origin": "typed"}
        assert "your own answer is used for: weekly_km" in done.stderr

    def test_day_before_the_long_run(self, log: Path) -> None:
        options = ["--set", "age=34", "--log", str(log), "--pain-began", "2026-11-19"]
        done = self.run.invoke(app, ["assess", *options, "-f", "json"])
        answers = {each["question"]: each["value"] for each in json.loads(done.stdout)["answers"]}
        assert answers["long_run_spike"] == "not_longer"

    def test_the_log_alone_does_not_answer_the_warning_signs(self, log: Path) -> None:
        done = self.run.invoke(app, ["assess", "--log", str(log)])
        assert isinstance(done.exception, LowbackError)
        assert "rf_saddle_numbness" in str(done.exception)
        assert "long_run_spike" not in str(done.exception)

    @pytest.mark.parametrize(
        ("options", "words"),
        [
            (["--pain-began", "2026-11-01"], "belongs to a log"),
            (["--log", "LOG", "--pain-began", "last week"], "is not a day"),
            (["--log", "LOG", "--pain-began", "2026-12-24"], "is after today"),
            (["--log", "LOG", "--log-unit", "yards"], "is not a unit"),
            (["--log", "LOG", "--time-zone", "Mars"], "is not a time zone"),
        ],
    )
    def test_what_cannot_be_used(self, log: Path, options: list[str], words: str) -> None:
        given = [str(log) if each == "LOG" else each for each in options]
        done = self.run.invoke(app, ["assess", "--set", "age=34", *given])
        assert isinstance(done.exception, LowbackError)
        assert words in str(done.exception)

    def test_terminal_report_shows_the_weeks(self, log: Path) -> None:
        done = self.run.invoke(
            app, ["assess", "--set", "age=34", "--log", str(log), "--full-report"]
        )
        assert "Training in the weeks before the pain" in done.stdout
        assert "spike" in done.stdout


class TestTalkingItOver:
    def talk(
        self, log: Path, *typed: str, began: str | None = "2026-11-22", **answers: object
    ) -> tuple[Answers, LogTalk, str]:
        out = io.StringIO()
        lines = iter([f"{each}\n" for each in typed])
        asker = Asker(KNOWLEDGE, "runner", Lines(80, out, lambda: next(lines, "")))
        request = LogRequest((log,), began, None, "UTC")
        talk = LogTalk(answers_from_log(request, KNOWLEDGE, TODAY, lambda: "km"), TODAY)
        known = {**talk.from_log.answers, **read_answers(answers, KNOWLEDGE, "typed")}
        return talk(known, asker), talk, out.getvalue()

    def test_kept_changed_and_left_out(self, log: Path) -> None:
        found, _, shown = self.talk(log, "1", "3", "2", "2", "1")
        said = {name: (each.value, each.origin) for name, each in found.items()}
        assert said["weekly_km"][1] == "log"
        assert "load_change" not in said
        assert said["long_run_spike"] == ("over_10_pct", "typed")
        assert said["shoe_km"] == (425.0, "log")
        assert "the longest of the 30 days before was 10.0 km" in " ".join(shown.split())

    def test_back_goes_to_the_answer_before(self, log: Path) -> None:
        found, _, _ = self.talk(log, "1", "1", "b", "3", "1", "1")
        assert "load_change" not in found
        assert found["long_run_spike"].origin == "log"

    def test_asks_for_the_day_when_nobody_told_it(self, log: Path) -> None:
        found, talk, shown = self.talk(log, "soon", "2026-11-19", "1", "1", "1", "1", began=None)
        assert found["long_run_spike"].value == "not_longer"
        assert talk.from_log.training is not None
        assert talk.from_log.training.pain_began == "2026-11-19"
        assert "is not a day" in shown

    def test_what_the_runner_answered_is_not_asked_again(self, log: Path) -> None:
        found, _, shown = self.talk(log, "1", "1", "1", weekly_km=60)
        assert found["weekly_km"].value == 60
        assert "Weekly distance:" not in shown

    def test_an_emergency_is_not_held_up(self, log: Path) -> None:
        found, _, shown = self.talk(log, rf_saddle_numbness="yes")
        assert found["long_run_spike"].origin == "log"
        assert "From your training log" not in shown

    def test_leaving(self, log: Path) -> None:
        with pytest.raises(Leave):
            self.talk(log, "q")

    def test_unit(self) -> None:
        typed = iter(["b\n", "2\n"])
        assert ask_unit(Lines(80, io.StringIO(), lambda: next(typed))) == "mi"


def test_unit_is_asked_only_when_the_file_does_not_say_it(tmp_path: Path) -> None:
    row = ["Running", "2026-11-06 17:06:03", "", "", "5.00", "", "00:30:00", *[""] * 5]
    data = exports.table(exports.GARMIN, [[*row, "6:00", *[""] * 7]])
    path = tmp_path / "Activities.csv"
    path.write_bytes(data)
    found = answers_from_log(LogRequest((path,)), KNOWLEDGE, TODAY, lambda: "mi")
    assert found.log is not None
    assert found.log.runs[0].km == pytest.approx(8.04672)
