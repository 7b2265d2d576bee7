"""`lowback today` asks at a terminal what was not said."""

from io import StringIO

import pytest
import typer

from lowback.commands.shared.daily_questions import Ask
from lowback.commands.shared.plan_questions import ask_managed
from lowback.interview.terminal.lines import Lines
from lowback.result.daily_signs import signs_to_name
from lowback.result.plan_document import Amount, Managed
from tests.commands.plan_start import START
from tests.hand_made import knowledge


def typed(*lines: str) -> Lines:
    """The plain back end, as if these lines were typed."""
    left = iter(lines)
    return Lines(80, StringIO(), lambda: f"{next(left)}\n")


def asked(people: Lines, *, waits: bool = False) -> dict[str, object]:
    known = knowledge()
    signs = signs_to_name({}, known)
    return Ask(known.daily, people, {}).everything(signs, START, waits=waits)


class TestAsked:
    def test_a_good_day_takes_four_answers(self) -> None:
        people = typed("2", "0", "1", "1")
        found = asked(people)
        assert (found["pain"], found["limp"], found["signs"]) == (2, "no", "no")
        assert "morning" not in found

    def test_a_run_is_asked_its_day_and_the_morning_after(self) -> None:
        found = asked(typed("eleven", "3", "20", "20 min", "2", "3", "1", "3"))
        assert found["ran"] == Amount(20, "min")
        assert (found["ran_on"], found["morning"]) == ("2026-11-23", "worse")
        assert found["signs"] == "unsure"

    def test_a_run_that_was_not_judged_yet_is_asked_about(self) -> None:
        assert asked(typed("2", "0", "1", "1", "1"), waits=True)["morning"] == "usual"

    def test_back_starts_over_and_every_emergency_sign_is_named(self) -> None:
        people = typed("9", "b", "2", "0", "1", "1")
        assert asked(people)["pain"] == 2
        assert isinstance(people.out, StringIO)
        shown = people.out.getvalue()
        for each in knowledge().red_flag_questions():
            assert (each.label in shown) or not each.emergency

    def test_leaving_keeps_nothing(self) -> None:
        with pytest.raises(typer.Exit):
            asked(typed("2", "q"))

    def test_the_plan_asks_the_run_and_only_without_one_the_walk(self) -> None:
        known = knowledge()
        run = ask_managed(Managed(), known, typed("a lot", "5 km"), runs=True)
        assert run == Managed(Amount(5, "km"), None)
        walk = ask_managed(Managed(), known, typed("0", "b", "0", "30 min"), runs=True)
        assert walk == Managed(Amount(0, "min"), Amount(30, "min"))
