"""The plan as Markdown, HTML, JSON and a calendar that a calendar library reads back."""

import json
import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import pytest
from icalendar import Calendar
from msgspec.structs import replace
from syrupy.assertion import SnapshotAssertion
from typer.testing import CliRunner

from lowback.cli import app
from lowback.errors import LowbackError
from lowback.render import Look
from lowback.render.plan.html import plan_html
from lowback.render.plan.ics import plan_ics
from lowback.render.plan.markdown import plan_markdown
from lowback.render.plan.terminal import plan_terminal
from lowback.result.plan import Managed, Plan, make_plan
from lowback.result.plan_document import Amount
from lowback.store.saved import save
from tests.hand_made import DATA, emergency, knowledge, ordinary

START = date(2026, 11, 24)
NASTY = "<script>alert(1)</script> \x1b[2J [x](javascript:y)"


@pytest.fixture
def made() -> Plan:
    return make_plan(ordinary(), knowledge(), START, 9.4, Managed(Amount(8, "km")))


def nasty(plan: Plan) -> Plan:
    week = replace(plan.weeks[0], title=NASTY, note=NASTY)
    return replace(plan, weeks=(week,), notes=(NASTY,), safety_net=(NASTY,))


def test_markdown(made: Plan, snapshot: SnapshotAssertion) -> None:
    assert plan_markdown(made, knowledge()) == snapshot


@pytest.mark.parametrize("width", [80, 40])
def test_terminal(made: Plan, width: int, snapshot: SnapshotAssertion) -> None:
    text = plan_terminal(made, knowledge(), Look(width=width))
    assert max(len(line) for line in text.splitlines()) <= width
    assert text == snapshot


def test_markdown_takes_nothing_from_the_document_as_markup(made: Plan) -> None:
    text = plan_markdown(nasty(made), knowledge())
    assert "\x1b" not in text
    assert "<script>" not in text.replace("\\<", "")
    assert not re.search(r"(?<!\\)\]\(", text)


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        self.seen += [f"{tag} {name}" for name, _ in attrs if name in ("src", "href", "onclick")]

    def handle_data(self, data: str) -> None:
        self.text += data


def test_html_is_one_file_without_scripts(made: Plan) -> None:
    for plan in (made, nasty(made)):
        page = _Tags()
        page.feed(plan_html(plan, knowledge()))
        assert not {"script", "link", "img", "iframe", "a"} & set(page.seen)
        assert page.seen.count("h1") == 1
        assert "\x1b" not in page.text


def test_html_and_markdown_say_the_same(made: Plan) -> None:
    page = _Tags()
    page.feed(plan_html(made, knowledge()))
    for words in ("10.3 km", "4 km: run 2 min, walk 1 min, in turn", "Tue 24 Nov", "8 km easy run"):
        assert words in page.text
        assert words in plan_markdown(made, knowledge())


def test_calendar_read_back(made: Plan) -> None:
    calendar = Calendar.from_ical(plan_ics(made))
    events = list(calendar.walk("VEVENT"))
    runs = [each for each in events if str(each["SUMMARY"]).startswith("Run")]
    assert [each.decoded("DTSTART").isoformat() for each in runs] == [
        run.date for week in made.weeks for run in week.runs
    ]
    checks = [each for each in events if "check" in str(each["SUMMARY"])]
    assert len(checks) == 1
    assert len(events) - len(runs) - 1 == sum(len(week.strength) for week in made.weeks)
    assert len({str(each["UID"]) for each in events}) == len(events)
    assert "10.3 km" in str(runs[0]["DESCRIPTION"])
    assert not any("pain" in str(each["SUMMARY"]).casefold() for each in events)


def test_two_runners_have_no_event_in_common_and_a_later_start_replaces_itself(made: Plan) -> None:
    other = make_plan(replace(ordinary(), assessed_on="2026-11-22"), knowledge(), START)
    later = make_plan(ordinary(), knowledge(), date(2026, 11, 30), 9.4, Managed(Amount(8, "km")))
    assert not uids(made) & uids(other)
    assert uids(made) == uids(later)


