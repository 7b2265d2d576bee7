"""What `lowback batch` does, step by step; everything heavy is imported when it is needed."""

import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from msgspec import Struct

from lowback.errors import LowbackError, Problem, printable
from lowback.store.files import (
    put_in_place,
    scratch_folder,
    temporary_beside,
    unwritten,
    write_file,
)

if TYPE_CHECKING:
    from lowback.batch.run import Batch
    from lowback.batch.summary.tally import Tally
    from lowback.batch.table.files import Table
    from lowback.batch.table.kinds import Kind
    from lowback.knowledge.schema import Knowledge

STREAM, PAGE = "-", ".html"
MOST_SHOWN = 10
MOST_NAMED = 40
PAGE_ATHLETES = 200
WORTH_A_BAR = 5_000_000


class Job(Struct, frozen=True, kw_only=True):
    """The command line, as it was given."""

    tables: list[str]
    scores: bool
    id_column: str | None
    since: str | None
    summary: bool
    reports: Path | None
    report_format: str | None
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
    def output(self) -> str | None:
        """Where the table goes, if anywhere."""
        return self.named[1] if len(self.named) > 1 else None


def run_batch(job: Job) -> bool:
    """Run the job; return whether any row holds an answer that cannot be used.

    Raises:
        LowbackError: if it cannot be done.
    """
    _check(job)
    from lowback.knowledge.load import load_knowledge

    knowledge = load_knowledge(job.data)
    with scratch_folder() as scratch:
        if job.propose_map:
            return _propose(job, knowledge, scratch)
        return _assess(job, knowledge, scratch)


def _check(job: Job) -> None:
    problems = []
    if not 1 <= len(job.named) <= 2:  # noqa: PLR2004 - INPUT and OUTPUT
        problems.append(Problem("batch", "needs INPUT and OUTPUT: `lowback batch in.csv out.csv`"))
    elif job.output is None and not (job.summary or job.reports or job.propose_map):
        problems.append(Problem("OUTPUT", "is missing; name a file, or `-` for stdout"))
    if job.page and not job.summary:
        problems.append(Problem(str(job.page), "is a page; write `--summary` before it"))
    if job.since and not job.id_column:
        problems.append(Problem("--since", "needs --id-column to know who is who"))
    if job.output and job.output != STREAM:
        problems += _target_problems(job, Path(job.output))
    if problems:
        raise LowbackError(problems)


def _target_problems(job: Job, target: Path) -> Iterator[Problem]:
    source = job.named[0]
    if source != STREAM and target.exists() and Path(source).exists() and target.samefile(source):
        yield Problem(str(target), "is the input too; choose another name")
    elif target.exists() and not job.force:
        yield Problem(str(target), "already exists; add --force to replace it")
    elif not target.parent.is_dir():
        yield Problem(str(target.parent), "is not a folder")


def _propose(job: Job, knowledge: "Knowledge", scratch: Path) -> bool:
    from lowback.batch.run import Batch, Wish
    from lowback.batch.table.files import open_table
    from lowback.batch.table.proposal import propose_map

    table = open_table(job.named[0], knowledge, scratch)
    text = propose_map(Batch(table, knowledge, Wish()), knowledge)
    assert job.propose_map is not None  # noqa: S101 - the caller looked
    write_file(job.propose_map, text.encode(), force=job.force)
    _say(f"wrote {job.propose_map}; check it, then use it with --map")
    return False


def _assess(job: Job, knowledge: "Knowledge", scratch: Path) -> bool:
    from lowback.batch.table.files import open_table
    from lowback.batch.table.kinds import kind_of

    kind = kind_of(job.output or STREAM, job.to)
    table = open_table(job.named[0], knowledge, scratch)
    with _progress(table) as on_rows:
        batch = _batch(job, table, knowledge, scratch, on_rows)
        tally = _write(batch, job, kind, scratch)
    _tell(batch, tally, knowledge)
    if job.reports:
        from lowback.commands.shared.squad_reports import write_reports

        _say(write_reports(batch, job.reports, job.report_format, job.country, force=job.force))
    if job.summary:
        _summarise(job, tally, knowledge)
    return tally.invalid > 0


