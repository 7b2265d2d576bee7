"""The work behind `lowback check`: read, apply the rules, run the cases, compare, and say it."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import typer

from lowback.cases.accuracy import table as table_of
from lowback.cases.difference import changed_cases, changed_knowledge
from lowback.cases.run import Case, CaseResult, folder_beside, read_cases, run_cases
from lowback.commands.shared.inputs import today
from lowback.errors import LowbackError, Problem, Source
from lowback.knowledge.files import FILES
from lowback.knowledge.load import load_knowledge, path_of, shipped_folder
from lowback.knowledge.schema import Knowledge
from lowback.lint import check_all, check_cases, check_on_day
from lowback.lint.rules.hard_words import can_measure

NO_CASES = "no cases lie beside this knowledge; name their folder with --cases-from DIR"
CHANGES = "the knowledge differs in"
MOVED = "cases that come out differently"


@dataclass(frozen=True)
class Seen:
    """What one run found; `knowledge` is None when it could not be read."""

    knowledge: Knowledge | None = None
    cases: tuple[Case, ...] = ()
    outcomes: tuple[CaseResult, ...] = ()
    problems: list[Problem] = field(default_factory=list)


def examine(directory: Path | None, cases_from: Path | None, old: Path | None = None) -> Seen:
    """Read the knowledge, apply every rule and run every case.

    Raises:
        LowbackError: if a folder that was named is not there, the `old` one to compare with too.
    """
    for folder in (directory, cases_from, old):
        if folder is not None and not folder.is_dir():
            raise LowbackError([Problem(str(folder), "is not a folder")])
    try:
        knowledge = load_knowledge(directory)
    except LowbackError as error:
        return Seen(problems=list(error.problems))
    problems = [*check_all(knowledge), *check_on_day(knowledge, today())]
    folder = cases_from or folder_beside(directory or shipped_folder())
    try:
        cases = read_cases(folder) if folder else ()
        outcomes = run_cases(cases, knowledge)
    except LowbackError as error:
        return Seen(knowledge, problems=[*problems, *error.problems])
    if cases:
        problems += check_cases(outcomes, knowledge)
    return Seen(knowledge, cases, outcomes, problems)


def line_for(problem: Problem, directory: Path | None) -> str:
    """Return the clickable line, or under GitHub the form it shows beside the source line."""
    where = problem.where
    if isinstance(where, Source):
        path = path_of(where.file, directory) if where.file in FILES else Path(where.file)
        where = Source(_from_here(path), where.line, where.column)
    shown = Problem(where, problem.message, problem.rule)
    return _annotation(shown) if os.environ.get("GITHUB_ACTIONS") else str(shown)


def difference(old_folder: Path, seen: Seen) -> Iterator[str]:
    """Yield what changed since the knowledge in another folder, and which cases it moved."""
    if seen.knowledge is None:
        return
    old = load_knowledge(old_folder)
    changes = list(changed_knowledge(old, seen.knowledge))
    yield f"{CHANGES} {len(changes)} places"
    yield from (f"  {each}" for each in changes)
    if not seen.outcomes:
        yield NO_CASES
        return
    moved = list(changed_cases(seen.outcomes, old))
    yield f"{MOVED}: {len(moved)} of {len(seen.outcomes)}"
    yield from (f"  {each}" for each in moved)


def table(seen: Seen) -> Iterator[str]:
    """Yield the table of the cases, or that there are none."""
    if seen.outcomes:
        yield from table_of(seen.outcomes)
    else:
        yield NO_CASES


def summary(seen: Seen) -> str:
    """One line: what was read, how many problems, and what could not be done here."""
    left_out = [] if can_measure() else ["reading age not measured: textstat is not installed"]
    if not seen.outcomes:
        left_out.append("no cases run")
    count = len(seen.problems)
    found = f"{count} problem{'s' * (count != 1)}" if count else "no problems"
    return "; ".join([_counted(seen), found, *left_out])


def say(lines: Iterable[str]) -> None:
    """Print lines of the result."""
    for line in lines:
        typer.echo(line)


def _counted(seen: Seen) -> str:
    if seen.knowledge is None:
        return "the knowledge cannot be used"
    known = seen.knowledge
    sizes = {
        "questions": len(known.questions),
        "causes": len(known.causes),
        "rules": len(known.red_flags),
        "references": len(known.references),
        "cases": len(seen.cases),
    }
    counted = ", ".join(f"{size} {name}" for name, size in sizes.items() if size)
    return f"knowledge {known.about.version}: {counted}"


def _from_here(path: Path) -> str:
    """The path as one would type it here, so that terminals and editors can open it."""
    here = Path.cwd()
    path = path.resolve()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def _annotation(problem: Problem) -> str:
    """GitHub's workflow command for an error; its separators are escaped as it demands."""
    properties = {"title": problem.rule}
    if isinstance(problem.where, Source):
        at = problem.where
        properties |= {"file": at.file, "line": str(at.line), "col": str(at.column)}
    text = ",".join(f"{name}={_property(each)}" for name, each in properties.items() if each)
    return f"::error {text}::{_escaped(str(problem))}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
