"""Good inputs for each fuzz target, so that a fuzzer starts where the code goes deep."""

import gzip
import io
from datetime import datetime

import msgspec
import polars as pl

from lowback.knowledge.load import shipped_folder
from tests.hand_made import emergency, ordinary, urgent
from tests.program import EXAMPLE
from tests.robustness.targets import LOG_NAMES, TABLE_NAMES
from tests.training_log import exports

WHEN = datetime(2026, 7, 1, 6)


def seeds(target: str) -> list[bytes]:
    """Return some inputs that the target accepts."""
    makers = {
        "answers": _answers,
        "form": _form,
        "table": _tables,
        "parquet": lambda: [each[1:] for each in _tables() if b"PAR1" in each],
        "map": _maps,
        "log": _logs,
        "fit": lambda: [exports.fit([(WHEN, 5012, 1)]), exports.fit([(WHEN, 5012, 2)] * 3)],
        "gpx": lambda: [exports.gpx(WHEN), exports.gpx(WHEN, kind="")],
        "stored": _results,
    }
    return makers.get(target, _documents)()


def _answers() -> list[bytes]:
    return [EXAMPLE.read_bytes(), b'{"rf_fever": "yes", "age": "34", "height_cm": "5 ft 9"}']


def _form() -> list[bytes]:
    return [b"Timestamp\nage\nrf_fever\nWhere does it hurt?\nyes;no\n", b"age\n30 mi\n5 ft 9\n"]


def _tables() -> list[bytes]:
    frame = pl.DataFrame({"who": ["A", "B"], "age": ["30", "x"], "rf_fever": ["yes", None]})
    book, block = io.BytesIO(), io.BytesIO()
    frame.write_excel(book)
    frame.write_parquet(block)
    written = {
        "a.csv": frame.write_csv().encode(),
        "a.tsv": frame.write_csv(separator="\t").encode(),
        "a.jsonl": frame.write_ndjson().encode(),
        "a.xlsx": book.getvalue(),
        "a.parquet": block.getvalue(),
    }
    return [bytes([at]) + written[name] for at, name in enumerate(TABLE_NAMES)]


def _maps() -> list[bytes]:
    return [b"columns: {Who: ignore, Fever: rf_fever}\nanswers: {rf_fever: {ja: 'yes'}}\n"]


def _logs() -> list[bytes]:
    table = exports.strava([(datetime(2026, 8, 20, 11, 1, 45), 12.3)], shoe="x")
    gpx = (
        b'<?xml version="1.0"?><gpx><trk><trkseg>'
        b'<trkpt lat="1" lon="1"><time>2026-08-20T11:00:00Z</time></trkpt>'
        b'<trkpt lat="1.01" lon="1"><time>2026-08-20T11:09:00Z</time></trkpt>'
        b"</trkseg></trk></gpx>"
    )
    found = {"a.csv": table, "a.csv.gz": gzip.compress(table), "a.gpx": gpx}
    return [bytes([at]) + found[name] for at, name in enumerate(LOG_NAMES) if name in found]


def _results() -> list[bytes]:
    draft = (
        b'{"schema":"lowback/draft/1","knowledge_version":"2026.11","knowledge_sha256":"x",'
        b'"left_at":"2026-11-23T08:00:00Z","asked":{"age":{"mark":"x","value":30}}}'
    )
    return [draft, *(msgspec.json.encode(each) for each in (ordinary(), urgent(), emergency()))]


def _documents() -> list[bytes]:
    return [path.read_bytes()[:20_000] for path in sorted(shipped_folder().glob("*.yaml"))]