def _batch(
    job: Job,
    table: "Table",
    knowledge: "Knowledge",
    scratch: Path,
    on_rows: Callable[[int], None] | None,
) -> "Batch":
    from lowback.batch.run import Batch, Wish
    from lowback.batch.summary.changes_since import earlier_rows
    from lowback.batch.table.mapping import Map, read_map

    earlier = None
    if job.since and job.id_column:
        earlier = earlier_rows(job.since, job.id_column, knowledge, scratch)
    wish = Wish(
        scores=job.scores,
        in_full=job.summary,
        id_column=job.id_column,
        earlier=earlier,
        map=read_map(job.map_file, knowledge) if job.map_file else Map(),
        on_rows=on_rows,
    )
    return Batch(table, knowledge, wish)


def _write(batch: "Batch", job: Job, kind: "Kind", scratch: Path) -> "Tally":
    """Write beside the target and rename: never half a table, and only its owner may read it."""
    target = Path(job.output) if job.output not in {None, STREAM} else scratch / "output"
    temporary: Path | None = None
    try:
        temporary = temporary_beside(target)
        tally = batch.write(temporary, kind, scratch)
        put_in_place(temporary, target, force=job.force)
    except OSError as error:
        raise unwritten(target, error) from None
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
    if job.output == STREAM:
        with target.open("rb") as file:
            shutil.copyfileobj(file, sys.stdout.buffer)
        sys.stdout.buffer.flush()
    return tally


def _tell(batch: "Batch", tally: "Tally", knowledge: "Knowledge") -> None:
    """Say on stderr what was read how, and which rows need mending."""
    table = batch.table
    for note in table.notes:
        _say(f"{table.name}: {note}")
    unread = [each for each in batch.headers.unmatched if each != batch.wish.id_column]
    if unread:
        more = [f"{len(unread) - MOST_NAMED} more"] if len(unread) > MOST_NAMED else []
        named = ", ".join([*(f"`{' '.join(each.split())}`" for each in unread[:MOST_NAMED]), *more])
        _say(f"kept, not read: {named} (--map can say what they mean)")
    read = set(batch.headers.questions.values())
    if absent := [each for each in knowledge.red_flag_questions() if each.id not in read]:
        _say(f"{len(absent)} warning signs are not in this table: unchecked for everyone")
    counted = ", ".join(f"{count:,} {each}" for each, count in sorted(tally.urgencies.items()))
    _say(f"{tally.rows:,} rows: {counted or 'none'}")
    _tell_bad_rows(table, tally)


def _tell_bad_rows(table: "Table", tally: "Tally") -> None:
    from lowback.batch.program.compile import INVALID

    for each in tally.athletes(INVALID)[:MOST_SHOWN]:
        _say(f"{table.name}, row {each.row}: {each.problems}")
    if tally.invalid > MOST_SHOWN:
        _say(f"and {tally.invalid - MOST_SHOWN:,} more rows; see the column `problems`")


def _summarise(job: Job, tally: "Tally", knowledge: "Knowledge") -> None:
    from lowback.batch.summary.squad import squad_of, summary_page, summary_text

    if job.page:
        squad = squad_of(tally, knowledge, shown=PAGE_ATHLETES)
        write_file(job.page, summary_page(squad).encode(), force=job.force, private=True)
        _say(f"wrote {job.page}")
        return
    stream = sys.stderr if job.output == STREAM else sys.stdout
    plain = (stream.encoding or "ascii").lower().replace("-", "") != "utf8"
    typer.echo(summary_text(squad_of(tally, knowledge), ascii_only=plain), file=stream, nl=False)


@contextmanager
def _progress(table: "Table") -> Iterator[Callable[[int], None] | None]:
    """Show a bar on stderr, on a terminal only, for a table that takes a while."""
    if not sys.stderr.isatty() or table.path.stat().st_size < WORTH_A_BAR:
        yield None
        return
    import polars as pl
    from rich.console import Console
    from rich.progress import Progress

    total = int(table.rows.select(pl.len()).collect(engine="streaming").item())
    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Assessing", total=total)
        yield lambda rows: bar.advance(task, rows)


def _say(message: str) -> None:
    typer.echo(printable(message), err=True)
