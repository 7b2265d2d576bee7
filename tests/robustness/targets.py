"""What is fuzzed: each target takes any bytes and may only refuse them with `LowbackError`.

The tests run a bounded number of inputs; `make fuzz` runs the same targets for longer.
"""

import contextlib
import os
import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

from lowback.batch.run import Batch, Wish
from lowback.batch.table.cells import cell_reader
from lowback.batch.table.files import open_table
from lowback.batch.table.headers import match_headers
from lowback.batch.table.kinds import Kind
from lowback.batch.table.mapping import read_map
from lowback.engine.answers import read_answers
from lowback.engine.assess import Context, assess
from lowback.engine.assessment import Assessment
from lowback.errors import LowbackError
from lowback.knowledge.load import load_knowledge
from lowback.knowledge.schema import Knowledge
from lowback.knowledge.strict_yaml import parse
from lowback.result.read import read_assessment
from lowback.store.drafts import draft_path, resume
from lowback.training_log.activities import FURTHEST_KM, Reading
from lowback.training_log.read import read_log
from lowback.training_log.sources import fit as fit_source
from lowback.training_log.sources import gpx as gpx_source
from tests.training_log import exports

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
LOG_NAMES = (
    "a.csv", "a.zip", "a.csv.gz", "a.gpx", "a.gpx.gz", "a.fit", "a.fit.gz", "a.tcx", "export.xml",
    "training-session-1.json", "me_summarizedActivities.json",
)  # fmt: skip
TABLE_NAMES = ("a.csv", "a.tsv", "a.jsonl", "a.xlsx", "a.parquet")
PLAIN = (type(None), bool, int, float, str)


@cache
def knowledge() -> Knowledge:
    """The shipped knowledge, loaded once."""
    return load_knowledge()


def loader(data: bytes) -> None:
    """YAML or JSON: only plain values come out, and every value has a place."""
    with contextlib.suppress(LowbackError):
        document = parse(data, "f")
        _check_plain(document.value)
        assert document.where().file == "f"


def _check_plain(value: object) -> None:
    if isinstance(value, dict):
        assert all(isinstance(each, str) for each in value)
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            _check_plain(each)
    else:
        assert isinstance(value, PLAIN)


def answers(data: bytes) -> None:
    """An answers file: what is accepted can be assessed."""
    with contextlib.suppress(LowbackError):
        value = parse(data, "f").value
        if isinstance(value, dict):
            found = read_answers(value, knowledge(), "file")
            assess(found, knowledge(), Context(TODAY))


def form(data: bytes) -> None:
    """Headings and cells of a form export, one on each line."""
    columns = data.decode(errors="replace").splitlines()
    with contextlib.suppress(LowbackError):
        found = match_headers(columns, knowledge())
        assert set(found.questions) <= set(columns)
    for question in knowledge().questions.values():
        reader = cell_reader(question, knowledge())
        for cell in columns[:5]:
            reader.read(cell)


def table(data: bytes) -> None:
    """A whole table; the first byte chooses its kind. One row in, one row out."""
    name = TABLE_NAMES[data[0] % len(TABLE_NAMES)] if data else TABLE_NAMES[0]
    with tempfile.TemporaryDirectory() as folder, contextlib.suppress(LowbackError):
        path, out = Path(folder, name), Path(folder, "out.jsonl")
        path.write_bytes(data[1:])
        read = open_table(str(path), knowledge(), Path(folder))
        tally = Batch(read, knowledge(), Wish()).write(out, Kind.JSONL, Path(folder))
        assert out.read_bytes().count(b"\n") == tally.rows


def parquet(data: bytes) -> None:
    """A Parquet file: the kind that a library reads for us, so it is tried by itself."""
    table(bytes([TABLE_NAMES.index("a.parquet")]) + data)


def map(data: bytes) -> None:  # noqa: A001 - the name of the target
    """What headings and cells mean, as `batch --map` reads it."""
    with tempfile.TemporaryDirectory() as folder, contextlib.suppress(LowbackError):
        path = Path(folder, "map.yaml")
        path.write_bytes(data)
        found = read_map(path, knowledge())
        assert all(isinstance(each, str) for each in found.columns)


def fit(data: bytes) -> None:
    """A FIT file; its checksum is put right, so that damage is met behind it."""
    with contextlib.suppress(LowbackError):
        fit_source.read("a.fit", exports.summed(data[:-2]), Reading(TODAY, "Europe/London"))


def gpx(data: bytes) -> None:
    """A GPX file."""
    with contextlib.suppress(LowbackError):
        runs = gpx_source.read("a.gpx", data, Reading(TODAY, "Europe/London")).runs
        assert runs["km"].is_between(0, FURTHEST_KM).all()


def log(data: bytes) -> None:
    """An exported training log; the first byte chooses its kind."""
    name = LOG_NAMES[data[0] % len(LOG_NAMES)] if data else LOG_NAMES[0]
    with tempfile.TemporaryDirectory() as folder, contextlib.suppress(LowbackError):
        path = Path(folder, name)
        path.write_bytes(data[1:])
        found = read_log([path], Reading(TODAY, "Europe/London", "km"))
        assert all(run.km > 0 and run.start.date() <= TODAY for run in found.runs)


def stored(data: bytes) -> None:
    """A result that was kept, and a draft."""
    with contextlib.suppress(LowbackError):
        assert isinstance(read_assessment(data, "f"), Assessment)
    with tempfile.TemporaryDirectory() as folder, contextlib.suppress(LowbackError):
        os.environ["LOWBACK_HOME"] = folder
        draft_path("assess").write_bytes(data)
        kept = resume("assess", knowledge(), NOW)
        assert kept.answers.keys() <= knowledge().questions.keys()


TARGETS: dict[str, Callable[[bytes], None]] = {
    each.__name__: each
    for each in (loader, answers, form, table, parquet, map, log, fit, gpx, stored)
}
