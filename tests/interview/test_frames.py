"""On every screen the heading, the question and the key hint stand inside the window."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from lowback.engine.answers import read_answers
from lowback.interview.asker import Asked
from lowback.interview.country import with_country
from lowback.interview.next_question import next_step, place
from lowback.interview.state import begin, take
from lowback.interview.terminal.list_view import ListView
from lowback.interview.terminal.prompter import Screen
from lowback.interview.terminal.text_view import TYPED_LINE, TextView
from lowback.interview.wording import Wording
from lowback.knowledge.load import load_knowledge
from lowback.knowledge.schema import QuestionKind
from tests.interview.runners import RUNNERS, Runner
from tests.interview.terminal import Terminal
from tests.interview.walk import DONE, Frame, walk

KNOWLEDGE = with_country(load_knowledge())
NUMBERS = {each.label for each in KNOWLEDGE.questions.values() if each.kind is QuestionKind.NUMBER}
SIZES = [(80, 24), (40, 20), (60, 15), (120, 40)]


def screens(runner: Runner) -> Iterator[Screen]:
    """Every screen of a whole interview, numbers to type among them."""
    said, state = read_answers(runner.answers, KNOWLEDGE, "typed"), begin({})
    wording = Wording(KNOWLEDGE, "runner")
    while step := next_step(state, KNOWLEDGE, "full"):
        where = place(step, state, KNOWLEDGE, "full")
        group = step.is_group and len(step.questions) > 1
        screen = (
            wording.group(step, where, state.answers)
            if group
            else wording.question(step.questions[0], where, state.answers)
        )
        yield Asked(where, state.answers, may_end=True).on(screen)
        given = {each.id: said.get(each.id) for each in step.questions}
        state = take(state, step, given, KNOWLEDGE)


def drawn(screen: Screen, columns: int, rows: int) -> list[str]:
    """The lines of a screen in a window of that size."""
    if screen.label in NUMBERS:
        view = TextView(screen)
        above, below = view.above(columns - 1, rows - 1), view.below(columns - 1)
        return [text for _, text in (*above, *[("", "> ")] * TYPED_LINE, *below)]
    return [text for _, text in ListView(screen).frame(columns - 1, rows - 1)]


@pytest.mark.parametrize(("columns", "rows"), SIZES)
@pytest.mark.parametrize("runner", RUNNERS, ids=lambda each: str(each.name))
def test_nothing_that_is_needed_lies_outside_the_window(
    runner: Runner, columns: int, rows: int
) -> None:
    for screen in screens(runner):
        lines = drawn(screen, columns, rows)
        assert len(lines) < rows
        assert max(map(len, lines)) < columns
        shown = " ".join(" ".join(lines).split())
        for needed in (screen.place, screen.text, "Enter", "?"):
            assert " ".join(needed.split()) in shown


@pytest.mark.parametrize(("columns", "rows"), SIZES)
def test_no_line_passes_the_window_wherever_one_points(columns: int, rows: int) -> None:
    for screen in (each for each in screens(RUNNERS[0]) if each.label not in NUMBERS):
        view = ListView(screen)
        for at in range(len(view.options)):
            view.at = at
            lines = view.frame(columns - 1, rows - 1)
            assert len(lines) < rows
            assert max(len(text) for _, text in lines) < columns


def test_what_lies_below_is_said_and_comes_into_sight() -> None:
    signs = next(each for each in screens(RUNNERS[1]) if each.read_all)
    view, seen = ListView(signs), set[str]()
    view.press("n")
    while view.unread is None or view.unread:
        lines = [text for _, text in view.frame(39, 19)]
        assert any("more" in each for each in lines)
        shown = " ".join(" ".join(lines).split())
        seen |= {each.id for each in signs.options if each.label[:15] in shown}
        if view.unread:
            assert view.confirm() is None
    assert seen == {each.id for each in signs.options}
    assert view.confirm() == ("=none",)


@pytest.mark.parametrize("runner", RUNNERS[:2], ids=lambda each: str(each.name))
def test_every_frame_of_a_real_talk_has_heading_question_and_keys(
    runner: Runner, tmp_path: Path
) -> None:
    terminal = Terminal("assess", home=tmp_path, columns=runner.columns, rows=runner.rows)
    said = read_answers(runner.answers, KNOWLEDGE, "typed")
    for frame in walk(terminal, said, KNOWLEDGE, "default"):
        assert_whole(frame, runner.rows)
    terminal.press("q")
    terminal.see("Keep this result")
    terminal.press("2", "\r")
    assert terminal.end() == 0


def assert_whole(frame: Frame, rows: int) -> None:
    text = " ".join(" ".join(frame.lines).split())
    assert len(frame.lines) < rows
    if frame.place == DONE:
        return
    assert "Enter" in text
    assert frame.place in text
