"""`lowback today` through eight weeks: good days, a flare, a warning sign, a long silence."""

import json
import stat
from datetime import timedelta

import msgspec
import pytest
from msgspec.structs import replace
from syrupy.assertion import SnapshotAssertion
from typer.testing import CliRunner

from lowback.cli import app
from lowback.errors import LowbackError
from lowback.store.plans import load_followed, plan_path
from lowback.store.saved import folder, save
from tests.commands.plan_start import START
from tests.hand_made import DATA, ordinary, urgent

EPOCH = 1795435200
GOOD = {"pain": "2", "morning": "usual", "limp": "no", "signs": "no"}


class Runner:
    """Someone who follows the hand-made plan and checks in on some days."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.monkeypatch = monkeypatch
        self.cli = CliRunner()
        save(ordinary())
        self.lowback(0, "plan", "latest", "--run-now", "8 km", "--save", "--data", str(DATA))

    def lowback(self, day: int, *arguments: str) -> str:
        """Run a command so many days after the check; day 1 is the first of the plan."""
        self.monkeypatch.setenv("SOURCE_DATE_EPOCH", str(EPOCH + day * 86_400))
        done = self.cli.invoke(app, arguments)
        if done.exception:
            raise done.exception
        return done.stdout

    def today(self, day: int, *more: str, **said: str) -> str:
        """Check in; what is not said is as on a good day without a run."""
        options = {"ran": "0", **GOOD, **said}
        given = [part for name, value in options.items() for part in (f"--{name}", value)]
        return self.lowback(day, "today", *given, *more, "--data", str(DATA))

    def good_run(self, day: int, amount: str) -> str:
        """Run, and tell it the next day, when the pain is as usual."""
        on = (START + timedelta(days=day - 1)).isoformat()
        return self.today(day + 1, "--ran-on", on, ran=amount)


@pytest.fixture
def runner(monkeypatch: pytest.MonkeyPatch) -> Runner:
    return Runner(monkeypatch)


def said(day: int, text: str) -> str:
    """The answer of one day in a few lines, for a snapshot of many."""
    lines = [line for line in text.splitlines() if line.strip()]
    return f"day {day}: {' | '.join(lines)}"


def planned(runner: Runner, day: int) -> str:
    """What the plan wants today, as an amount for `--ran`."""
    answer = json.loads(runner.today(day, "--format", "json"))
    return f"{answer['today']['run']['amount']} {answer['today']['run']['unit']}"


def test_eight_weeks_of_good_days(runner: Runner, snapshot: SnapshotAssertion) -> None:
    told = []
    for day in range(1, 56, 2):
        amount = planned(runner, day)
        told.append(said(day + 1, runner.good_run(day, amount)))
    assert "\n".join(told) == snapshot
    assert "Week 8 of 8" in told[-1]


def test_a_flare_in_week_three(runner: Runner, snapshot: SnapshotAssertion) -> None:
    for day in range(1, 16, 2):
        runner.good_run(day, planned(runner, day))
    told = [
        said(18, runner.today(18, ran="5.6 km", morning="worse", pain="3")),
        said(19, runner.today(19, pain="3")),
        said(20, runner.today(20)),
        said(21, runner.good_run(20, "4.8 km")),
    ]
    assert "\n".join(told) == snapshot
    assert "One step back" in told[0]
    assert "Week 2 of 8" in told[0]
    assert "Rest today" in told[1]
    assert "Today: 4.8 km" in told[2]


def test_a_new_warning_sign_in_week_four(runner: Runner, snapshot: SnapshotAssertion) -> None:
    for day in range(1, 22, 2):
        runner.good_run(day, planned(runner, day))
    told = [
        said(24, runner.today(24, "--set", "rf_fever=yes", signs="yes")),
        said(25, runner.today(25)),
    ]
    assert "\n".join(told) == snapshot
    assert all("Be seen; the plan has stopped" in each for each in told)


def test_a_fortnight_without_a_check_in(runner: Runner, snapshot: SnapshotAssertion) -> None:
    for day in range(1, 16, 2):
        runner.good_run(day, planned(runner, day))
    told = said(31, runner.today(31))
    assert told == snapshot
    assert "no check-in for 14 days" in told
    assert "Week 2 of 8" in told


def test_an_emergency_shows_the_card(runner: Runner) -> None:
    text = runner.today(3, "--set", "rf_saddle_numbness=yes", signs="yes")
    assert "Be seen; the plan has stopped" in text
    assert "A&E" in text
    assert "easy run" not in text


@pytest.mark.parametrize("limp", ["yes", "unsure"])
def test_a_limp_goes_through_the_same_rules(runner: Runner, limp: str) -> None:
    answer = json.loads(runner.today(3, "--format", "json", limp=limp))
    given = {each["question"]: each["value"] for each in answer["now"]["answers"]}
    assert given["rf_night_pain"] == limp


def test_strong_pain_stops_and_a_sign_outranks_it(runner: Runner) -> None:
    assert "6 or more stops the plan" in runner.today(3, pain="7")
    assert "6 or more stops the plan" in runner.today(5, pain="2")
    assert "Be seen" in runner.today(6, "--set", "rf_fever=yes", signs="yes")


def test_three_flares_in_a_row_are_seen(runner: Runner) -> None:
    for day in (3, 6):
        assert "One step back" in runner.today(day, ran="4 km", morning="worse")
    assert "3 times in a row" in runner.today(9, ran="4 km", morning="worse")


def test_a_run_far_beyond_the_plan_does_not_count(runner: Runner) -> None:
    assert "clearly longer than planned" in runner.good_run(1, "8 km")
    assert "next week begins" not in runner.good_run(7, "4 km")


def test_the_same_day_again_takes_the_place_of_the_first(runner: Runner) -> None:
    runner.today(3, pain="5")
    runner.today(3, pain="2")
    assert [each.pain for each in load_followed().check_ins] == [2]


def test_a_new_plan_keeps_the_check_ins_for_the_trend(runner: Runner) -> None:
    runner.today(3, pain="5")
    runner.lowback(4, "plan", "latest", "--run-now", "5 km", "--save", "--data", str(DATA))
    runner.today(6, pain="1")
    text = runner.lowback(7, "history", "trend")
    assert "2026-11-26" in text
    assert "2026-11-29" in text
    assert "week 1" in text


def test_only_its_owner_can_read_it_and_purge_deletes_it(runner: Runner) -> None:
    runner.today(3)
    assert stat.S_IMODE(plan_path().stat().st_mode) == 0o600
    runner.lowback(3, "history", "purge", "--yes")
    assert not plan_path().exists()


def test_a_log_fills_in_the_run(runner: Runner, tmp_path_factory: pytest.TempPathFactory) -> None:
    log = tmp_path_factory.mktemp("log") / "activities.csv"
    log.write_text(
        "Activity ID,Activity Date,Activity Type,Distance,Elapsed Time\n"
        '1,"Nov 24, 2026, 7:00:00 AM",Run,4.02,1500\n'
    )
    arguments = ["--pain", "2", "--limp", "no", "--signs", "no", "--log", str(log)]
    answer = json.loads(
        runner.lowback(2, "today", *arguments, "--format", "json", "--data", str(DATA))
    )
    assert answer["check_in"]["ran"] == {"value": 4.0, "unit": "km"}
    assert answer["check_in"]["ran_on"] == "2026-11-24"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "missing, and there is no terminal to ask on: --pain, --ran, --limp, --signs"),
        (["--limp", "perhaps"], "must be no, yes, unsure"),
        (["--ran", "20"], 'write "20 min"'),
        (["--ran", "4 km", "--ran-on", "2027-01-01"], "is after today"),
        (["--pain", "2", "--ran", "0", "--limp", "no", "--signs", "yes"], "name the new signs"),
    ],
)
def test_what_cannot_be_used(runner: Runner, arguments: list[str], words: str) -> None:
    with pytest.raises(LowbackError, match=words):
        runner.lowback(3, "today", *arguments, "--data", str(DATA))


def test_without_a_plan_it_says_how_to_keep_one() -> None:
    done = CliRunner().invoke(app, ["today", "--pain", "2"])
    assert "lowback plan latest --save" in str(done.exception)


def test_a_plan_that_cannot_be_read_is_named(runner: Runner) -> None:
    plan_path().write_bytes(msgspec.json.encode({"plan": 3}))
    with pytest.raises(LowbackError, match="not a plan we can read"):
        runner.today(3)


def test_pain_that_stays_is_sent_to_be_seen_and_a_check_is_due(runner: Runner) -> None:
    runner.today(1, pain="3")
    assert "check is due again" in runner.today(16, pain="3")
    assert "See a physiotherapist or GP now" in runner.today(43, pain="3")
    assert "See a physiotherapist" not in runner.today(44, pain="1")


def test_a_check_that_was_done_is_not_due(runner: Runner) -> None:
    save(replace(ordinary(), assessed_on="2026-12-07"))
    assert "check is due again" not in runner.today(16)
    assert "check is due again" in runner.today(29)


def test_a_newer_check_that_forbids_running_stands_above_the_plan(runner: Runner) -> None:
    runner.today(1)
    save(replace(urgent(), assessed_on="2026-11-26"))
    with pytest.raises(LowbackError, match="your check 2026-11-26-1 says since") as refused:
        runner.today(3)
    assert urgent().triage.running.advice in str(refused.value)
    assert len(load_followed().check_ins) == 1


@pytest.mark.parametrize("newer", ["forbids running", "cannot be read"])
def test_nothing_that_is_saved_hides_an_emergency_of_today(runner: Runner, newer: str) -> None:
    name = save(replace(urgent(), assessed_on="2026-11-26"))
    if newer == "cannot be read":
        (folder() / f"{name}.json").write_text("{")
    runner.monkeypatch.setenv("SOURCE_DATE_EPOCH", str(EPOCH + 3 * 86_400))
    said = ["--pain", "2", "--ran", "0", "--limp", "no", "--signs", "yes"]
    sign = ["--set", "rf_saddle_numbness=yes", "--data", str(DATA)]
    done = runner.cli.invoke(app, ["today", *said, *sign])
    assert isinstance(done.exception, LowbackError)
    assert "EMERGENCY" in done.output
