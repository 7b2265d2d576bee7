"""What must hold in every talk, however it goes: an answer changes only by the person's hand."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Literal

import hypothesis.strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
)

from lowback.engine.answers import Answers, read_answers
from lowback.interview.country import with_country
from lowback.interview.next_question import Mode
from lowback.interview.session import Interview, Settings
from lowback.interview.state import State, begin
from lowback.interview.terminal.prompter import UNSURE, YES, Option, Screen, keyed
from lowback.knowledge.load import load_knowledge
from lowback.store.drafts import draft_of, taken_up
from tests.interview.people import AtLines, AtList, Desk, Shown

KNOWLEDGE = with_country(load_knowledge())
SIGNS = {each.id: each for each in KNOWLEDGE.red_flag_questions()}
NOW = datetime(2026, 11, 25, tzinfo=UTC)
WORDS = {YES: "yes", UNSURE: "unsure", " ": "no"}
FIRST: dict[str, object] = {
    "age": 34,
    "sex": "female",
    "country": "GB",
    "pain_location": ["one_side_low_back"],
    "pain_side": "left",
}
GIVEN: tuple[dict[str, object], ...] = (
    {},
    {},
    {"rf_fever": "yes"},
    {"rf_foot_drop": "unsure", "rf_limp": "yes"},
    {"rf_saddle_numbness": "unsure", "pain_side": None, "sex": None},
)


class Witness(RuleBasedStateMachine):
    """One person, one interview; `last` is what they last saw at each sign, `confirmed` what
    they went on with."""

    asker: Literal["list", "lines"]

    @initialize(given=st.sampled_from(GIVEN), mode=st.sampled_from(("default", "full")))
    def start(self, given: dict[str, object], mode: Mode) -> None:
        self.mode = mode
        self.taken_back: set[str] = set()
        known = read_answers({**FIRST, **given}, KNOWLEDGE, "typed")
        self.state = begin(known)
        self.confirmed = {name: each.value for name, each in known.items()}
        self.last = marks_said(self.confirmed)
        self._sit_down(self.state)

    def _sit_down(self, state: State) -> None:
        people = AtList if self.asker == "list" else AtLines

        def talk(desk: Desk) -> None:
            how = Settings(self.mode)
            Interview(KNOWLEDGE, state, how, people(desk), self._kept).run()

        self.pressed: tuple[str, ...] | str = ()
        self.desk = Desk(talk)
        self._look()

    @property
    def now(self) -> Shown:
        return self.desk.shown

    def teardown(self) -> None:
        if hasattr(self, "desk") and self.now.kind != "over":
            self.desk.say("leave")

    def _drafted(self, state: State) -> tuple[Answers, frozenset[str]]:
        """What a draft of this state brings back."""
        draft = draft_of(state.answers, state.seen, KNOWLEDGE, NOW)
        if draft is None:
            return {}, frozenset()
        kept = taken_up(draft, KNOWLEDGE, NOW)
        return kept.answers, kept.left_out

    # What must hold.

    @invariant()
    def the_draft_is_what_was_confirmed(self) -> None:
        if not hasattr(self, "confirmed") or self.checked is self.state:
            return
        self.checked = self.state
        answers, _ = self._drafted(self.state)
        typed = {name: each.value for name, each in answers.items() if each.origin == "typed"}
        assert typed == self.confirmed

    def _kept(self, state: State) -> None:
        """The program wrote the draft: it may hold what was shown as chosen, and nothing else."""
        was, self.state = self.state, state
        new = {n: each.value for n, each in state.answers.items() if each.origin == "typed"}
        for name in SIGNS.keys() & new.keys():
            if (
                self.confirmed.get(name) in {"yes", "unsure"}
                and new[name] == "no"
                and self._was_listed
            ):
                assert label_of(name) in self.taken_back, f"{name} became no by itself"
            if name in self._listed_last:
                assert new[name] == WORDS[self.last.get(name, " ")], name
        gone = self.confirmed.keys() - new.keys()
        changed = {n for n in new if new[n] != self.confirmed.get(n)} - self._listed_last
        assert len(changed) <= 1, f"{changed} changed together"
        for name in changed:
            assert self._as_pressed(new[name]), f"{name}: {new[name]}, not {self.pressed}"
        for name in gone - self._listed_last:
            assert self.pressed in {(), "s"} or KNOWLEDGE.questions[name].ask_when, (
                f"{name} is gone"
            )
        assert was.answers.keys() >= gone
        self.confirmed = new
        self.taken_back = set()

    def _as_pressed(self, value: object) -> bool:
        said = (value,) if isinstance(value, str) else value
        if isinstance(value, float):
            return float(str(self.pressed)) == value
        return said == self.pressed

    def _taking_back(self) -> set[str]:
        """The labels of the signs that the person is asked about, as they are no longer true."""
        asked = re.match(r"You take back: (.*?)\. Is", self.now.screen.text)
        return set(asked[1].split("; ")) if asked and self.now.kind == "wait" else set()

    # What the person sees.

    def _look(self) -> None:
        """A list that appears shows every sign as it was last shown."""
        self._was_listed = self.now.kind == "tick" or (self._was_listed and self.now.kind == "wait")
        if self.now.kind == "tick":
            self._listed_last = {each.id for _, each in self._signs()}
            for name, mark in self._shown().items():
                assert mark == self.last.get(name, " "), f"{name} shows [{mark}]"
        elif self.now.kind != "wait":
            self._listed_last = set()

    checked: State | None = None
    _was_listed = False
    _listed_last: set[str] = set()  # noqa: RUF012 - replaced, never changed

    def _signs(self) -> list[tuple[str, Option]]:
        return [(key, each) for key, each in keyed(self.now.screen) if each.id in SIGNS]

    def _offers(self, key: str) -> bool:
        return key in dict(keyed(self.now.screen))

    def _marked(self) -> bool:
        return bool(self.now.view and self.now.view.marks)

    def _shown(self) -> dict[str, str]:
        """The mark of each sign, read off the lines that are drawn, or off the texts."""
        if self.now.kind != "tick":
            return {}
        if self.now.view is None:
            return _told(self.now.screen)
        found = {}
        rows = [text for _, text in self.now.view.lines(200)]
        for key, option in self._signs():
            row = next(each for each in rows if re.match(rf".\s{key}\s+\[", each))
            found[option.id] = row[row.index("[") + 1]
        return found

    def _press(self, *keys: str) -> None:
        """Press keys in a list: each changes what it names, and nothing else."""
        for key in keys:
            before = self._shown()
            self.desk.say(key)
            after = self._shown()
            named = dict(keyed(self.now.screen))[key].id
            if named != "=none":
                assert {n: m for n, m in before.items() if n != named} == {
                    n: m for n, m in after.items() if n != named
                }
            self.last |= after

    def _type(self, line: str) -> None:
        before, kind, screen = dict(self.last), self.now.kind, self.now.screen
        self.typed = (kind, screen)
        self.last |= _typed(line, screen, before) if kind == "tick" else {}
        self.desk.say(line)
        self._look()


def marks_said(said: Mapping[str, object]) -> dict[str, str]:
    marks: dict[object, str] = {"yes": YES, "unsure": UNSURE, "no": " "}
    return {name: marks[value] for name, value in said.items() if name in SIGNS}


def label_of(name: str) -> str:
    return SIGNS[name].label


def _told(screen: Screen) -> dict[str, str]:
    return {
        each.id: YES if each.id in screen.chosen else UNSURE if each.id in screen.doubtful else " "
        for each in screen.options
        if each.id in SIGNS
    }


def _typed(line: str, screen: Screen, before: dict[str, str]) -> dict[str, str]:
    """What a line in a list of signs says: it names all that is true, or all that is unclear."""
    signs = {key: each.id for key, each in keyed(screen) if each.id in SIGNS}
    keys = line.split(",")
    if keys == ["n"] and not screen.fresh:
        return dict.fromkeys(signs.values(), " ")
    said: dict[str, str] = {}
    for key, name in signs.items():
        stays = before.get(name, " ")
        if key in keys:
            said[name] = screen.marking
        elif stays == screen.marking and not screen.fresh:
            said[name] = " "
    return said
