"""An answer changes only when the person changes that answer: on every path, of both askers."""

import os

import hypothesis.strategies as st
from hypothesis import settings
from hypothesis.stateful import (
    precondition,
    rule,
    run_state_machine_as_test,
)

from lowback.interview.state import begin
from lowback.interview.terminal.prompter import keyed
from tests.interview.witness import KNOWLEDGE, Witness, label_of, marks_said

TIMES = 1000 if os.environ.get("CI") else 100
HOW = settings(max_examples=TIMES, stateful_step_count=20, deadline=None)


class Talk(Witness):
    """What the person may do next, in any order."""

    @precondition(lambda self: self.now.kind == "tick")
    @rule(which=st.lists(st.integers(0, 8), min_size=1, max_size=3))
    def tick(self, which: list[int]) -> None:
        signs = self._signs()
        keys = [signs[at % len(signs)][0] for at in which]
        self._press(*keys) if self.asker == "list" else self._type(",".join(dict.fromkeys(keys)))

    @precondition(lambda self: self.now.kind == "tick" and self._offers("u"))
    @rule(which=st.integers(0, 8), also=st.booleans())
    def not_sure(self, which: int, *, also: bool) -> None:
        key = self._signs()[which % len(self._signs())][0]
        if self.asker == "list":
            self._press(*([key] if also else []), "u")
            self.go_on()
        else:
            self._type(f"u,{key}" if also else "u")

    @precondition(lambda self: self.now.kind == "tick" and self._offers("n"))
    @rule()
    def none(self) -> None:
        if self.asker == "list":
            self._press("n")
            self.go_on()
        else:
            self._type("n")

    @precondition(lambda self: self.now.kind == "pick")
    @rule(which=st.integers(0, 12))
    def choose(self, which: int) -> None:
        screen = self.now.screen
        options = keyed(screen)
        if self.asker == "list" and screen.several and self._marked():
            self.go_on()
            return
        key, option = options[which % len(options)]
        self.pressed = () if option.id.startswith("=left") else (option.id,)
        if self.asker == "list":
            self.desk.say(key)
            self.go_on()
        else:
            self._type(key)

    @precondition(lambda self: self.now.kind == "write")
    @rule(review_edit=st.integers(1, 14))
    def write(self, review_edit: int) -> None:
        question = next(
            (q for q in KNOWLEDGE.questions.values() if q.label == self.now.screen.label), None
        )
        if question is None:
            self._type(str(review_edit))
            return
        self.pressed = str(int((question.usual or (question.at_least or 0, 0))[0]))
        self._type(self.pressed)

    @precondition(lambda self: self.now.kind in {"tick", "pick", "wait"})
    @rule()
    def go_on(self) -> None:
        marks = self._shown() if self.now.kind == "tick" else {}
        self.taken_back |= self._taking_back()
        self.last |= marks
        self.desk.say("enter")
        self._look()

    @precondition(lambda self: self.now.kind != "over")
    @rule()
    def back(self) -> None:
        named = self._taking_back()
        self.desk.say("back")
        self.last |= {name: mark for name, mark in self._shown().items() if label_of(name) in named}
        self._look()

    @precondition(lambda self: self.now.kind in {"tick", "pick"})
    @rule()
    def help(self) -> None:
        before = self._shown()
        self.desk.say("?")
        if self.asker == "list":
            self.desk.say("enter")
        assert self._shown() == before

    @precondition(lambda self: self.now.kind in {"tick", "pick"} and self.now.view)
    @rule(columns=st.integers(20, 120))
    def resize(self, columns: int) -> None:
        assert self.now.view
        before = self._shown()
        self.now.view.lines(columns)
        assert self._shown() == before

    @rule()
    def leave_and_resume(self) -> None:
        if self.now.kind != "over":
            self.desk.say("leave")
        kept = self._drafted(self.state)
        self.last = marks_said(self.confirmed)
        self._sit_down(begin(kept[0], kept[1]))


class AtTheList(Talk):
    asker = "list"


class AtTheLines(Talk):
    asker = "lines"


def test_in_the_drawn_list() -> None:
    run_state_machine_as_test(AtTheList, settings=HOW)


def test_in_plain_lines() -> None:
    run_state_machine_as_test(AtTheLines, settings=HOW)
