"""`lowback batch`: a table of runners in, the same table with a verdict for each row out."""

from pathlib import Path
from typing import Annotated

import typer

from lowback.commands.options import CountryOption, DataOption, ForceOption

BAD_ROWS = 1


def batch(
    tables: Annotated[
        list[str],
        typer.Argument(metavar="INPUT [OUTPUT]", help="csv, tsv, xlsx, parquet, jsonl, or `-`."),
    ],
    scores: Annotated[bool, typer.Option("--scores", help="Add a score for each cause.")] = False,
    id_column: Annotated[
        str | None, typer.Option("--id-column", metavar="NAME", help="Column that names athletes.")
    ] = None,
    since: Annotated[
        str | None, typer.Option("--since", metavar="OLD", help="Mark what is new since then.")
    ] = None,
    summary: Annotated[
        bool, typer.Option("--summary", help="Show the squad; --summary FILE.html writes a page.")
    ] = False,
    reports: Annotated[
        Path | None, typer.Option("--reports", metavar="DIR", help="One report for each athlete.")
    ] = None,
    report_format: Annotated[
        str | None, typer.Option("--report-format", metavar="FORMAT", help="Format of --reports.")
    ] = None,
    map_file: Annotated[
        Path | None, typer.Option("--map", metavar="FILE", help="What headings and cells mean.")
    ] = None,
    propose_map: Annotated[
        Path | None, typer.Option("--propose-map", metavar="FILE", help="Write a first such map.")
    ] = None,
    to: Annotated[
        str | None, typer.Option("--to", metavar="KIND", help="Kind of OUTPUT: csv, tsv, …")
    ] = None,
    force: ForceOption = False,
    country: CountryOption = None,
    data: DataOption = None,
) -> None:
    """Assess every row of a table; rows and columns keep their order, bad rows say why.

    Examples: `lowback batch squad.csv done.csv --summary`;
    `lowback batch form.xlsx done.xlsx --id-column Name --summary squad.html --reports out/`.
    """
    from lowback.commands.squads import Job, run_batch

    job = Job(
        tables=tuple(tables),
        scores=scores,
        id_column=id_column,
        since=since,
        summary=summary,
        reports=reports,
        report_format=report_format,
        map_file=map_file,
        propose_map=propose_map,
        to=to,
        force=force,
        country=country,
        data=data,
    )
    if run_batch(job):
        raise typer.Exit(BAD_ROWS)
