"""One report for each athlete of a table, each exactly what `lowback assess` would write."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from lowback.errors import LowbackError, Problem, suggest

if TYPE_CHECKING:
    from lowback.batch.run import Batch
    from lowback.batch.summary.answer_dates import AnswerDates
    from lowback.batch.summary.rows import Runner
    from lowback.commands.shared.batch_job import BatchOptions
    from lowback.engine.assess import Context
    from lowback.engine.assessment import Assessment
    from lowback.render import Audience, Format

Voice = Literal["runner", "coach", "form"]
SUFFIXES = {"terminal": "txt", "markdown": "md", "fhir": "fhir.json"}
UNSAFE = re.compile(r"[^\w-]+")
OURS = re.compile(r"^\d{4,}(?:-[\w-]*)?\.(?:html|txt|md|json|fhir\.json)$")
LONGEST, NAMED = 40, 5
CLINICIAN = "clinician"


class Reports(Struct, frozen=True):
    """The files that were written, by row, how many rows got none, and what lay there before."""

    folder: Path
    files: dict[int, Path]
    left_out: int
    stale: tuple[str, ...]

    @property
    def notes(self) -> tuple[str, ...]:
        """What was done, in words."""
        rows = "row has" if self.left_out == 1 else "rows have"
        without = f"; {self.left_out} {rows} problems and got none" if self.left_out else ""
        written = f"{len(self.files)} report" + ("" if len(self.files) == 1 else "s")
        notes = [f"wrote {written} to {self.folder}{without}"]
        if self.stale:
            more = f" and {len(self.stale) - NAMED} more" if len(self.stale) > NAMED else ""
            names = f"{', '.join(self.stale[:NAMED])}{more}"
            notes.append(f"{self.folder} still holds older reports, perhaps of others: {names}")
        return tuple(notes)


def write_reports(batch: "Batch", job: "BatchOptions", dates: "AnswerDates | None") -> Reports:
    """Write the reports into a private folder; a row with problems gets one in an emergency only.

    Raises:
        LowbackError: if the country or format is unknown or a file cannot be written.
    """
    from lowback.batch.summary.rows import runners
    from lowback.commands.shared.inputs import occasion
    from lowback.render import Look, render
    from lowback.store.files import private_folder, write_file

    wanted, reader = report_kind(job.report_format)
    voice: Voice = "coach" if job.voice == "coach" else "runner" if job.voice else "form"
    when = occasion(job.country, batch.knowledge, "coach" if voice == "coach" else "runner")
    folder = private_folder(job.reports or Path())
    files: dict[int, Path] = {}
    left_out = 0
    for runner in runners(batch):
        assessment = _assessed(runner, batch, when, dates, voice)
        if assessment is None:
            left_out += not runner.is_blank
            continue
        text = render(assessment, batch.knowledge, wanted, Look(audience=reader))
        path = folder / f"{_stem(runner.row, runner.name)}.{SUFFIXES.get(wanted, wanted.value)}"
        write_file(path, text.encode(), force=job.force, private=True)
        files[runner.row] = path
    return Reports(folder, files, left_out, _stale(folder, files))


def report_kind(name: str | None) -> "tuple[Format, Audience]":
    """The format asked for, else a page that opens everywhere; `clinician` is such a page too.

    Raises:
        LowbackError: for a format that we do not know.
    """
    from lowback.render import Format

    if name == CLINICIAN:
        return Format.HTML, "clinician"
    names = [each.value for each in Format]
    chosen = name or Format.HTML.value
    if chosen not in names:
        known = [*names, CLINICIAN]
        message = f"`{chosen}` is not a format; use {', '.join(known)}{suggest(chosen, known)}"
        raise LowbackError([Problem("--report-format", message)])
    return Format(chosen), "runner"


def _assessed(
    runner: "Runner", batch: "Batch", when: "Context", dates: "AnswerDates | None", voice: Voice
) -> "Assessment | None":
    from msgspec.structs import replace

    from lowback.engine.assess import assess
    from lowback.engine.assessment import Subject
    from lowback.knowledge.schema import Urgency

    if runner.is_blank:
        return None
    answered = dates.of(runner.answered) if dates else None
    file, row, told = runner.origin or (Path(batch.table.name).name, runner.row, None)
    by: Voice = "coach" if told == "coach" else "runner" if told else voice
    subject = Subject(
        name=runner.name,
        file=file,
        row=row,
        answered_on=answered.isoformat() if answered else None,
        answered_by=by,
        unread=runner.problems,
    )
    found = assess(
        runner.answers,
        batch.knowledge,
        replace(when, today=answered or when.today, subject=subject),
    )
    usable = not runner.problems or found.triage.urgency is Urgency.EMERGENCY
    return found if usable else None


def _stale(folder: Path, files: dict[int, Path]) -> tuple[str, ...]:
    written = {each.name for each in files.values()}
    there = (each.name for each in folder.iterdir())
    return tuple(sorted(each for each in there if OURS.match(each) and each not in written))


def _stem(row: int, name: str | None) -> str:
    """A file name that sorts like the rows; a name never leads out of the folder."""
    safe = UNSAFE.sub("-", name or "").strip("-")[:LONGEST]
    return f"{row:04d}-{safe}" if safe else f"{row:04d}"
