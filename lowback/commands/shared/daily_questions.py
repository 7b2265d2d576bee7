"""The questions of a check-in, asked one after the other in half a minute."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import typer

from lowback.commands.shared.plan_questions import ask_amount

if TYPE_CHECKING:
    from collections.abc import Callable

    from lowback.interview.terminal.prompter import Option, Prompter, Screen
    from lowback.knowledge.plan import PlanQuestion
    from lowback.knowledge.schema import DailyCheck, Question
    from lowback.result.plan_document import Amount

INTERRUPTED = 130
PLACE = "Daily check"
HIGHEST = 10
DAYS = {"0": "Today", "1": "Yesterday", "2": "Two days ago", "3": "Longer ago"}
MORNINGS = {
    "usual": "At its usual level",
    "better": "Better than usual",
    "worse": "Worse than usual",
    "not_yet": "That morning is still to come",
}
SAID = {"no": "No", "yes": "Yes", "unsure": "Not sure"}


class Ask:
    """Asks only what is not known yet; going back starts the check-in over."""

    def __init__(self, daily: "DailyCheck", people: "Prompter", known: dict[str, Any]) -> None:
        self.daily, self.people, self.known = daily, people, known

    def everything(
        self, signs: "tuple[Question, ...]", day: date, *, waits: bool
    ) -> dict[str, Any]:
        """Return every answer by its name; `waits` if an earlier run was not judged yet."""
        from lowback.interview.terminal.prompter import Back, Leave

        while True:
            try:
                return self._once(signs, day, waits=waits)
            except Back:
                continue
            except (Leave, KeyboardInterrupt):
                raise typer.Exit(INTERRUPTED) from None

    def _once(self, signs: "tuple[Question, ...]", day: date, *, waits: bool) -> dict[str, Any]:
        found = dict(self.known)
        self._fill(found, "pain", self._pain)
        self._fill(found, "ran", lambda: self._amount(self.daily.ran))
        ran = found["ran"] is not None and found["ran"].value > 0
        if ran:
            self._fill(found, "ran_on", lambda: self._day(day))
        if ran or waits:
            self._fill(found, "morning", lambda: self._pick(self.daily.morning, MORNINGS))
        self._fill(found, "limp", lambda: self._pick(self.daily.limp, SAID))
        named = "; ".join(each.label for each in signs)
        self._fill(found, "signs", lambda: self._pick(self.daily.signs, SAID, f"{named}."))
        return found

    def _fill(self, found: dict[str, Any], name: str, ask: "Callable[[], Any]") -> None:
        if found.get(name) is None:
            found[name] = ask()

    def _pain(self) -> int:
        asked = self.daily.pain
        while True:
            typed = self.people.write(_screen(asked)).strip()
            if typed.isdecimal() and int(typed) <= HIGHEST:
                return int(typed)
            self.people.tell(f"Write a whole number from 0 to {HIGHEST}.")

    def _amount(self, asked: "PlanQuestion") -> "Amount | None":
        return ask_amount(asked, self.people, PLACE, may_skip=False)

    def _day(self, day: date) -> str:
        ago = int(self._pick(self.daily.ran_on, DAYS))
        return (day - timedelta(days=ago)).isoformat()

    def _pick(self, asked: "PlanQuestion", choices: dict[str, str], more: str = "") -> str:
        from lowback.interview.terminal.prompter import Option

        options = tuple(Option(name, label) for name, label in choices.items())
        return "".join(self.people.pick(_screen(asked, more, options)))


def _screen(asked: "PlanQuestion", more: str = "", options: "tuple[Option, ...]" = ()) -> "Screen":
    from lowback.interview.terminal.prompter import Screen
    from lowback.render.parts.words import plain

    return Screen(
        place=PLACE,
        text=plain(f"{asked.ask}\n{more}" if more else asked.ask),
        label=plain(asked.label),
        help=plain(asked.meaning),
        options=options,
        may_skip=False,
    )
