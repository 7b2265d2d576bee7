"""What `lowback batch` does, step by step; everything heavy is imported when it is needed."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import typer

from lowback.commands.shared.batch_job import STREAM, BatchOptions, check_options
from lowback.commands.shared.batch_messages import say, tell
from lowback.commands.shared.outputs import LEVEL_REACHED, known_urgency
from lowback.store.files import (
    put_in_place,
    scratch_folder,
    temporary_beside,
    unwritten,
    write_file,
)

if TYPE_CHECKING:
    from lowback.batch.run import Batch
    from lowback.batch.summary.squad import Desk
    from lowback.batch.summary.tally import Tally
    from lowback.batch.table.files import Table
    from lowback.batch.table.kinds import Kind
    from lowback.batch.table.mapping import Map
    from lowback.commands.shared.squad_reports import Reports
    from lowback.knowledge.schema import Knowledge

PAGE_ATHLETES = 200
WORTH_A_BAR = 5_000_000
BAD_ROWS = 1


def run_batch(job: BatchOptions) -> int:
    """Run the job; return 3 at the level of --fail-on, else 1 if a row needs mending, else 0.

    Raises:
        LowbackError: if it cannot be done.
    """
    check_options(job)
    from lowback.commands.shared.inputs import occasion
    from lowback.knowledge.load import load_knowledge

    knowledge = load_knowledge(job.data)
    occasion(job.country, knowledge)
    with scratch_folder() as scratch:
        if job.propose_map:
            return _propose(job, knowledge, scratch, job.propose_map)
        return _assess(job, knowledge, scratch)


def _propose(job: BatchOptions, knowledge: "Knowledge", scratch: Path, target: Path) -> int:
    from lowback.batch.table.files import open_table
    from lowback.batch.table.proposal import propose_map

    said = _map(job, knowledge)
    table = open_table(job.sources[0], knowledge, scratch, given=said.columns, sheet=job.sheet)
    write_file(target, propose_map(table, knowledge, said).encode(), force=job.force)
    say(f"wrote {target}; check it, then use it with --map")
    return 0


def _assess(job: BatchOptions, knowledge: "Knowledge", scratch: Path) -> int:
    from lowback.batch.table.files import open_table
    from lowback.batch.table.kinds import kind_of

    kind = kind_of(job.output or STREAM, job.to, writing=True)
    said = _map(job, knowledge)
    if job.is_joined:
        table, said = _joined(job, knowledge, scratch, said)
    else:
        table = open_table(job.sources[0], knowledge, scratch, given=said.columns, sheet=job.sheet)
    with _progress(table) as on_rows:
        batch = _batch(job, table, knowledge, scratch, said, on_rows)
        tally = _write(batch, job, kind, scratch)
    _report(job, batch, tally)
    return _code(job, tally)


def _joined(
    job: BatchOptions, knowledge: "Knowledge", scratch: Path, said: "Map"
) -> "tuple[Table, Map]":
    """One table from many files, its columns named by us, whatever the files called them."""
    from lowback.batch.table.folder import ORIGIN, Files, open_files, open_folder
    from lowback.batch.table.mapping import Map
    from lowback.commands.shared.inputs import today
    from lowback.knowledge.headings import fold

    files = Files(knowledge, scratch, job.id_column, said.columns, today())
    paths = [Path(each) for each in job.sources]
    if paths[0].is_dir():
        table = open_folder(paths[0], files)
    else:
        table = open_files("the answers", paths, files)
    ours = dict.fromkeys(map(fold, ORIGIN))
    return table, Map(ours, said.answers)


def _map(job: BatchOptions, knowledge: "Knowledge") -> "Map":
    from lowback.batch.table.mapping import Map, read_map

    return read_map(job.map_file, knowledge) if job.map_file else Map()


def _batch(
    job: BatchOptions,
    table: "Table",
    knowledge: "Knowledge",
    scratch: Path,
    said: "Map",
    on_rows: Callable[[int], None] | None,
) -> "Batch":
    from lowback.batch.run import Batch, Wish
    from lowback.batch.summary.answer_dates import date_column
    from lowback.batch.summary.changes_since import earlier_rows
    from lowback.batch.table.folder import ATHLETE

    earlier = None
    if job.since:
        earlier = earlier_rows(job.since, job.id_column or ATHLETE, knowledge, scratch)
    wish = Wish(
        scores=job.scores,
        in_full=job.summary,
        id_column=ATHLETE if table.is_joined else job.id_column,
        date_column=date_column(table.columns),
        earlier=earlier,
        map=said,
        on_rows=on_rows,
    )
    return Batch(table, knowledge, wish)


def _write(batch: "Batch", job: BatchOptions, kind: "Kind", scratch: Path) -> "Tally":
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


def _report(job: BatchOptions, batch: "Batch", tally: "Tally") -> None:
    """Write the reports, then say what was found, then the summary with links to them."""
    from msgspec.structs import replace

    from lowback.batch.summary.desk import desk_of
    from lowback.commands.shared.inputs import today
    from lowback.commands.shared.squad_reports import write_reports

    desk = desk_of(batch, today())
    reports = write_reports(batch, job, desk.dates) if job.reports else None
    tell(batch, tally, desk)
    for note in reports.notes if reports else ():
        say(note)
    if job.summary:
        _summarise(job, tally, batch.knowledge, replace(desk, links=_links(reports, job.page)))


def _links(reports: "Reports | None", page: Path | None) -> dict[int, str]:
    """Where the page finds each report: beside it, whoever opens it."""
    if reports is None or page is None:
        return {}
    start = page.resolve().parent
    return {
        row: quote(Path(os.path.relpath(file.resolve(), start)).as_posix())
        for row, file in reports.files.items()
    }


def _summarise(job: BatchOptions, tally: "Tally", knowledge: "Knowledge", desk: "Desk") -> None:
    from lowback.batch.summary.squad import squad_of

    if job.page:
        from lowback.batch.summary.squad_page import summary_page

        page = summary_page(squad_of(tally, knowledge, desk, shown=PAGE_ATHLETES))
        write_file(job.page, page.encode(), force=job.force, private=True)
        say(f"wrote {job.page}")
        return
    from lowback.batch.summary.squad_text import summary_text

    stream = sys.stderr if job.output == STREAM else sys.stdout
    plain = (stream.encoding or "ascii").lower().replace("-", "") != "utf8"
    text = summary_text(squad_of(tally, knowledge, desk), ascii_only=plain)
    typer.echo(text, file=stream, nl=False)


def _code(job: BatchOptions, tally: "Tally") -> int:
    from lowback.knowledge.schema import Urgency

    limit = known_urgency(job.fail_on)
    reached = [each for each in Urgency if limit and each.severity >= limit.severity]
    if any(tally.urgencies[each] for each in reached):
        return LEVEL_REACHED
    return BAD_ROWS if tally.bad else 0


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
