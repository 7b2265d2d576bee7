"""What `lowback batch` was asked to do, checked before any row is read."""

import os
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path

from msgspec import Struct

from lowback.errors import LowbackError, Problem, suggest
from lowback.store.answers_file import SUFFIXES as ANSWERS

STREAM, PAGE = "-", ".html"
VOICES = ("runner", "coach")
THREADS = "POLARS_MAX_THREADS"


class BatchOptions(Struct, frozen=True, kw_only=True):
    """The command line, as it was given."""

    tables: list[str]
    scores: bool
    id_column: str | None
    since: str | None
    summary: bool
    reports: Path | None
    report_format: str | None
    voice: str | None
    fail_on: str | None
    sheet: str | None
    map_file: Path | None
    propose_map: Path | None
    to: str | None
    force: bool
    country: str | None
    data: Path | None

    @property
    def page(self) -> Path | None:
        """The page after `--summary`, wherever it stands among the tables."""
        return next((Path(each) for each in self.tables if each.casefold().endswith(PAGE)), None)

    @property
    def named(self) -> tuple[str, ...]:
        """The tables themselves: INPUT and, mostly, OUTPUT."""
        return tuple(each for each in self.tables if not each.casefold().endswith(PAGE))

    @property
    def sources(self) -> tuple[str, ...]:
        """INPUT: one table, one folder, or any number of answers files."""
        return self._answers or self.named[:1]

    @property
    def _answers(self) -> tuple[str, ...]:
        """The answers files that come first; a table that comes first is the only input."""
        return tuple(takewhile(holds_answers, self.named))

    @property
    def is_joined(self) -> bool:
        """Whether several files become one table."""
        first = self.sources[0] if self.sources else STREAM
        return holds_answers(first) or Path(first).is_dir()

    @property
    def output(self) -> str | None:
        """Where the table goes, if anywhere."""
        return next(iter(self.named[len(self.sources) :]), None)


def holds_answers(name: str) -> bool:
    """Whether a file is named as answers are, not as a table."""
    return Path(name).suffix.casefold() in ANSWERS


def check_options(job: BatchOptions) -> None:
    """Refuse what cannot work, before the table is written.

    Raises:
        LowbackError: naming everything that is wrong.
    """
    problems = [*_usage(job), *_places(job)]
    if job.output and job.output != STREAM:
        problems += _target_problems(job, Path(job.output))
    for check in (_known_format, _known_level):
        try:
            check(job)
        except LowbackError as error:
            problems += error.problems
    if problems:
        raise LowbackError(problems)


def _usage(job: BatchOptions) -> Iterator[Problem]:
    if not job.named or len(job.named) > len(job.sources) + 1:
        yield Problem("batch", "needs INPUT and OUTPUT: `lowback batch in.csv out.csv`")
    elif job.output is None and not (job.summary or job.reports or job.propose_map):
        yield Problem("OUTPUT", "is missing; name a file, or `-` for stdout")
    if job.page and not job.summary:
        yield Problem(str(job.page), "is a page; write `--summary` before it")
    if job.since and not job.id_column and not job.is_joined:
        yield Problem("--since", "needs --id-column to know who is who")
    if job.voice is not None and job.voice not in VOICES:
        hint = suggest(job.voice, VOICES)
        yield Problem("--voice", f"`{job.voice}` must be runner or coach{hint}")
    threads = os.environ.get(THREADS, "1")
    if not (threads.isascii() and threads.isdigit() and int(threads)):
        yield Problem(THREADS, "must be a whole number from 1, or not set at all")


def _places(job: BatchOptions) -> Iterator[Problem]:
    """A page, a map or a folder of reports that stands there already, or has no place to be."""
    for file in filter(None, (job.page if job.summary else None, job.propose_map)):
        if file.exists() and not job.force:
            yield Problem(str(file), "already exists; add --force to replace it")
        elif not file.parent.is_dir():
            yield Problem(str(file.parent), "is not a folder")
    folder = job.reports
    if folder and folder.exists() and not folder.is_dir():
        yield Problem(str(folder), "is not a folder")
    elif folder and not job.force and folder.is_dir() and any(folder.iterdir()):
        yield Problem(str(folder), "is not empty; name a new folder, or add --force")


def _target_problems(job: BatchOptions, target: Path) -> Iterator[Problem]:
    files = [Path(each) for each in job.sources if each != STREAM and Path(each).exists()]
    if target.exists() and any(target.samefile(each) for each in files):
        yield Problem(str(target), "is the input too; choose another name")
    elif target.exists() and not job.force:
        yield Problem(str(target), "already exists; add --force to replace it")
    elif not target.parent.is_dir():
        yield Problem(str(target.parent), "is not a folder")


def _known_format(job: BatchOptions) -> None:
    from lowback.commands.shared.squad_reports import report_kind

    report_kind(job.report_format)


def _known_level(job: BatchOptions) -> None:
    from lowback.commands.shared.outputs import known_urgency

    known_urgency(job.fail_on)
