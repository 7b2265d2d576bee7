"""Where a command's answers, date and country come from; heavy imports stay inside."""

import os
import sys
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from lowback.bounded_read import LARGEST_TEXT, read_at_most, read_stream
from lowback.errors import LowbackError, Problem, printable, suggest
from lowback.invocation import program

if TYPE_CHECKING:
    from lowback.engine.answers import Answer, Answers
    from lowback.engine.assess import Context
    from lowback.knowledge.schema import Knowledge

STDIN = "-"
LAST_SECOND = 221_845_392_000  # the first of the year 9000: dates some months on still exist


def given_answers(
    file: str | None, settings: Iterable[str], knowledge: "Knowledge"
) -> "dict[str, Answer]":
    """Read `--answers` and `--set`; a setting wins over the file.

    Raises:
        LowbackError: naming every problem of both in one run.
    """
    found: dict[str, Answer] = {}
    problems: list[Problem] = []
    try:
        found |= _from_file(file, knowledge)
    except LowbackError as error:
        problems += error.problems
    try:
        found |= _from_settings(settings, knowledge)
    except LowbackError as error:
        problems += error.problems
    if problems:
        raise LowbackError(problems)
    from lowback.engine.answers import with_derived

    return with_derived(found, knowledge)


def can_ask() -> bool:
    """Whether there is a person to ask: both stdin and stderr are terminals."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def missing_answers(answers: "Answers", knowledge: "Knowledge") -> LowbackError:
    """Return the error that names every question nobody answered."""
    from lowback.engine.conditions import holds

    missing = [
        question.id
        for question in knowledge.questions.values()
        if question.id not in answers
        and not question.self_test
        and not question.derive
        and (question.ask_when is None or holds(question.ask_when, answers, knowledge))
    ]
    problem = Problem(
        "answers", f"missing, and there is no terminal to ask on: {', '.join(missing)}"
    )
    hint = Problem("answers", "give them with --answers FILE or --set id=value")
    return LowbackError([problem, hint])


def occasion(country: str | None, knowledge: "Knowledge", voice: str = "runner") -> "Context":
    """Return the day (SOURCE_DATE_EPOCH is honoured), the country and the voice."""
    from lowback.engine.assess import Context

    code = country_code(country, knowledge)
    return Context(today(), code, "coach" if voice == "coach" else "runner")


def country_code(country: str | None, knowledge: "Knowledge") -> str:
    """Return the two letters of a country, however it is called; else those of the general advice.

    A country is never guessed and never a reason to stop: somebody may need the number now.
    """
    from lowback.knowledge.schema import UNKNOWN_COUNTRY

    code = (country or UNKNOWN_COUNTRY).strip().upper()
    line = knowledge.helpline(code)
    if code != UNKNOWN_COUNTRY and line.country == UNKNOWN_COUNTRY:
        known = ", ".join(each for each in knowledge.helplines if each != UNKNOWN_COUNTRY)
        note = f"note: we have no help lines for `{country}`, so the general advice is shown; "
        typer.echo(printable(f"{note}we have {known}"), err=True)
        return UNKNOWN_COUNTRY
    return code if code in line.also else line.country


def today() -> date:
    """Return today's date, or the one that SOURCE_DATE_EPOCH (seconds) names."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is None:
        return datetime.now().astimezone().date()
    known = epoch.isascii() and epoch.isdecimal() and len(epoch) <= len(str(LAST_SECOND))
    if not known or int(epoch) > LAST_SECOND:
        message = "must be whole seconds since 1970, before the year 9000; mend it or unset it"
        raise LowbackError([Problem("SOURCE_DATE_EPOCH", message)])
    return datetime.fromtimestamp(int(epoch), UTC).date()


def written_day(text: str, option: str, now: date) -> date:
    """Return the day that was written after an option; `now` serves as the example.

    Raises:
        LowbackError: if it is not a day.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        message = f"`{text}` is not a day; write it as year-month-day, such as {now}"
        raise LowbackError([Problem(option, message)]) from None


def read_input(file: str) -> tuple[bytes, str]:
    """Return the bytes of a file, or of stdin for `-`, and the name that errors show.

    Raises:
        LowbackError: if it cannot be read, or stdin is a terminal.
    """
    if file == STDIN and sys.stdin.isatty():
        raise LowbackError([Problem("stdin", "is a terminal; pipe a file in, or name one")])
    if file == STDIN:
        return read_stream(sys.stdin.buffer, LARGEST_TEXT, "stdin"), "stdin"
    return read_at_most(Path(file), LARGEST_TEXT), file


def _from_file(file: str | None, knowledge: "Knowledge") -> "dict[str, Answer]":
    if file is None:
        return {}
    from lowback.engine.answers import read_answers
    from lowback.store.answers_file import read_answers_file

    read = read_answers_file(*read_input(file))
    if read.day is not None and (days := (today() - read.day).days):
        _say_old(file, days)
    return read_answers(read.answers, knowledge, "file", read.place)


def _say_old(file: str, days: int) -> None:
    """Say on stderr how old answers are: warning signs can change in a day."""
    old = "dated in the future" if days < 0 else f"{days} day{'s' * (days > 1)} old"
    sys.stderr.write(
        f"note: the answers in {printable(file)} are {old}. Warning signs can change in a day; "
        f"ask them again with `{program()} screen`.\n"
    )


def _from_settings(settings: Iterable[str], knowledge: "Knowledge") -> "dict[str, Answer]":
    from lowback.engine.answers import read_answers

    pairs: dict[str, str] = {}
    for setting in settings:
        name, separator, value = (each.strip() for each in setting.partition("="))
        if not separator:
            message = f"`{setting}` must be id=value{suggest(name, knowledge.questions)}"
            raise LowbackError([Problem("--set", message)])
        if pairs.get(name, value) != value:
            message = f"is given twice, `{pairs[name]}` and `{value}`; keep the one that is so"
            raise LowbackError([Problem(f"--set {name}", message)])
        pairs[name] = value
    return read_answers(pairs, knowledge, "typed", lambda name: f"--set {name}")
