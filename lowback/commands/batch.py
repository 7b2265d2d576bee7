"""`lowback batch`: a table of runners in, the same table with a verdict for each row out."""

from pathlib import Path
from typing import Annotated

import typer

from lowback.commands.shared.options import CountryOption, DataOption, ForceOption
from lowback.commands.shared.report_options import FailOnOption

TablesArgument = Annotated[
    list[str],
    typer.Argument(metavar="INPUT [OUTPUT]", help="A table, a folder, answers files, or `-`."),
]
ScoresOption = Annotated[bool, typer.Option("--scores", help="Add a score for each cause.")]
IdColumnOption = Annotated[
    str | None, typer.Option("--id-column", metavar="NAME", help="Column that names athletes.")
]
SinceOption = Annotated[
    str | None, typer.Option("--since", metavar="OLD", help="Mark what is new since then.")
]
SummaryOption = Annotated[
    bool, typer.Option("--summary", help="Show the squad; --summary FILE.html writes a page.")
]
ReportsOption = Annotated[
    Path | None, typer.Option("--reports", metavar="DIR", help="One report for each athlete.")
]
ReportFormatOption = Annotated[
    str | None,
    typer.Option("--report-format", metavar="FORMAT", help="Format of --reports, or clinician."),
]
VoiceOption = Annotated[
    str | None,
    typer.Option("--voice", metavar="WHO", help="Who answered: runner or coach; else the form."),
]
SheetOption = Annotated[
    str | None, typer.Option("--sheet", metavar="NAME", help="The sheet of a workbook to read.")
]
MapOption = Annotated[
    Path | None, typer.Option("--map", metavar="FILE", help="What headings and cells mean.")
]
ProposeMapOption = Annotated[
    Path | None, typer.Option("--propose-map", metavar="FILE", help="Write a first such map.")
]
KindOption = Annotated[
    str | None, typer.Option("--to", metavar="KIND", help="Kind of OUTPUT: csv, tsv, …")
]


def batch(
    tables: TablesArgument,
    scores: ScoresOption = False,
    id_column: IdColumnOption = None,
    since: SinceOption = None,
    summary: SummaryOption = False,
    reports: ReportsOption = None,
    report_format: ReportFormatOption = None,
    voice: VoiceOption = None,
    fail_on: FailOnOption = None,
    sheet: SheetOption = None,
    map_file: MapOption = None,
    propose_map: ProposeMapOption = None,
    to: KindOption = None,
    force: ForceOption = False,
    country: CountryOption = None,
    data: DataOption = None,
) -> None:
    """Assess every row of a table; rows and columns keep their order, bad rows say why.

    Examples: `lowback batch squad.csv done.csv --summary`;
    `lowback batch form.xlsx done.xlsx --id-column Name --summary squad.html --reports out/`.
    """
    from lowback.commands.shared.batch_job import BatchOptions
    from lowback.commands.shared.run_batch import run_batch

    job = BatchOptions(
        tables=tables, scores=scores, id_column=id_column, since=since, summary=summary,
        reports=reports, report_format=report_format, voice=voice, fail_on=fail_on, sheet=sheet,
        map_file=map_file, propose_map=propose_map, to=to, force=force, country=country, data=data,
    )  # fmt: skip
    if code := run_batch(job):
        raise typer.Exit(code)