def uids(plan: Plan) -> set[str]:
    return {str(each["UID"]) for each in Calendar.from_ical(plan_ics(plan)).walk("VEVENT")}


def test_calendar_lines_are_folded_and_the_same_every_time(made: Plan) -> None:
    text = plan_ics(made)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert text == plan_ics(made)


class TestCommand:
    run = CliRunner()

    def result(self, folder: Path) -> str:
        path = folder / "result.json"
        path.write_bytes(msgspec.json.encode(ordinary()))
        return str(path)

    def test_writes_each_format(self, tmp_path: Path) -> None:
        result = self.result(tmp_path)
        for name in ("terminal", "markdown", "html", "json", "ics"):
            out = tmp_path / f"plan.{name}"
            done = self.run.invoke(
                app, ["plan", result, "-f", name, "-o", str(out), "--data", str(DATA)]
            )
            assert done.exit_code == 0
            assert out.stat().st_size > 500
        assert json.loads((tmp_path / "plan.json").read_bytes())["schema"] == "lowback/plan/2"

    def test_miles_are_understood(self, tmp_path: Path) -> None:
        arguments = ["plan", self.result(tmp_path), "-f", "json", "--data", str(DATA)]
        done = self.run.invoke(app, [*arguments, "--longest-km", "10 mi"])
        assert json.loads(done.stdout)["cap_km"] == 17.7

    def test_what_is_managed_now_decides_the_first_week(self, tmp_path: Path) -> None:
        arguments = ["plan", self.result(tmp_path), "-f", "json", "--data", str(DATA)]
        for said, amount in {"30 min": 15, "1 h": 30, "1:10": 35, "6,4 km": 3.2}.items():
            done = self.run.invoke(app, [*arguments, "--run-now", said])
            assert json.loads(done.stdout)["weeks"][0]["runs"][0]["amount"] == amount

    def test_the_latest_saved_result_is_planned_by_itself(self) -> None:
        save(ordinary())
        done = self.run.invoke(app, ["plan", "-f", "json", "--data", str(DATA)])
        assert json.loads(done.stdout)["page"] == "run"
        assert done.exit_code == 0

    def test_starts_tomorrow_unless_told(self, tmp_path: Path) -> None:
        arguments = ["plan", self.result(tmp_path), "-f", "json", "--data", str(DATA)]
        done = self.run.invoke(app, arguments)
        assert json.loads(done.stdout)["starts_on"] == "2026-11-24"

    def test_an_emergency_gets_a_reason_and_no_plan(self) -> None:
        text = msgspec.json.encode(emergency()).decode()
        done = self.run.invoke(app, ["plan", "-", "--data", str(DATA)], input=text)
        assert isinstance(done.exception, LowbackError)
        assert "someone has to see this first" in str(done.exception)
        assert done.stdout == ""

    @pytest.mark.parametrize(
        ("option", "words"),
        [
            (["--start", "soon"], "is not a day"),
            (["--start", "2020-01-01"], "not within a year"),
            (["--longest-km", "far"], "is not the distance of one run"),
            (["--run-now", "20"], 'write "20 min"'),
            (["--walk-now", "a lot"], 'write "20 min"'),
            (["--format", "pdf"], "is not a format here"),
        ],
    )
    def test_what_cannot_be_used(self, tmp_path: Path, option: list[str], words: str) -> None:
        done = self.run.invoke(app, ["plan", self.result(tmp_path), *option])
        assert isinstance(done.exception, LowbackError)
        assert words in str(done.exception)

    @pytest.mark.parametrize("text", ["", "[]", "{}", '{"schema": 3}', "[" * 100_000])
    def test_not_a_result(self, text: str) -> None:
        done = self.run.invoke(app, ["plan", "-"], input=text)
        assert isinstance(done.exception, LowbackError)
        assert "is not a result" in str(done.exception)
